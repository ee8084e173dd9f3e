import type { Migration } from '../analysis/migration.ts';
import { directory } from '../text/uri.ts';
import { lendsProof, mayProve } from './detection.ts';
import { emptyRecord } from './fileRecords.ts';
import { ProjectIndex, type FileRecord } from './projectIndex.ts';
import type { Settings } from './settings.ts';

/** What a scan knows of a folder when it has looked at all of its files. */
export interface LookedFolder {
  readonly uri: string;
  readonly settings: Settings;
  readonly migrations: readonly Migration[];
  /** Ids of the migrations that may have anything to do with the folder. */
  readonly candidates: ReadonlySet<string>;
  /** What the index keeps so far: manifests, documents of the systems, open files. */
  readonly records: Iterable<FileRecord>;
  /** By migration: files of which the bytes may prove its system. */
  readonly speaking: ReadonlyMap<string, readonly string[]>;
}

/**
 * Which migrations may have anything to do with which projects of a folder, as it was when it was looked at. A migration holds only where something proves its system, so its rules find nothing in a
 * project in which no file even speaks of it, whatever is in the other projects of the folder.
 */
export class ProjectCandidates {
  /** Ids of the migrations that may have anything to do with the folder. */
  readonly all: ReadonlySet<string>;
  readonly #folder: string;
  /** For all projects: switched on by the user. */
  readonly #everywhere: readonly string[];
  /** By root of a project: what speaks for itself there. */
  readonly #own = new Map<string, Set<string>>();
  readonly #known = new Map<string, ReadonlySet<string>>();
  /** Of those migrations proof counts in frontends below, too. */
  readonly #lent: ReadonlySet<string>;
  /** Knows the roots, and no more. */
  readonly #roots = new ProjectIndex();

  constructor({ uri, settings, migrations, candidates, records, speaking }: LookedFolder) {
    this.#folder = uri;
    this.all = candidates;
    const inQuestion = migrations.filter(({ id }) => candidates.has(id));
    this.#everywhere = inQuestion.flatMap(({ id }) => (settings.migrations[id] === 'on' ? [id] : []));
    this.#lent = new Set(inQuestion.filter(lendsProof).map(({ id }) => id));
    const own = [...records].filter(({ folder }) => folder === uri);
    for (const { uri: manifest, isManifest } of own) if (isManifest) this.#roots.set(emptyRecord(manifest, uri, true));
    for (const migration of inQuestion) {
      // Migrations of one system belong together: where one has done its work, the next one begins.
      const ids = inQuestion.filter((other) => systemOf(other) === systemOf(migration)).map(({ id }) => id);
      const places = [...own.flatMap((record) => (mayProve(migration, record) ? [record.uri] : [])), ...speaking.get(migration.id) ?? []];
      for (const place of places) for (const id of ids) this.#ownAt(this.#roots.rootOf(place, uri)).add(id);
    }
  }

  /** Ids of the migrations that may have anything to do with the project that a file is in. */
  of(uri: string): ReadonlySet<string> {
    return this.#at(this.#roots.rootOf(uri, this.#folder));
  }

  /** Whether a migration may have to do with every project of the folder. */
  isEverywhere(migration: string): boolean {
    return this.#everywhere.includes(migration);
  }

  /** Whether a file that has gone held something back: without that manifest its project may be part of the one around it, of which migrations may hold that were not looked for. */
  heldBack(manifest: string): boolean {
    const own = this.of(manifest);
    return [...this.of(directory(manifest))].some((id) => !own.has(id));
  }

  #at(root: string): ReadonlySet<string> {
    const known = this.#known.get(root);
    if (known) return known;
    const above = this.#roots.projectAt(root)?.above;
    const lent = above === undefined ? [] : [...this.#at(above)].filter((id) => this.#lent.has(id));
    const ids = new Set([...this.#everywhere, ...this.#own.get(root) ?? [], ...lent]);
    // Most projects of many a folder have to do with the same.
    const shared = ids.size === this.all.size ? this.all : ids;
    this.#known.set(root, shared);
    return shared;
  }

  #ownAt(root: string): Set<string> {
    const ids = this.#own.get(root) ?? new Set<string>();
    this.#own.set(root, ids);
    return ids;
  }
}

function systemOf({ id, system = id }: Migration): string {
  return system;
}
