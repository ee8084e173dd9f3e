import type { EnvironmentFact } from '../../facts/facts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { EnvironmentRenamed } from '../change.ts';

/** What a file does with a variable under its old and its new name. */
export class EnvironmentPairs {
  readonly #file: ParsedFile;
  readonly #facts: readonly EnvironmentFact[];
  readonly #change: EnvironmentRenamed;

  constructor(file: ParsedFile, facts: readonly EnvironmentFact[], change: EnvironmentRenamed) {
    this.#file = file;
    this.#facts = facts.filter(({ name }) => name === change.from || name === change.to);
    this.#change = change;
  }

  /** The new name's assignment beside one of the old name: in the same script, mapping or list. */
  newOneBeside({ group }: EnvironmentFact): EnvironmentFact | undefined {
    return group === undefined ? undefined : this.#facts.find((other) => other.access === 'set' && other.name === this.#change.to && other.group === group);
  }

  /**
   * Whether nothing is lost with the old name's assignments of a group: the new name has the same value, or one the old name reads. Another
   * value may be the only copy of somebody's address, and `NEW=${OLD}` needs the old line.
   */
  isLeftOver(old: EnvironmentFact): boolean {
    const { from, to } = this.#change;
    const sets = this.#facts.filter((fact) => fact.access === 'set' && fact.group === old.group);
    const current = sets.filter(({ name }) => name === to);
    const [first] = current;
    if (!first || this.isBridged(old) || current.some((fact) => fact.valueHash === undefined || fact.valueHash !== first.valueHash)) return false;
    return sets.every((fact) => fact.name !== from || fact.hasValue === false || fact.valueHash === first.valueHash || fact.copyOf === to);
  }

  /**
   * Whether the old name's value is handed on under the new name, so that the old name has to stay: in the same group, and for languages in
   * which a whole file shares its variables anywhere in the file.
   */
  isBridged({ group }: EnvironmentFact): boolean {
    const { from, to } = this.#change;
    const isolated = this.#file.language === 'yaml' || this.#file.language === 'template';
    const near = (fact: EnvironmentFact | undefined): boolean => fact !== undefined && fact.name === to && (!isolated || fact.group === group);
    return this.#facts.some((fact) => (fact.access === 'set' ? near(fact) && fact.copyOf === from : fact.name === from && this.isBridge(fact) && near(this.#assignmentBefore(fact))));
  }

  /** Whether the file gives both names a value of their own: then reading the other one changes what comes out. */
  isUndecided(): boolean {
    return this.#facts.some((fact) => fact.access === 'set' && fact.name === this.#change.from && this.newOneBeside(fact) !== undefined && !this.isLeftOver(fact));
  }

  /** `${NEW:-${OLD}}` and `NEW=${OLD}`: somebody tries the new name first, or hands the old value on under the new one. */
  isBridge(fact: EnvironmentFact): boolean {
    const { to } = this.#change;
    if (fact.access !== 'read') return false;
    if (fact.fallbackOf?.includes(to) === true) return true;
    const before = this.#assignmentBefore(fact);
    if (before?.name !== to) return false;
    if (before.copyOf === fact.name && this.#between(before, fact).length < 40) return true;
    return selfReading.has(this.#file.language) && /^\s*[:?+]?=\s*["']?[^\s;&|]*$/.test(this.#between(before, fact));
  }

  #assignmentBefore({ range }: EnvironmentFact): EnvironmentFact | undefined {
    return this.#facts.findLast((other) => other.range.start < range.start && other.access === 'set');
  }

  #between(before: EnvironmentFact, fact: EnvironmentFact): string {
    return this.#file.text.slice(before.range.end, Math.min(fact.range.start, before.range.end + 400));
  }
}

/** Languages whose assignments see the variable that they assign. */
const selfReading: ReadonlySet<ParsedFile['language']> = new Set(['shell', 'dockerfile', 'makefile', 'batch']);
