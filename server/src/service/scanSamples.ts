import { directory, isWithin } from '../text/uri.ts';
import { sampleRecord } from './fileRecords.ts';
import type { FileRecord, ProjectIndex } from './projectIndex.ts';
import type { WorkspaceFolder } from './workspace.ts';
import type { WorkspaceReader } from './workspaceReader.ts';

/** A pack has a few samples; a folder with thousands of data files is a data set. */
const maxSamplesPerFolder = 200;

/** What reading samples takes. */
export interface SampleScan {
  readonly reader: WorkspaceReader;
  readonly index: ProjectIndex;
  readonly folder: WorkspaceFolder;
  readonly stopped: () => boolean;
  /** Told of each file that the index gets something from. */
  readonly onRead: (uri: string) => void;
}

/** Data and code of a folder that may tell the types of fields to a document which wants to know them. */
export class ScanSamples {
  readonly #scan: SampleScan;
  #samples: readonly string[] = [];

  constructor(scan: SampleScan) {
    this.#scan = scan;
  }

  /** Keeps those of the files (URIs) that lie in folders of documents that want them, or below. Which documents do is known when the files that count by their names are read. */
  choose(files: readonly string[]): void {
    const homes = this.#wanting().map(({ uri }) => directory(uri));
    const near = new Map<string, boolean>();
    this.#samples = files.filter((uri) => {
      const home = directory(uri);
      const known = near.get(home) ?? homes.some((one) => isWithin(one, home));
      near.set(home, known);
      return known;
    });
  }

  /** Reads what was chosen into the index, but for files in `except` (URIs). */
  async read(except: ReadonlySet<string>): Promise<void> {
    const { stopped } = this.#scan;
    const read = new Set<string>(except);
    const samples = this.#samples.map((uri) => ({ uri, home: directory(uri) }));
    const homes = new Set(samples.map(({ home }) => home));
    for (const document of this.#wanting()) {
      const home = directory(document.uri);
      const within = new Set([...homes].filter((one) => isWithin(home, one)));
      // A workspace whose root is the pack's folder would make every file of the repository a sample of it.
      const near = samples.filter((sample) => within.has(sample.home) && sample.uri !== document.uri).slice(0, maxSamplesPerFolder).map(({ uri }) => uri);
      for (const uri of near) {
        if (stopped()) return;
        if (read.has(uri)) continue;
        read.add(uri);
        await this.#readOne(uri);
      }
    }
  }

  async #readOne(uri: string): Promise<void> {
    const { reader, index, folder, onRead } = this.#scan;
    const known = index.get(uri);
    if (known && (known.version !== undefined || known.documents.size > 0)) return;
    const facts = await reader.readSample(uri);
    if (!facts) return;
    onRead(uri);
    index.set(known ? { ...known, facts: [...known.facts.filter(({ kind }) => kind !== 'fieldType'), ...facts] } : sampleRecord(uri, folder.uri, facts));
  }

  /** Documents that want to know the types of fields. */
  #wanting(): readonly FileRecord[] {
    const { index, folder } = this.#scan;
    return index.files().filter((record) => record.folder === folder.uri
      && [...record.documents.values()].some(({ classification }) => classification.kind === 'ours' && classification.wantsFieldTypes === true));
  }
}
