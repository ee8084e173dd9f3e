import type { Migration } from '../analysis/migration.ts';
import { baseName } from '../text/uri.ts';
import { type FileKind, isProofByName, isSample, kindByName } from './fileKinds.ts';

/** What a file is by its name. */
export interface NamedFile {
  readonly kind: FileKind | undefined;
  /** Its being there proves a system. */
  readonly proves: boolean;
  readonly isSample: boolean;
}

/** Says of many files what they are by their names, and remembers it: thousands are called the same, and each is asked for twice. */
export class NameLookup {
  readonly #migrations: readonly Migration[];
  readonly #known = new Map<string, NamedFile>();

  /** `migrations` hold for all files that are asked for. */
  constructor(migrations: readonly Migration[]) {
    this.#migrations = migrations;
  }

  /** Takes a URI or a path. */
  of(path: string): NamedFile {
    const name = baseName(path);
    const known = this.#known.get(name);
    if (known) return known;
    const named: NamedFile = { kind: kindByName(path, this.#migrations), proves: isProofByName(path, this.#migrations), isSample: isSample(name) };
    // Of these the folder counts, too.
    if (!/\.(?:txt|in)$/.test(name)) this.#known.set(name, named);
    return named;
  }
}
