import type { EnvironmentFact } from '../../facts/facts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { EnvironmentRenamed } from '../change.ts';

/** What one place (a script, mapping or list) makes of a variable under its two names. */
interface Group {
  readonly old: EnvironmentFact[];
  readonly current: EnvironmentFact[];
  /** The new name is given what the old one holds: then the old name has to stay. */
  isBridged: boolean;
}

/** What a file does with a variable under its old and its new name. Made once a file, in time linear in its facts. */
export class EnvironmentPairs {
  readonly #change: EnvironmentRenamed;
  readonly #groups = new Map<number | undefined, Group>();
  readonly #bridges = new Set<EnvironmentFact>();
  readonly #isIsolated: boolean;
  readonly #isBridgedAnywhere: boolean;
  /** Whether the file gives both names a value of their own: then reading the other one changes what comes out. */
  readonly isUndecided: boolean;

  /** Takes the file's facts in position order. */
  constructor({ language, text }: ParsedFile, facts: readonly EnvironmentFact[], change: EnvironmentRenamed) {
    const { from, to } = change;
    this.#change = change;
    // Containers and services share no variables; in other files a variable is seen by what follows.
    this.#isIsolated = language === 'yaml' || language === 'template';
    let before: EnvironmentFact | undefined;
    for (const fact of facts) {
      if (fact.name !== from && fact.name !== to) continue;
      if (fact.access === 'set') {
        const group = this.#group(fact);
        (fact.name === from ? group.old : group.current).push(fact);
        if (fact.name === to && fact.copyOf === from) group.isBridged = true;
        before = fact;
      } else if (fact.access === 'read' && fact.name === from && isBridge(fact, before, to, language, text)) {
        this.#bridges.add(fact);
        if (before?.name === to) this.#group(before).isBridged = true;
      }
    }
    const groups = [...this.#groups.values()];
    this.#isBridgedAnywhere = groups.some(({ isBridged }) => isBridged);
    this.isUndecided = groups.some(({ old: [fact], current }) => fact !== undefined && current.length > 0 && !this.isLeftOver(fact));
  }

  /** The new name's assignment beside one of the old name: in the same script, mapping or list. */
  newOneBeside({ group }: EnvironmentFact): EnvironmentFact | undefined {
    return group === undefined ? undefined : this.#groups.get(group)?.current[0];
  }

  /**
   * Whether nothing is lost with the old name's assignments of a group: the new name has the same value, or one the old name reads. Another
   * value may be the only copy of somebody's address, and `NEW=${OLD}` needs the old line.
   */
  isLeftOver(fact: EnvironmentFact): boolean {
    const { old, current: [first, ...others] } = this.#group(fact);
    if (!first || this.isBridged(fact) || [first, ...others].some(({ valueHash }) => valueHash === undefined || valueHash !== first.valueHash)) return false;
    return old.every(({ hasValue, valueHash, copyOf }) => hasValue === false || valueHash === first.valueHash || copyOf === this.#change.to);
  }

  /** Whether the old name's value is handed on under the new name where this assignment is seen. */
  isBridged(fact: EnvironmentFact): boolean {
    return this.#isIsolated ? this.#group(fact).isBridged : this.#isBridgedAnywhere;
  }

  /** `${NEW:-${OLD}}` and `NEW=${OLD}`: somebody tries the new name first, or hands the old value on under the new one. */
  isBridge(fact: EnvironmentFact): boolean {
    return this.#bridges.has(fact);
  }

  #group({ group }: EnvironmentFact): Group {
    const known = this.#groups.get(group) ?? { old: [], current: [], isBridged: false };
    this.#groups.set(group, known);
    return known;
  }
}

/** Languages whose assignments see the variable that they assign. */
const selfReading: ReadonlySet<ParsedFile['language']> = new Set(['shell', 'dockerfile', 'makefile', 'batch']);

/** Takes the assignment of either name before the look-up. */
function isBridge(fact: EnvironmentFact, before: EnvironmentFact | undefined, to: string, language: ParsedFile['language'], text: string): boolean {
  if (fact.fallbackOf?.includes(to) === true) return true;
  if (before?.name !== to) return false;
  const between = text.slice(before.range.end, Math.min(fact.range.start, before.range.end + 400));
  if (before.copyOf === fact.name && between.length < 40) return true;
  return selfReading.has(language) && /^\s*[:?+]?=\s*["']?[^\s;&|]*$/.test(between);
}
