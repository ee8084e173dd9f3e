import type { Diagnostic, Fix } from '../../analysis/diagnostic.ts';
import { problemsOf } from '../../syntax/parse.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { applyEdits, findOverlap } from '../../text/applyEdits.ts';
import { composeEdits } from '../../text/composeEdits.ts';
import type { Edit } from '../../text/edit.ts';
import { overlaps } from '../../text/range.ts';
import type { Logger } from '../workspace.ts';
import type { PlannedEdit, PlannedFile } from './upgradeTypes.ts';

/** How a file's text is read and judged while its plan is made. */
export interface PlanEnvironment {
  readonly parse: (text: string) => ParsedFile;
  readonly diagnose: (file: ParsedFile) => readonly Diagnostic[];
  readonly logger: Logger;
}

/** Which fixes may be taken. */
export interface FixSelection {
  /** `unsafe` includes the safe ones. */
  readonly applicability: 'safe' | 'unsafe';
  /** Change or rule ids; all without it. */
  readonly only?: readonly string[] | undefined;
}

/** Honest input settles in a few rounds (imports are added one a round); a pair of rules that fight each other never does. */
const maxRounds = 20;

/**
 * Takes fixes until none is left, and gives the edits against the text it began with. Safe fixes come first, to their own
 * fixed point: none of them may rest on an unsafe one that somebody leaves out. Each round's result must parse no worse than
 * before; a fix that breaks the file is dropped and logged. `undefined` when nothing changes, a string with the reason when
 * the file must be left alone.
 */
export function planFile(uri: string, version: number | undefined, before: string, host: PlanEnvironment, selection: FixSelection): PlannedFile | string | undefined {
  const environment = remembering(host);
  let state: PlanState | string = { current: before, edits: [] };
  for (const applicability of selection.applicability === 'unsafe' ? ['safe', 'unsafe'] as const : ['safe'] as const) {
    state = settle(before, state, environment, { ...selection, applicability });
    if (typeof state === 'string') return state;
  }
  return state.current === before ? undefined : { uri, version, before, after: state.current, edits: environment.numbers.settled(state.edits) };
}

/** A plan in the making. */
interface Planning extends PlanEnvironment {
  readonly numbers: FixNumbers;
}

/** Hands out the numbers of a file's fixes, and remembers which of them have become one. */
class FixNumbers {
  readonly #joined: number[] = [];

  next(): number {
    return this.#joined.push(this.#joined.length) - 1;
  }

  /** Makes one of several fixes; gives its number. */
  join(numbers: readonly number[]): number {
    const roots = numbers.map((number) => this.#root(number));
    const first = Math.min(...roots);
    for (const root of roots) this.#joined[root] = first;
    return first;
  }

  /** The edits with the numbers that hold in the end. */
  settled(edits: readonly PlannedEdit[]): readonly PlannedEdit[] {
    return edits.map((edit) => ({ ...edit, fix: this.#root(edit.fix) }));
  }

  #root(number: number): number {
    let root = number;
    for (let parent = this.#joined[root]; parent !== undefined && parent !== root; parent = this.#joined[root]) root = parent;
    return root;
  }
}

/** Each round looks at the text that the one before checked last: nothing is parsed or diagnosed twice in a row. */
function remembering(host: PlanEnvironment): Planning {
  let parsed: ParsedFile | undefined;
  let diagnosed: { readonly file: ParsedFile; readonly diagnostics: readonly Diagnostic[] } | undefined;
  return {
    logger: host.logger,
    numbers: new FixNumbers(),
    parse: (text) => (parsed?.text === text ? parsed : (parsed = host.parse(text))),
    diagnose: (file) => (diagnosed?.file === file ? diagnosed : (diagnosed = { file, diagnostics: host.diagnose(file) })).diagnostics,
  };
}

interface PlanState {
  readonly current: string;
  /** Against the text the plan began with. */
  readonly edits: readonly PlannedEdit[];
}

function settle(before: string, from: PlanState, environment: Planning, selection: FixSelection): PlanState | string {
  let { current, edits } = from;
  const banned = new Set<string>();
  for (let round = 0; ; round++) {
    const file = environment.parse(current);
    const chosen = chooseFixes(environment.diagnose(file), selection, banned, environment.numbers);
    if (chosen.length === 0) return { current, edits };
    if (round === maxRounds) return `its fixes do not settle after ${maxRounds} rounds (${[...new Set(chosen.map(({ diagnostic }) => diagnostic.rule))].join(', ')})`;
    const step = soundFixes(current, problemsOf(file).length, chosen, environment, banned).flatMap((fix) => fix.edits);
    if (step.length === 0) continue;
    edits = composeEdits(before, edits, step, (parts, merged) => mergeEdits(parts, merged, environment.numbers));
    current = applyEdits(current, step);
  }
}

interface ChosenFix {
  readonly diagnostic: Diagnostic;
  readonly key: string;
  readonly edits: readonly PlannedEdit[];
}

/** The first bulk fix of each diagnostic that the selection allows; of two that touch the same place the first counts this round. */
function chooseFixes(diagnostics: readonly Diagnostic[], selection: FixSelection, banned: ReadonlySet<string>, numbers: FixNumbers): readonly ChosenFix[] {
  const chosen: ChosenFix[] = [];
  const taken: Edit[] = [];
  for (const diagnostic of diagnostics) {
    const fix = bulkFix(diagnostic, selection);
    const key = fix && `${diagnostic.rule}\n${fix.title}\n${diagnostic.range.start}`;
    if (!fix || key === undefined || banned.has(key)) continue;
    const number = numbers.next();
    const edits = fix.edits().map((edit): PlannedEdit => ({
      ...edit, fix: number, applicability: fix.applicability, title: fix.title, rule: diagnostic.rule, change: diagnostic.change, items: [],
    }));
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...edits);
    chosen.push({ diagnostic, key, edits });
  }
  return chosen;
}

/** The fix that a bulk run may take of a diagnostic under the selection. */
export function bulkFix(diagnostic: Diagnostic, selection: FixSelection): Fix | undefined {
  const { only } = selection;
  if (only && !only.some((id) => id.toLowerCase() === diagnostic.change?.toLowerCase() || id.toLowerCase() === diagnostic.rule.toLowerCase())) return undefined;
  const fix = diagnostic.fixes.find(({ bulk }) => bulk);
  return fix && (selection.applicability === 'unsafe' || fix.applicability === 'safe') ? fix : undefined;
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

/** Edits that grew together carry the weaker tier and the first one's name; their fixes are one from now on. */
function mergeEdits(parts: readonly PlannedEdit[], merged: Edit, numbers: FixNumbers): PlannedEdit {
  const first = parts[0];
  const unsafe = parts.find(({ applicability }) => applicability === 'unsafe');
  const source = unsafe ?? first;
  return {
    ...merged,
    fix: numbers.join(parts.map(({ fix }) => fix)),
    applicability: unsafe ? 'unsafe' : 'safe',
    title: source?.title ?? '',
    rule: source?.rule ?? '',
    change: source?.change,
    items: [...new Set(parts.flatMap(({ items }) => items))],
  };
}
