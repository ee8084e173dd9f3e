import { upgradeOrder } from '../../analysis/route.ts';
import { createBreather } from '../breather.ts';
import { isRead, type AnalysedFile, type ReadRecord } from '../fileReports.ts';
import { isKnown } from '../knownText.ts';
import { migrationsAt } from '../migrationsAt.ts';
import type { FileRecord } from '../projectIndex.ts';
import type { ProjectReads } from '../projectReads.ts';
import { forkState, type ServiceParts, type ServiceState } from '../serviceState.ts';
import { applyTexts } from './appliedTexts.ts';
import { FilePlan } from './filePlan.ts';
import { PlanReporter } from './planReporter.ts';
import type { FixSelection } from './selection.ts';
import type { PlanOptions, UpgradePlan } from './upgradeTypes.ts';

/** A fix in one file can bring up or settle a finding in another; honest rules settle in two or three rounds. */
const maxRounds = 5;

/** How often a plan is begun anew because files that it speaks of were edited meanwhile. */
const maxAttempts = 3;

/**
 * Plans until nothing is left to fix in any file, so that a second run changes nothing. A file that does not settle is refused with all its
 * changes. `main` is read, never changed: rounds are played through on a fork of it, and so it may go on changing while this waits.
 */
export async function planUpgrade(parts: ServiceParts, main: ServiceState, options: PlanOptions): Promise<UpgradePlan> {
  const reporter = new PlanReporter(options.onProgress);
  for (let attempt = 1; ; attempt++) {
    const run = new PlanRun(parts, main, options, reporter);
    await run.settle();
    const edited = run.edited();
    if (edited.length === 0 || attempt === maxAttempts || options.signal?.aborted) return run.plan(edited);
  }
}

/** One attempt: all rounds over the files as they were when it began. */
class PlanRun {
  readonly #parts: ServiceParts;
  readonly #main: ServiceState;
  /** The files as they would be after the rounds so far. */
  readonly #fork: ServiceState;
  readonly #selection: FixSelection;
  readonly #signal: AbortSignal | undefined;
  readonly #reporter: PlanReporter;
  readonly #wanted: readonly string[];
  readonly #plans = new Map<string, FilePlan>();
  readonly #reads = new Map<string, ProjectReads>();
  readonly #refused = new Map<string, string>();
  readonly #outdated = new Set<string>();
  readonly #breathe = createBreather();

  constructor(parts: ServiceParts, main: ServiceState, { uris, applicability = 'safe', only, items, signal }: PlanOptions, reporter: PlanReporter) {
    this.#parts = parts;
    this.#main = main;
    this.#fork = forkState(parts, main);
    this.#selection = { applicability, only, items };
    this.#signal = signal;
    this.#reporter = reporter;
    this.#wanted = [...new Set(uris ?? this.#fork.index.files().map(({ uri }) => uri))].filter((uri) => this.#record(uri) !== undefined);
  }

  /** Plays the rounds until no text changes any more, or until it is cancelled. */
  async settle(): Promise<void> {
    let uris = this.#wanted;
    for (let round = 1; ; round++) {
      this.#reporter.expect(uris.length);
      const changed = await this.#round(uris, round === 1);
      if (this.#signal?.aborted || changed.length === 0) return;
      if (round > maxRounds) {
        for (const plan of changed) this.#refuseUnsettled(plan);
        return;
      }
      const texts = new Map(changed.map((plan) => [plan.uri, plan.current]));
      const dirty = await applyTexts(this.#fork, texts, this.#reads, async () => { await this.#breathe(); return this.#signal?.aborted ?? false; });
      uris = this.#wanted.filter((uri) => dirty.has(uri) && !this.#refused.has(uri));
    }
  }

  /** Files that the plan speaks of and that have another text by now. */
  edited(): readonly string[] {
    return [...this.#plans.values()].filter(({ uri, before }) => !isKnown(this.#main.index.get(uri)?.text, before)).map(({ uri }) => uri);
  }

  /** What came of it, without the files in `edited`. */
  plan(edited: readonly string[]): UpgradePlan {
    const left = new Set(edited);
    const plans = this.#wanted.flatMap((uri) => (left.has(uri) ? [] : this.#plans.get(uri) ?? []));
    for (const uri of edited) this.#refused.set(uri, 'It was edited while the upgrade was planned. Plan again.');
    return {
      items: plans.flatMap(({ items }) => items),
      files: plans.flatMap(({ planned }) => planned ?? []).sort((a, b) => (a.uri < b.uri ? -1 : 1)),
      refused: [...this.#refused].map(([uri, reason]) => ({ uri, reason })),
      outdated: [...this.#outdated],
      complete: left.size === 0 && !(this.#signal?.aborted ?? false),
    };
  }

  /** Settles each file by itself, with the project as it is at the round's beginning. Gives those that changed. */
  async #round(uris: readonly string[], isFirst: boolean): Promise<readonly FilePlan[]> {
    const changed: FilePlan[] = [];
    for (const uri of uris) {
      // Between files the host may answer other requests, and a cancellation may arrive.
      await this.#breathe();
      if (this.#signal?.aborted) break;
      const plan = this.#settleFile(uri, isFirst);
      if (plan?.changed) changed.push(plan.plan);
      this.#reporter.planned(plan?.plan.items ?? []);
    }
    return changed;
  }

  /** Everything about one file in one go: an edit of the user comes before it or after it. */
  #settleFile(uri: string, isFirst: boolean): { readonly plan: FilePlan; readonly changed: boolean } | undefined {
    const record = this.#record(uri);
    if (!record || !isRead(record) || record.skipped !== undefined) return undefined;
    const known = isFirst && this.#isCurrent(record) ? this.#main.reports.all(uri) : undefined;
    const readsOfKnown = known && this.#main.reports.reads(uri);
    if (readsOfKnown) this.#reads.set(uri, readsOfKnown);
    // The service keeps its reports: most say already that there is nothing to do, and the file need not be read again.
    if (known?.outdated === true) return this.#refuseOutdated(uri);
    if (known && known.diagnostics.length === 0) return undefined;
    const plan = known && this.#planOf(record, known.text, isFirst);
    if (known && plan && !plan.look(known.diagnostics, this.#selection)) return { plan, changed: false };
    const analysed = known ? this.#main.reports.analysed(record) : this.#tried(record);
    return analysed ? this.#settleAnalysed(record, analysed, isFirst) : this.#refuseOutdated(uri);
  }

  #tried(record: ReadRecord): AnalysedFile | undefined {
    const { reports } = this.#fork;
    const file = reports.tree(record);
    return file && reports.analyse(record, file);
  }

  #settleAnalysed(record: ReadRecord, analysed: AnalysedFile, isFirst: boolean): { readonly plan: FilePlan; readonly changed: boolean } | undefined {
    const { uri } = record;
    this.#reads.set(uri, analysed.reads);
    if (analysed.diagnostics.length === 0 && !this.#plans.has(uri)) return undefined;
    const plan = this.#planOf(record, analysed.file.text, isFirst);
    const settled = plan.settle({
      logger: this.#parts.logger,
      parse: (text) => (text === analysed.file.text ? analysed.file : this.#fork.reports.parse(record, text)),
      diagnose: (file) => (file === analysed.file ? analysed : this.#fork.reports.analyse(record, file)).diagnostics,
    }, this.#selection);
    // What was planned in an earlier round stands; only what came up since is left alone.
    if (settled.kind === 'refused' && plan.planned === undefined) this.#refused.set(uri, settled.reason);
    return { plan, changed: settled.kind === 'changed' };
  }

  /** `text`: as it is now, for a file that has no plan yet. */
  #planOf({ uri, folder, version }: ReadRecord, text: string, isFirst: boolean): FilePlan {
    const known = this.#plans.get(uri);
    if (known) return known;
    const plan = new FilePlan({ uri, folder, baseline: this.#parts.settingsOf(folder).baseline }, version, text, upgradeOrder(migrationsAt(this.#parts.migrations, uri)));
    // Whatever comes up in a file that had nothing to say follows from the others.
    if (!isFirst) plan.look([], this.#selection);
    this.#plans.set(uri, plan);
    return plan;
  }

  /** It is no longer what the service knows. */
  #refuseOutdated(uri: string): undefined {
    this.#outdated.add(uri);
    this.#refused.set(uri, 'It has changed, or is gone, since it was read. Plan again.');
  }

  #refuseUnsettled(plan: FilePlan): void {
    this.#refused.set(plan.uri, `Its fixes do not settle after ${maxRounds} rounds (${plan.rules.join(', ')}).`);
    plan.drop();
  }

  #record(uri: string): FileRecord | undefined {
    const record = this.#fork.index.get(uri);
    return record?.kind === 'file' ? record : undefined;
  }

  /** Whether the service still knows what the fork knew in the beginning about the file and all that its findings rest on. */
  #isCurrent(record: FileRecord): boolean {
    const [main, fork] = [this.#main, this.#fork];
    return main.index.get(record.uri) === record && main.modules.revision === fork.modules.revision
      && main.states.revisionOf(main.index.projectOf(record)) === fork.states.revisionOf(fork.index.projectOf(record));
  }
}
