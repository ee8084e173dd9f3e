import type { DerivedName, PythonHeader, TakenName } from './pythonHeader.ts';
import type { OwnStrings } from './ownStrings.ts';

/** Headers share buffers of this length, in words: one for each would take more than the words themselves. */
const bufferLength = 4096;

/** What others may take from a module, as `PythonHeader` has it; names are numbers of `OwnStrings`. Thousands are kept. */
export class PackedHeader {
  readonly #strings: OwnStrings;
  readonly #words: Uint32Array;
  readonly #start: number;
  /** Where what derives begins, what is defined, and what is behind the header. */
  readonly #derived: number;
  readonly #defined: number;
  readonly #end: number;

  /** `taken` and `derived`: how many there are of them. The header is in `words` from `start` to `end`. */
  constructor(strings: OwnStrings, words: Uint32Array, { start, end, taken, derived }: { readonly start: number; readonly end: number; readonly taken: number; readonly derived: number }) {
    this.#strings = strings;
    this.#words = words;
    this.#start = start;
    this.#derived = start + taken * takenWords;
    this.#defined = this.#derived + derived * derivedWords;
    this.#end = end;
  }

  /** Everything that it takes, in order. */
  taken(): readonly TakenName[] {
    const found: TakenName[] = [];
    for (let at = this.#start; at < this.#derived; at += takenWords) found.push(this.#takenAt(at));
    return found;
  }

  /** Tells of everything that it takes the numbers of module and name, in order. */
  visitTaken(visit: (module: number, name: number) => void): void {
    for (let at = this.#start; at < this.#derived; at += takenWords) visit(this.#words[at] ?? 0, this.#words[at + 1] ?? 0);
  }

  /** Where it takes a name from. */
  takenAs(name: string): readonly TakenName[] {
    const found: TakenName[] = [];
    const number = this.#strings.find(name);
    for (let at = this.#start; at < this.#derived; at += takenWords) if (this.#words[at + 1] === number) found.push(this.#takenAt(at));
    return found;
  }

  /** Everything that derives from something, in order. */
  derived(): readonly DerivedName[] {
    const found: DerivedName[] = [];
    for (let at = this.#derived; at < this.#defined; at += derivedWords) found.push({ from: this.#name(at), to: this.#name(at + 1), isMember: this.#words[at + 2] === 1 });
    return found;
  }

  /** Tells the numbers of the names of members that something derives from. */
  visitMembers(visit: (from: number) => void): void {
    for (let at = this.#derived; at < this.#defined; at += derivedWords) if (this.#words[at + 2] === 1) visit(this.#words[at] ?? 0);
  }

  /** What derives from a name, or from a member of this name. */
  derivedFrom(name: string, isMember: boolean): readonly string[] {
    const found: string[] = [];
    const number = this.#strings.find(name);
    for (let at = this.#derived; at < this.#defined; at += derivedWords) if (this.#words[at] === number && (this.#words[at + 2] === 1) === isMember) found.push(this.#name(at + 1));
    return found;
  }

  defines(): readonly string[] {
    const found: string[] = [];
    for (let at = this.#defined; at < this.#end; at++) found.push(this.#name(at));
    return found;
  }

  /** Tells the numbers of the names that it defines. */
  visitDefined(visit: (name: number) => void): void {
    for (let at = this.#defined; at < this.#end; at++) visit(this.#words[at] ?? 0);
  }

  /** Whether it says the same as one of the same strings. */
  equals(other: PackedHeader): boolean {
    if (this.#end - this.#start !== other.#end - other.#start || this.#derived - this.#start !== other.#derived - other.#start || this.#defined - this.#start !== other.#defined - other.#start) return false;
    for (let i = this.#start, j = other.#start; i < this.#end; i++, j++) if (this.#words[i] !== other.#words[j]) return false;
    return true;
  }

  #takenAt(at: number): TakenName {
    return { module: this.#name(at), name: this.#name(at + 1), local: this.#name(at + 2) };
  }

  #name(at: number): string {
    return this.#strings.at(this.#words[at] ?? 0);
  }
}

/** Words of a name that is taken (module, name, local), and of one that derives (from, to, 1 for a member). */
const takenWords = 3;
const derivedWords = 3;

/** Packs headers. */
export class HeaderPacker {
  readonly #strings: OwnStrings;
  #buffer = new Uint32Array(0);
  #next = 0;

  constructor(strings: OwnStrings) {
    this.#strings = strings;
  }

  /** What the graph asks of a header. */
  pack({ taken, derived, defines }: PythonHeader): PackedHeader {
    const strings = this.#strings;
    const length = taken.length * takenWords + derived.length * derivedWords + defines.size;
    if (this.#next + length > this.#buffer.length) {
      this.#buffer = new Uint32Array(Math.max(bufferLength, length));
      this.#next = 0;
    }
    const words = this.#buffer;
    const start = this.#next;
    let at = start;
    for (const { module, name, local } of taken) {
      words[at++] = strings.take(module);
      words[at++] = strings.take(name);
      words[at++] = strings.take(local);
    }
    for (const { from, to, isMember } of derived) {
      words[at++] = strings.take(from);
      words[at++] = strings.take(to);
      words[at++] = isMember ? 1 : 0;
    }
    for (const name of defines) words[at++] = strings.take(name);
    this.#next = at;
    return new PackedHeader(strings, words, { start, end: at, taken: taken.length, derived: derived.length });
  }
}
