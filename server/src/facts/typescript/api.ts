/** What rules know about the API of a system in TypeScript and JavaScript. Names are whole names, as `Symbols` gives them. */
export interface TypescriptApi {
  /** Function, method or attribute → class or type of its value, awaited where it has to be. Canonical names. */
  readonly returns: ReadonlyMap<string, string>;
  /** The one name of something that has an old name and a new one: the old one. Any other name is given back as it is. */
  canonical(name: string): string;
  /** All names of what has a canonical name, itself first. */
  spellings(canonical: string): readonly string[];
  /** Whether an export is called otherwise now, or comes from another module. */
  isOld(name: string): boolean;
}
