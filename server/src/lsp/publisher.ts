import { createHash } from 'node:crypto';
import { type Connection, type Diagnostic as LspDiagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from '../analysis/diagnostic.ts';
import type { FileReport, LanguageService } from '../service/languageService.ts';
import { LineIndex } from '../text/lineIndex.ts';
import { baseName } from '../text/uri.ts';
import type { OpenFile } from './documentStore.ts';
import { type ProtoContext, toDiagnostic } from './toProto.ts';

/** Findings of one file by what can be done about them. */
export interface FindingCounts {
  safe: number;
  unsafe: number;
  manual: number;
}

interface Published {
  /** As the editor was told. */
  readonly clientUri: string;
  /** Of an open document. */
  readonly version: number | undefined;
  /** What was sent: of an open document as it is, since its next version is sent in any case; of a closed one its hash. */
  readonly sent: readonly LspDiagnostic[] | string;
  readonly empty: boolean;
  readonly counts: FindingCounts;
}

/** More of them in one file help nobody and slow the editor down. */
const maxDiagnostics = 1000;
/** How long dependent and closed files wait after the last edit, and at most while edits go on. */
const idleMs = 150;
const maxLagMs = 1500;
/** Closed files are published in slices this long, so that an edit never waits for them. */
const sliceMs = 8;
/** Pause between slices; a long one while somebody types, whose machine has better things to do. */
const breathMs = 1;
const typingBreathMs = 40;

const yamlSyntaxRules: ReadonlySet<string> = new Set(['upguide/yaml-syntax', 'upguide/yaml-duplicate-key']);

/** Sends diagnostics, open and closed files alike, and remembers what it sent: nothing is sent twice or left behind. */
export class DiagnosticsPublisher {
  readonly #connection: Pick<Connection, 'sendDiagnostics'>;
  readonly #service: LanguageService;
  readonly #context: ProtoContext;
  readonly #published = new Map<string, Published>();
  readonly #lagging = new Set<string>();
  readonly #busy: () => boolean;
  readonly #changed: () => void;
  readonly #looked: (uri: string) => void;
  readonly #totals: FindingCounts = { safe: 0, unsafe: 0, manual: 0 };
  #yamlSyntaxElsewhere: boolean;
  #timer: NodeJS.Timeout | undefined;
  #laggingSince = 0;
  #lastEdit = -Infinity;
  #held = false;

  constructor(options: {
    readonly connection: Pick<Connection, 'sendDiagnostics'>;
    readonly service: LanguageService;
    readonly context: ProtoContext;
    /** Whether an edit waits for its answer. */
    readonly busy: () => boolean;
    /** Called when counts may have changed. */
    readonly changed: () => void;
    /** Called with each file whose diagnostics were looked at, whether or not they are others now. */
    readonly looked: (uri: string) => void;
  }) {
    this.#connection = options.connection;
    this.#service = options.service;
    this.#context = options.context;
    this.#busy = options.busy;
    this.#changed = options.changed;
    this.#looked = options.looked;
    this.#yamlSyntaxElsewhere = options.context.client.yamlSyntaxReportedElsewhere;
  }

  /** Findings in all published files. */
  get totals(): Readonly<FindingCounts> {
    return this.#totals;
  }

  /** Answers an edit: the file itself at once, the files that depend on it when the user pauses. */
  publishEdited(uri: string): void {
    this.#lastEdit = performance.now();
    this.publish(uri);
    this.#lagging.delete(uri);
    this.later(this.#service.takeChanged().filter((changed) => changed !== uri));
  }

  /** Publishes one file as it is now; clears it when the service knows it no more. */
  publish(uri: string): void {
    const open = this.#context.documents.current(uri);
    const report = this.#service.diagnose(uri);
    const shown = report ? report.diagnostics.filter((diagnostic) => this.#shows(diagnostic)) : [];
    const diagnostics = report ? this.#toLsp(report, shown, open) : [];
    this.#send(uri, open, diagnostics, count(shown));
    this.#looked(uri);
  }

  /** Publishes files after a pause. Meant for everything that nobody is typing in. */
  later(uris: Iterable<string>): void {
    const wasEmpty = this.#lagging.size === 0;
    for (const uri of uris) this.#lagging.add(uri);
    if (this.#lagging.size === 0) return;
    if (wasEmpty) this.#laggingSince = performance.now();
    this.#postpone();
  }

  /** While a scan runs, half of the facts are missing and every answer about closed files would be sent twice. */
  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  release(): void {
    this.#held = false;
    if (this.#lagging.size > 0) this.#arm(0);
  }

  /** Another extension reports YAML syntax (or no longer does). */
  setYamlSyntaxElsewhere(elsewhere: boolean): void {
    if (elsewhere === this.#yamlSyntaxElsewhere) return;
    this.#yamlSyntaxElsewhere = elsewhere;
    this.later(this.#service.files());
    for (const file of this.#context.documents.all()) this.publish(file.uri);
  }

  #postpone(): void {
    const waited = performance.now() - this.#laggingSince;
    this.#arm(Math.max(0, Math.min(idleMs, maxLagMs - waited)));
  }

  #arm(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#held) this.#timer = setTimeout(() => this.#slice(), delay);
  }

  #slice(): void {
    const end = performance.now() + sliceMs;
    try {
      for (const uri of this.#lagging) {
        if (this.#busy() || performance.now() > end) break;
        this.#lagging.delete(uri);
        this.publish(uri);
      }
    } finally {
      // Also when one file fails: the others must not wait for the next edit.
      const typing = performance.now() - this.#lastEdit < idleMs;
      if (this.#lagging.size > 0) this.#arm(typing ? typingBreathMs : breathMs);
    }
  }

  #shows(diagnostic: Diagnostic): boolean {
    return !(this.#yamlSyntaxElsewhere && yamlSyntaxRules.has(diagnostic.rule));
  }

  #toLsp(report: FileReport, shown: readonly Diagnostic[], open: OpenFile | undefined): LspDiagnostic[] {
    if (report.skipped !== undefined) return open ? [notice('upguide/skipped', `Upguide has not checked this file: ${report.skipped}`)] : [];
    if (shown.length === 0) return [];
    const positions = open ?? new LineIndex(report.text);
    const diagnostics = shown.slice(0, maxDiagnostics).map((diagnostic) => toDiagnostic(this.#context, positions, diagnostic));
    if (shown.length > maxDiagnostics) diagnostics.splice(maxDiagnostics - 1, 1, tooMany(report.uri, shown.length));
    return diagnostics;
  }

  #send(uri: string, open: OpenFile | undefined, diagnostics: LspDiagnostic[], counts: FindingCounts): void {
    const before = this.#published.get(uri);
    const clientUri = this.#context.documents.clientUri(uri);
    const empty = diagnostics.length === 0;
    if (!open && empty && (before === undefined || before.empty)) {
      this.#published.delete(uri);
      return;
    }
    const version = open?.version;
    const sent = open ? diagnostics : hash(diagnostics);
    if (before && before.version === version && isSame(before.sent, sent)) return;
    for (const key of ['safe', 'unsafe', 'manual'] as const) this.#totals[key] += counts[key] - (before?.counts[key] ?? 0);
    if (!open && empty) this.#published.delete(uri);
    else this.#published.set(uri, { clientUri, version, sent, empty, counts });
    // Not every editor sees through the spelling of a URI: under the former one, the findings would stay for ever.
    if (before && !before.empty && before.clientUri !== clientUri) {
      void this.#connection.sendDiagnostics({ uri: before.clientUri, diagnostics: [] });
    }
    void this.#connection.sendDiagnostics({
      uri: clientUri,
      diagnostics,
      ...(open ? { version: open.version } : {}),
    });
    this.#changed();
  }
}

function count(diagnostics: readonly Diagnostic[]): FindingCounts {
  const counts = { safe: 0, unsafe: 0, manual: 0 };
  for (const diagnostic of diagnostics) counts[diagnostic.applicability]++;
  return counts;
}

function isSame(before: Published['sent'], now: Published['sent']): boolean {
  return typeof before === 'string' || typeof now === 'string' ? before === now : JSON.stringify(before) === JSON.stringify(now);
}

function hash(diagnostics: readonly LspDiagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64');
}

function notice(code: string, message: string): LspDiagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: 'upguide', code, message };
}

function tooMany(uri: string, total: number): LspDiagnostic {
  const shown = maxDiagnostics - 1;
  return notice(
    'upguide/too-many',
    `Upguide shows the first ${shown} of ${total} findings in ${baseName(uri)}. Fix some of them, or run "upguide check" to see all.`,
  );
}
