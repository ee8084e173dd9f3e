import type { Position } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { LanguageService } from '../service/languageService.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { canonicalUri } from './uris.ts';

/** Converts between the service's offsets and the editor's positions for one text. */
export interface Positions {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

const byteOrderMark = '\uFEFF';

/** A document that the editor has open. The service is given its text without a byte order mark. */
export class OpenFile implements Positions {
  /** The service's spelling. */
  readonly uri: string;
  /** The editor's spelling; what goes to the editor carries it. */
  readonly clientUri: string;
  #document: TextDocument;
  /** Version that the service has seen. */
  #given: number | undefined;

  constructor(clientUri: string, languageId: string, version: number, text: string) {
    this.uri = canonicalUri(clientUri);
    this.clientUri = clientUri;
    this.#document = TextDocument.create(clientUri, languageId, version, text);
  }

  get version(): number {
    return this.#document.version;
  }

  change(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    this.#document = TextDocument.update(this.#document, [...changes], version);
  }

  /** Makes `giveTo` give the text once more: the service may see the file with other eyes. */
  giveAnew(): void {
    this.#given = undefined;
  }

  /** Gives the service the latest text, once for each version. */
  giveTo(service: LanguageService): void {
    if (this.#given === this.version) return;
    this.#given = this.version;
    const text = this.#document.getText();
    service.open({ uri: this.uri, version: this.version, text: this.#shift === 1 ? text.slice(1) : text });
  }

  positionAt(offset: number): Position {
    return this.#document.positionAt(offset + this.#shift);
  }

  offsetAt(position: Position): number {
    return Math.max(0, this.#document.offsetAt(position) - this.#shift);
  }

  get #shift(): 0 | 1 {
    return this.#document.getText().startsWith(byteOrderMark) ? 1 : 0;
  }
}

/** The documents that the editor has open, whatever their kind; only accepted ones reach the service. */
export class DocumentStore {
  readonly #files = new Map<string, OpenFile>();
  /** Open, but of kinds that the service does not look at with the migrations that it has now. */
  readonly #others = new Map<string, OpenFile>();
  readonly #service: LanguageService;

  constructor(service: LanguageService) {
    this.#service = service;
  }

  open(clientUri: string, languageId: string, version: number, text: string): OpenFile | undefined {
    const file = new OpenFile(clientUri, languageId, version, text);
    if (this.#service.accepts(file.uri)) this.#files.set(file.uri, file);
    else this.#others.set(file.uri, file);
    return this.#files.get(file.uri);
  }

  /** Keeps a document up to date; `undefined` for one that the service does not look at. */
  change(clientUri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): OpenFile | undefined {
    const uri = canonicalUri(clientUri);
    (this.#files.get(uri) ?? this.#others.get(uri))?.change(changes, version);
    return this.#files.get(uri);
  }

  /** Asks the service anew which documents it looks at. */
  sortAnew(): void {
    const files = [...this.#files, ...this.#others];
    const given = new Set(this.#files.keys());
    this.#files.clear();
    this.#others.clear();
    for (const [uri, file] of files) {
      const accepted = this.#service.accepts(uri);
      (accepted ? this.#files : this.#others).set(uri, file);
      if (accepted || !given.has(uri)) continue;
      // The service hears no more of it: it must not go on with a text that is no longer the editor's.
      file.giveAnew();
      void this.#service.close(uri).catch(() => undefined);
    }
  }

  close(clientUri: string): OpenFile | undefined {
    const uri = canonicalUri(clientUri);
    const file = this.#files.get(uri);
    this.#files.delete(uri);
    this.#others.delete(uri);
    return file;
  }

  /** Takes either spelling. */
  get(uri: string): OpenFile | undefined {
    return this.#files.get(uri) ?? this.#files.get(canonicalUri(uri));
  }

  all(): Iterable<OpenFile> {
    return this.#files.values();
  }

  /** The file as the service must see it to answer a request about it; `undefined` when it is not open. */
  current(uri: string): OpenFile | undefined {
    const file = this.get(uri);
    file?.giveTo(this.#service);
    return file;
  }

  /** Gives the service every open document: what reaches into several files must not mix texts of two moments. */
  giveAll(): void {
    for (const file of this.#files.values()) file.giveTo(this.#service);
  }

  /** The editor's spelling of a URI. */
  clientUri(uri: string): string {
    return this.#files.get(uri)?.clientUri ?? uri;
  }

  /** Positions of any file that the service knows, open or not. */
  positionsOf(uri: string): Positions | undefined {
    const open = this.current(uri);
    if (open) return open;
    const text = this.#service.text(uri);
    return text === undefined ? undefined : new LineIndex(text);
  }
}
