import type { Diagnostic, Fix } from '../../../server/src/analysis/diagnostic.ts';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import type { CliEnvironment, Outcome } from '../../../server/src/cli/environment.ts';
import { runCli } from '../../../server/src/cli/run.ts';
import { createTransactionHost } from '../../../server/src/node/transaction/transactionHost.ts';
import type { LanguageService, PlannedEdit, PlannedFile, PlanOptions, UpgradeItem, UpgradePlan } from '../../../server/src/service/languageService.ts';
import type { Settings } from '../../../server/src/service/settings.ts';
import type { Logger, Workspace } from '../../../server/src/service/workspace.ts';
import { itemsOf } from '../../../server/src/service/upgrade/items.ts';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { composeEdits } from '../../../server/src/text/composeEdits.ts';
import { replace } from '../../../server/src/text/edit.ts';

/**
 * A migration of two words: `oldname` is now called `newname` (safe), `guess` becomes `guessed` (unsafe), `manual` is a
 * finding without a fix, `chain` becomes `oldname`. Only files called `words.yaml` and `.env` count.
 */
export const testMigration: Migration = {
  id: 'words', title: 'Words', from: '1.0', to: '2.0', guideTitle: 'The guide of words',
  detection: { packages: [], environment: [], environmentTogether: [], imports: [] },
  changes: [{ id: 'BC-001', title: 'Names', impact: 'low', summary: ['Names **changed**.'], examples: [], deprecatedIn: '1.5.0', removedIn: '2.0.0' }],
  documents: [],
  rules: ['oldname', 'guess', 'manual', 'chain'].map((word) => ({
    id: `words/${word}`, change: word === 'manual' ? undefined : 'BC-001', description: `The word ${word} is found.`, guideSection: '', languages: [], check: () => [],
  })),
};

/** How the fake service misbehaves. */
export interface Faults {
  /** The rule never settles: `guess` becomes `guess!`. */
  readonly unsettled?: boolean;
  /** Called between plan and write. */
  readonly afterPlan?: () => void;
  readonly ruleFails?: boolean;
  /** The end of the URI of a file that has another text by the time that somebody asks what is found in it. */
  readonly outdated?: string;
}

const words: Readonly<Record<string, { to: string; applicability: 'safe' | 'unsafe' } | undefined>> = {
  oldname: { to: 'newname', applicability: 'safe' },
  chain: { to: 'oldname', applicability: 'safe' },
  guess: { to: 'guessed', applicability: 'unsafe' },
};

/** The service that knows the words, over a real workspace. */
export class FakeService implements LanguageService {
  readonly settings = new Map<string, Settings>();
  readonly #workspace: Workspace;
  readonly #logger: Logger;
  readonly #faults: Faults;
  readonly #texts = new Map<string, string>();

  constructor(workspace: Workspace, logger: Logger, faults: Faults) {
    this.#workspace = workspace;
    this.#logger = logger;
    this.#faults = faults;
  }

  accepts(uri: string) {
    return /\/(words\.yaml|\.env)$/.test(uri);
  }

  configure(folder: { uri: string }, settings: Settings) {
    this.settings.set(folder.uri, settings);
  }

  async scan() {
    const skipped: { uri: string; reason: string }[] = [];
    for (const folder of this.#workspace.folders) {
      const exclude = this.settings.get(folder.uri)?.exclude ?? [];
      for await (const file of this.#workspace.list(folder, { exclude, accepts: (name) => this.accepts(`/${name}`) })) {
        if (file.kind === 'skipped') skipped.push(file);
        else await this.#read(file.uri, skipped);
      }
    }
    if (this.#faults.ruleFails) this.#logger.error('Rule words/oldname failed.');
    return { files: 0, scanned: this.#texts.size, skipped, cancelled: false };
  }

  async #read(uri: string, skipped: { uri: string; reason: string }[] = []) {
    const read = await this.#workspace.read(uri);
    if (read.kind === 'text') this.#texts.set(uri, read.text);
    else if (read.kind === 'skipped') skipped.push({ uri, reason: read.reason });
  }

  open({ uri, text }: { uri: string; text: string }) {
    this.#texts.set(uri, text);
  }

  async close(uri: string) {
    await this.#read(uri);
  }

  async refresh(uris: readonly string[]) {
    for (const uri of uris) await this.#read(uri);
  }

  takeChanged() {
    return [];
  }

  files() {
    return [...this.#texts.keys()].sort();
  }

  text(uri: string) {
    return this.#texts.get(uri);
  }

  diagnose(uri: string) {
    const text = this.#texts.get(uri);
    if (text === undefined) return undefined;
    if (this.#faults.outdated !== undefined && uri.endsWith(this.#faults.outdated)) return { uri, version: undefined, text: '', diagnostics: [], accepted: 0, skipped: 'It has changed.', outdated: true } as const;
    const all = this.#diagnosticsOf(text);
    const ids = this.#idsOf(uri, text, all);
    const diagnostics = all.filter((_, index) => !this.#baseline.has(ids[index] ?? ''));
    return { uri, version: undefined, text, diagnostics, accepted: all.length - diagnostics.length };
  }

  get #baseline(): ReadonlySet<string> {
    return [...this.settings.values()][0]?.baseline ?? new Set();
  }

  #idsOf(uri: string, text: string, diagnostics: readonly Diagnostic[]) {
    return itemsOf(uri, this.#workspace.folders[0]?.uri ?? '', text, diagnostics).map(({ id }) => id);
  }

  #diagnosticsOf(text: string): Diagnostic[] {
    return [...text.matchAll(/\b(oldname|guess|manual|chain|remark)\b/g)].map((match) => this.#diagnostic(match[0], match.index));
  }

  #diagnostic(word: string, start: number): Diagnostic {
    const range = { start, end: start + word.length };
    const remark = word === 'remark';
    const to = words[word];
    const fixes: Fix[] = to === undefined ? [] : [
      { title: `Rename to ${to.to}`, applicability: to.applicability, bulk: true, edits: () => [replace(range, this.#faults.unsettled === true ? `${word} x` : to.to)] },
      { title: 'Ignore', applicability: 'safe', bulk: false, edits: () => [] },
    ];
    return {
      range, fixes, related: [], rule: `words/${word}`, migration: 'words', change: remark || word === 'manual' ? undefined : 'BC-001',
      message: { what: `The word ${word} is old.`, why: 'The guide: says so,\n100%.', todo: 'Rename it.' },
      severity: remark ? 'hint' : word === 'manual' ? 'information' : 'warning', lifecycle: remark || word === 'manual' ? undefined : 'deprecated',
      applicability: to?.applicability ?? 'manual', ...(to === undefined ? {} : { old: true }),
    };
  }

  /** One file after the other, each to its own fixed point: the words know no other files. */
  plan({ uris = this.files(), applicability = 'safe', only, items: wanted = () => true, onProgress }: PlanOptions = {}): Promise<UpgradePlan> {
    const items: UpgradeItem[] = [];
    const files: PlannedFile[] = [];
    const refused: { uri: string; reason: string }[] = [];
    const mayTake = (item: UpgradeItem) => item.fix !== undefined && (applicability === 'unsafe' || item.applicability === 'safe')
      && (only === undefined || only.some((id) => id === item.change || id === item.rule)) && wanted(item);
    for (const [index, uri] of uris.entries()) {
      const before = this.#texts.get(uri) ?? '';
      let after = before;
      let edits: readonly PlannedEdit[] = [];
      const known = new Set<string>();
      for (let round = 0; ; round++) {
        const here = this.#itemsOf(uri, after);
        for (const item of here) if (!known.has(item.id)) items.push({ ...item, followUp: round > 0 });
        for (const { id } of here) known.add(id);
        const step = here.filter(mayTake).map(({ id, range, rule, change, fix }): PlannedEdit => {
          const [word = ''] = rule.split('/').slice(1);
          return { ...replace(range, this.#faults.unsettled === true ? `${word} x` : words[word]?.to ?? ''), fix: range.start, applicability: words[word]?.applicability ?? 'safe', title: fix ?? '', rule, change, items: [id] };
        });
        if (step.length === 0) break;
        if (round === 5) {
          refused.push({ uri, reason: 'Its fixes do not settle after 5 rounds (words/oldname).' });
          after = before;
          break;
        }
        edits = composeEdits(before, edits, step, (parts, merged): PlannedEdit => ({ ...merged, fix: parts[0]?.fix ?? 0, applicability: 'safe', title: parts[0]?.title ?? '', rule: parts[0]?.rule ?? '', change: parts[0]?.change, items: parts.flatMap((part) => part.items) }));
        after = applyEdits(after, step);
      }
      if (after !== before) files.push({ uri, version: undefined, before, after, edits });
      onProgress?.({ done: index + 1, total: uris.length, items: items.length, found: [] });
    }
    this.#faults.afterPlan?.();
    return Promise.resolve({ items, files, refused, outdated: [], complete: true });
  }

  #itemsOf(uri: string, text: string): readonly UpgradeItem[] {
    return itemsOf(uri, this.#workspace.folders[0]?.uri ?? '', text, this.#diagnosticsOf(text)).filter(({ id }) => !this.#baseline.has(id));
  }

  routes() { return []; }

  detected() {
    return this.#workspace.folders.map((folder) => ({
      migration: 'words', title: 'Words', from: '1.0', to: '2.0', root: folder.uri, evidence: ['words.yaml: a word'], state: 'active' as const,
    }));
  }

  explain(id: string) {
    const known = ['BC-001', ...testMigration.rules.map((rule) => rule.id)].find((one) => one.toLowerCase() === id.toLowerCase());
    return known === undefined ? undefined : { id: known, title: known, markdown: `# ${known}` };
  }

  items(uri: string) { return this.#itemsOf(uri, this.#texts.get(uri) ?? ''); }
  staleBaseline() {
    const found = new Set(this.files().flatMap((uri) => this.#idsOf(uri, this.#texts.get(uri) ?? '', this.#diagnosticsOf(this.#texts.get(uri) ?? ''))));
    return Promise.resolve([{ folder: this.#workspace.folders[0]?.uri ?? '', ids: [...this.#baseline].filter((id) => !found.has(id)) }]);
  }
  codeActions() { return []; }
  fixAll() { return []; }
  hover() { return undefined; }
  complete() { return []; }
  definition() { return []; }
  references() { return []; }
  documentLinks() { return []; }
  codeLenses() { return []; }
}

export interface Run {
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
  readonly services: readonly FakeService[];
}

/** Runs a command line in a folder, with the fake service. */
export async function run(cwd: string, words: readonly string[], faults: Faults = {}, changes: Partial<CliEnvironment> = {}): Promise<Run> {
  let out = '';
  let err = '';
  const services: FakeService[] = [];
  const createService = (workspace: Workspace, logger: Logger): FakeService => {
    const service = new FakeService(workspace, logger, faults);
    services.push(service);
    return service;
  };
  const checkText = () => Promise.resolve([]);
  const outcome = await runCli(words, {
    cwd, version: '1.2.3', migrations: [testMigration], createService, checkText, colour: false, signal: new AbortController().signal,
    out: (text) => { out += text; },
    err: (text) => { err += text; },
    clock: { today: () => '2026-11-21' },
    transactions: createTransactionHost(),
    forMigrations: (migrations) => ({ migrations, createService, checkText }),
    examples: { run: () => Promise.resolve([]) },
    terminal: { redraws: false, columns: () => 80, ask: undefined },
    ...changes,
  });
  return { outcome, out, err, services };
}
