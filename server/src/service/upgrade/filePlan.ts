import type { Diagnostic } from '../../analysis/diagnostic.ts';
import { problemsOf } from '../../syntax/parse.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { applyEdits, findOverlap } from '../../text/applyEdits.ts';
import { composeEdits } from '../../text/composeEdits.ts';
import type { Edit } from '../../text/edit.ts';
import { overlaps } from '../../text/range.ts';
import type { Logger } from '../workspace.ts';
import { FixNumbers } from './fixNumbers.ts';
import { earliestHops, editsAt, isEarlierHop, type UpgradeOrder } from './hopOrder.ts';
import { bulkFix, type FixSelection } from './selection.ts';
import { TrackedItems, type ItemOwner, type TrackedItem } from './trackedItems.ts';
import type { PlannedEdit, PlannedFile, UpgradeItem } from './upgradeTypes.ts';

/** How a file's text is read and judged while its plan is made. */
export interface PlanEnvironment {
  readonly parse: (text: string) => ParsedFile;
  /** All findings, those of the baseline included. */
  readonly diagnose: (file: ParsedFile) => readonly Diagnostic[];
  readonly logger: Logger;
}

/** What a run of `FilePlan.settle` came to. */
export type Settled = { readonly kind: 'same' } | { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly reason: string };

/** Honest input settles in a few rounds (imports are added one a round); a pair of rules that fight each other never does. */
const maxRounds = 20;

/** The same for each further migration of a system, which waits for the one before. */
const maxRoundsPerHop = 4;

interface PlanState {
  readonly current: string;
  /** Against the text the plan began with. */
  readonly edits: readonly PlannedEdit[];
}

interface ChosenFix {
  readonly diagnostic: Diagnostic;
  /** Id. */
  readonly migration: string;
  readonly key: string;
  readonly tracked: TrackedItem;
  readonly edits: readonly PlannedEdit[];
}

/** The plan of one file: begins with a text, and may be settled again whenever other files have changed. */
export class FilePlan {
  readonly #owner: ItemOwner;
  readonly #version: number | undefined;
  readonly #before: string;
  readonly #order: UpgradeOrder;
  readonly #numbers = new FixNumbers();
  /** Ids of migrations by the ids of the items whose fixes were taken. */
  readonly #taken = new Map<string, string>();
  #state: PlanState;
  #items: TrackedItems | undefined;
  #restart: (() => void) | undefined;

  /** `order` tells of which hop a fix is: an earlier one is settled first. */
  constructor(owner: ItemOwner, version: number | undefined, before: string, order: UpgradeOrder) {
    this.#owner = owner;
    this.#order = order;
    this.#version = version;
    this.#before = before;
    this.#state = { current: before, edits: [] };
  }

  get uri(): string {
    return this.#owner.uri;
  }

  /** The text that the plan begins with. */
  get before(): string {
    return this.#before;
  }

  /** The text so far. */
  get current(): string {
    return this.#state.current;
  }

  /** Known once it was settled or looked at. */
  get items(): readonly UpgradeItem[] {
    return this.#items?.shown ?? [];
  }

  /** The rules of the fixes taken so far. */
  get rules(): readonly string[] {
    return [...new Set(this.#state.edits.map(({ rule }) => rule))];
  }

  /** `undefined` when nothing changes. */
  get planned(): PlannedFile | undefined {
    const { current, edits } = this.#state;
    return current === this.#before ? undefined : { uri: this.uri, version: this.#version, before: this.#before, after: current, edits: this.#numbers.settled(edits) };
  }

  /** Takes in the findings of the current text, and tells whether a fix of theirs may be taken. */
  look(diagnostics: readonly Diagnostic[], selection: FixSelection): boolean {
    const items = this.#identify(diagnostics);
    return diagnostics.some((diagnostic, index) => bulkFix(diagnostic, selection) !== undefined && mayTake(items[index], selection));
  }

  /** Leaves the file as it was in the beginning. */
  drop(): void {
    this.#state = { current: this.#before, edits: [] };
    this.#restart?.();
  }

  /**
   * Takes fixes until none is left. Safe fixes come first, to their own fixed point: none of them may rest on an unsafe one that somebody
   * leaves out. Each round's result must parse no worse than before; a fix that breaks the file is dropped and logged. When the file
   * must be left alone, it stays as it was before the call.
   */
  settle(host: PlanEnvironment, selection: FixSelection): Settled {
    const environment = remembering(host);
    const start = this.#state;
    this.#identify(environment.diagnose(environment.parse(start.current)));
    const restore = this.#items?.mark();
    for (const applicability of selection.applicability === 'unsafe' ? ['safe', 'unsafe'] as const : ['safe'] as const) {
      const reason = this.#settleTier(environment, { ...selection, applicability });
      if (reason === undefined) continue;
      this.#state = start;
      restore?.();
      return { kind: 'refused', reason };
    }
    return { kind: this.#state.current === start.current ? 'same' : 'changed' };
  }

  #identify(diagnostics: readonly Diagnostic[]): readonly TrackedItem[] {
    const { current, edits } = this.#state;
    if (!this.#items) {
      this.#items = new TrackedItems(this.#owner, current, diagnostics);
      this.#restart = this.#items.mark();
    }
    return this.#items.identify(current, diagnostics, edits);
  }

  /** Gives the reason when the file must be left alone. */
  #settleTier(environment: PlanEnvironment, selection: FixSelection): string | undefined {
    const banned = new Set<string>();
    const most = maxRounds + maxRoundsPerHop * this.#order.size;
    for (let round = 0; ; round++) {
      const { current, edits } = this.#state;
      const file = environment.parse(current);
      const chosen = this.#choose(environment.diagnose(file), selection, banned);
      if (chosen.length === 0) return undefined;
      if (round === most) return `its fixes do not settle after ${most} rounds (${[...new Set(chosen.map(({ diagnostic }) => diagnostic.rule))].join(', ')})`;
      const [backward] = chosen.flatMap((fix) => this.#laterHops(fix).map((later) => `${fix.diagnostic.rule} would change again what ${later}, which comes after it, writes. Apply one of the two at a time`));
      if (backward !== undefined) return backward;
      const sound = soundFixes(current, problemsOf(file).length, chosen, environment, banned);
      const step = sound.flatMap((fix) => fix.edits);
      if (step.length === 0) continue;
      for (const { tracked, migration } of sound) {
        tracked.taken = true;
        this.#taken.set(tracked.item.id, migration);
      }
      this.#state = {
        current: applyEdits(current, step),
        edits: composeEdits(this.#before, edits, step, (parts, merged) => this.#numbers.merge(parts, merged)),
      };
    }
  }

  /** The first bulk fix of each diagnostic that the selection allows; of two that touch the same place the first counts this round. */
  #choose(diagnostics: readonly Diagnostic[], selection: FixSelection, banned: ReadonlySet<string>): readonly ChosenFix[] {
    const items = this.#identify(diagnostics);
    const possible: ChosenFix[] = [];
    diagnostics.forEach((diagnostic, index) => {
      const tracked = items[index];
      const fix = bulkFix(diagnostic, selection);
      const key = fix && `${diagnostic.rule}\n${fix.title}\n${diagnostic.range.start}`;
      if (!fix || !tracked || key === undefined || banned.has(key) || !mayTake(tracked, selection)) return;
      const number = this.#numbers.next();
      const edits = fix.edits().map((edit): PlannedEdit => ({
        ...edit, fix: number, applicability: fix.applicability, title: fix.title, rule: diagnostic.rule, change: diagnostic.change, items: [tracked.item.id],
      }));
      if (edits.length > 0) possible.push({ diagnostic, migration: diagnostic.migration, key, tracked, edits });
    });
    const taken: Edit[] = [];
    return earliestHops(possible, this.#order).filter(({ edits }) => {
      if (edits.some((edit) => taken.some((other) => collide(edit, other)))) return false;
      taken.push(...edits);
      return true;
    });
  }

  /**
   * Migrations of later hops that wrote what this fix would change. A name that a version gives up and a later one takes for something else is no old
   * form: no text tells the two apart, so such a file is a person's.
   */
  #laterHops({ diagnostic, migration, tracked }: ChosenFix): readonly string[] {
    if (this.#order.size === 0 || !tracked.item.followUp) return [];
    const writers = editsAt(this.#state.edits, diagnostic.range).flatMap(({ items }) => items.map((id) => this.#taken.get(id) ?? ''));
    return writers.filter((writer) => isEarlierHop(migration, writer, this.#order));
  }
}

function mayTake(tracked: TrackedItem | undefined, { items }: FixSelection): boolean {
  return tracked !== undefined && !tracked.accepted && (items === undefined || tracked.inside || items(tracked.item));
}

/** Each round looks at the text that the one before checked last: nothing is parsed or diagnosed twice in a row. */
function remembering(host: PlanEnvironment): PlanEnvironment {
  let parsed: ParsedFile | undefined;
  let diagnosed: { readonly file: ParsedFile; readonly diagnostics: readonly Diagnostic[] } | undefined;
  return {
    logger: host.logger,
    parse: (text) => (parsed?.text === text ? parsed : (parsed = host.parse(text))),
    diagnose: (file) => (diagnosed?.file === file ? diagnosed : (diagnosed = { file, diagnostics: host.diagnose(file) })).diagnostics,
  };
}

/** Overlapping edits, and two insertions at one place: their order would decide the result, so they take turns. */
function collide(a: Edit, b: Edit): boolean {
  return overlaps(a.range, b.range) || (a.range.start === b.range.start && a.range.end === a.range.start && b.range.end === b.range.start);
}

/** Leaves out the fixes after which the text would parse worse than before. Tries all together first: they nearly always fit. */
function soundFixes(text: string, problems: number, chosen: readonly ChosenFix[], environment: PlanEnvironment, banned: Set<string>): readonly ChosenFix[] {
  const parses = (fixes: readonly ChosenFix[]): boolean => {
    const edits = fixes.flatMap((fix) => fix.edits);
    return findOverlap(edits) === undefined && problemsOf(environment.parse(applyEdits(text, edits))).length <= problems;
  };
  if (parses(chosen)) return chosen;
  const sound: ChosenFix[] = [];
  for (const fix of chosen) {
    if (parses([...sound, fix])) {
      sound.push(fix);
      continue;
    }
    banned.add(fix.key);
    environment.logger.error(`Fix "${fix.diagnostic.rule}: ${fix.edits[0]?.title ?? ''}" would leave a file that does not parse; it was dropped.`);
  }
  return sound;
}
