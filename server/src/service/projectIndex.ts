import type { Classification } from '../analysis/migration.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import type { KnownText } from './knownText.ts';
import type { SharedFact } from './sharedFacts.ts';

/** What the index keeps of one file. */
export interface FileRecord {
  readonly uri: string;
  /** URI of the folder it stands in. Kept, because taking thousands of URIs apart is felt at every key. */
  readonly directory: string;
  /** URI of the workspace folder it belongs to; its own directory for a file outside all folders. */
  readonly folder: string;
  /** `file`: one that rules look at; `sample`: one that is only there for its facts. */
  readonly kind: 'file' | 'sample';
  /** Whether its folder is the root of a project. */
  readonly isManifest: boolean;
  /** `undefined` for samples, whose text nobody needs again, and for skipped files. */
  readonly text: KnownText | undefined;
  /** Version of the open document; `undefined` for a file on disk. */
  readonly version: number | undefined;
  readonly language: ParsedFile['language'] | undefined;
  /** What others may ask of it. Its own rules get all that it says from its tree. */
  readonly facts: readonly SharedFact[];
  /** By migration id, for the migrations that know the file's name. */
  readonly documents: ReadonlyMap<string, { readonly type: string; readonly classification: Classification }>;
  readonly ignoredByGit: boolean | undefined;
  /** Why the file could not be analysed. */
  readonly skipped: string | undefined;
}

/** All records of one project root, with a number that changes whenever something in it that others may look at changes. */
export interface Project {
  readonly root: string;
  /** URI of the workspace folder that holds the root. */
  readonly folder: string;
  /** Root of the project around this one, for a project that is one by nothing but its `package.json`: a frontend beside what it belongs to. */
  readonly above: string | undefined;
  readonly records: readonly FileRecord[];
  readonly revision: number;
}

/** The files that the service knows, grouped by project root. Pure bookkeeping: no I/O, no parsing. */
export class ProjectIndex {
  readonly #records = new Map<string, FileRecord>();
  /** Files whose findings may differ since `takeChanged`. */
  readonly #changed = new Set<string>();
  /** Places whose shared facts changed; their projects get a new revision when somebody asks (scans add thousands of files). */
  #pending: { readonly uri: string; readonly folder: string }[] = [];
  #groups: Groups | undefined;
  readonly #revisions = new Map<string, number>();
  #revision = 0;

  get(uri: string): FileRecord | undefined {
    return this.#records.get(uri);
  }

  /** An index with the same files and revisions that goes its own way from here on. Nothing in it is marked as changed. */
  fork(): ProjectIndex {
    this.#flush();
    const copy = new ProjectIndex();
    for (const [uri, record] of this.#records) copy.#records.set(uri, record);
    for (const [root, revision] of this.#revisions) copy.#revisions.set(root, revision);
    copy.#revision = this.#revision;
    return copy;
  }

  /** Everything that the index holds, samples included, in no order. */
  all(): Iterable<FileRecord> {
    return this.#records.values();
  }

  /** All files that rules look at, in URI order. */
  files(): readonly FileRecord[] {
    return [...this.#records.values()].filter(({ kind }) => kind === 'file').sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** Adds a file or puts a new record in its place. */
  set(record: FileRecord): void {
    const old = this.#records.get(record.uri);
    this.#records.set(record.uri, record);
    if (record.kind === 'file') this.#changed.add(record.uri);
    if (old?.isManifest === record.isManifest && old.folder === record.folder) {
      const group = this.#groups?.byRoot.get(this.rootOf(record.uri, record.folder));
      const at = group?.records.indexOf(old) ?? -1;
      if (group && at >= 0) group.records[at] = record;
      if (sharedSignature(old) === sharedSignature(record)) return;
    } else if (old === undefined && !record.isManifest) {
      // A scan adds thousands of files while somebody types: sorting all of them anew for each key would be felt.
      this.#insert(record);
    } else {
      this.#groups = undefined;
    }
    this.#note(record);
  }

  delete(uri: string): void {
    const old = this.#records.get(uri);
    if (!old) return;
    this.#records.delete(uri);
    this.#groups = undefined;
    this.#note(old);
    if (old.kind === 'file') this.#changed.add(uri);
  }

  /** Forgets the files of a folder that are not in `keep`, but for open documents. */
  retain(folder: string, keep: ReadonlySet<string>): void {
    for (const record of [...this.#records.values()]) {
      if (record.folder === folder && record.version === undefined && !keep.has(record.uri)) this.delete(record.uri);
    }
  }

  /** Forgets the files of all other folders (which were taken out of the workspace), but for open documents. */
  retainFolders(folders: ReadonlySet<string>): void {
    for (const record of [...this.#records.values()]) {
      if (record.version === undefined && !folders.has(record.folder)) this.delete(record.uri);
    }
  }

  /** Marks every file of a folder as changed (settings, end of a scan). */
  touchFolder(folder: string): void {
    for (const record of this.#records.values()) if (record.folder === folder) this.#note(record);
  }

  /** Files whose findings may differ since the last call, in URI order; deleted ones too. */
  takeChanged(): readonly string[] {
    this.#flush();
    const changed = [...this.#changed].sort();
    this.#changed.clear();
    return changed;
  }

  /** Marks files whose findings may differ for a reason that the index does not know. */
  markChanged(uris: Iterable<string>): void {
    for (const uri of uris) this.#changed.add(uri);
  }

  projects(): readonly Project[] {
    this.#flush();
    return [...this.#grouped().byRoot.values()];
  }

  projectOf(record: FileRecord): Project {
    this.#flush();
    const root = this.rootOf(record.uri, record.folder);
    return this.#grouped().byRoot.get(root) ?? { root, folder: record.folder, above: undefined, records: [record], revision: this.#revision };
  }

  /** The project with this root, if there is one. */
  projectAt(root: string): Project | undefined {
    this.#flush();
    return this.#grouped().byRoot.get(root);
  }

  /** The nearest folder with a manifest, upward from the file and inside its workspace folder; else that folder. */
  rootOf(uri: string, folder: string): string {
    const { roots } = this.#grouped();
    const home = directory(uri);
    let inFolder = roots.get(folder);
    if (!inFolder) roots.set(folder, inFolder = new Map());
    const known = inFolder.get(home);
    if (known !== undefined) return known;
    const root = this.#rootAbove(home, folder);
    inFolder.set(home, root);
    return root;
  }

  #rootAbove(home: string, folder: string): string {
    const { manifestFolders } = this.#grouped();
    for (let dir = home; dir !== folder && isWithin(folder, dir); dir = directory(dir)) {
      if (manifestFolders.has(dir)) return dir;
    }
    return folder;
  }

  #grouped(): Groups {
    if (this.#groups) return this.#groups;
    const records = [...this.#records.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    const manifestFolders = new Map<string, 'frontend' | 'any'>();
    for (const { isManifest, uri, directory: home } of records) {
      if (isManifest) manifestFolders.set(home, baseName(uri) === 'package.json' && manifestFolders.get(home) !== 'any' ? 'frontend' : 'any');
    }
    const byRoot = new Map<string, MutableProject>();
    this.#groups = { manifestFolders, byRoot, roots: new Map() };
    for (const record of records) {
      const root = this.rootOf(record.uri, record.folder);
      const group = byRoot.get(root) ?? this.#emptyGroup(root, record.folder);
      group.records.push(record);
      byRoot.set(root, group);
    }
    return this.#groups;
  }

  #emptyGroup(root: string, folder: string): MutableProject {
    const isFrontend = root !== folder && this.#groups?.manifestFolders.get(root) === 'frontend';
    return { root, folder, above: isFrontend ? this.rootOf(root, folder) : undefined, records: [], revision: this.#revisions.get(root) ?? 0 };
  }

  /** Puts a new file into its project's records, which are in URI order. */
  #insert(record: FileRecord): void {
    if (!this.#groups) return;
    const root = this.rootOf(record.uri, record.folder);
    const group = this.#groups.byRoot.get(root) ?? this.#emptyGroup(root, record.folder);
    this.#groups.byRoot.set(root, group);
    let low = 0;
    let high = group.records.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((group.records[middle]?.uri ?? '') < record.uri) low = middle + 1;
      else high = middle;
    }
    group.records.splice(low, 0, record);
  }

  /** Of the record itself only its place is held: it may be replaced before somebody asks. */
  #note({ uri, folder }: FileRecord): void {
    this.#pending.push({ uri, folder });
  }

  /** Something that other files of a project may look at changed: give it a new revision and mark its documents. */
  #flush(): void {
    if (this.#pending.length === 0) return;
    const roots = new Set(this.#pending.map(({ uri, folder }) => this.rootOf(uri, folder)));
    this.#pending = [];
    this.#revision++;
    for (const root of roots) {
      this.#revisions.set(root, this.#revision);
      const group = this.#grouped().byRoot.get(root);
      if (!group) continue;
      group.revision = this.#revision;
      for (const record of group.records) if (record.kind === 'file') this.#changed.add(record.uri);
    }
  }
}

interface Groups {
  /** `frontend`: nothing but a `package.json` is there. */
  readonly manifestFolders: ReadonlyMap<string, 'frontend' | 'any'>;
  readonly byRoot: Map<string, MutableProject>;
  /** What `rootOf` said, by workspace folder and folder: a scan asks for the project of each of its files. */
  readonly roots: Map<string, Map<string, string>>;
}

interface MutableProject {
  readonly root: string;
  readonly folder: string;
  readonly above: string | undefined;
  readonly records: FileRecord[];
  revision: number;
}

/**
 * What other files' rules can see of a file: when it stays equal, only the file's own findings can differ. In code the places of
 * facts shift with every line somebody types; others only point at them, so places do not count there.
 */
function sharedSignature(record: FileRecord): string {
  const placesCount = record.language === 'dotenv' || record.language === 'yaml';
  return JSON.stringify([record.facts, [...record.documents], record.ignoredByGit, record.skipped], placesCount ? undefined : withoutPlaces);
}

const places: ReadonlySet<string> = new Set(['range', 'removal', 'group', 'nameRange', 'valueRange', 'call', 'directiveRange', 'fieldPlace']);

function withoutPlaces(key: string, value: unknown): unknown {
  return places.has(key) ? undefined : value;
}
