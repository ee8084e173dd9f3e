import { lookForVariables, pythonVariables } from '../analysis/changes/environmentLiterals.ts';
import type { Migration, Rule } from '../analysis/migration.ts';
import { groupsIn, mayMatter } from '../analysis/requiredLiterals.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { type ByteSearch, createByteSearch } from '../text/byteSearch/byteSearch.ts';
import { type NameFilter, pythonHeaderNames } from '../text/byteSearch/nameFilter.ts';
import { literalKey, type Literal } from '../text/literal.ts';
import { evidenceLiterals } from './evidence.ts';

type Language = ParsedFile['language'];

/** What the bytes of a file show before it is read as text. Thousands of files are only looked at this way. */
export interface FileSurvey {
  readonly language: Language;
  /** One bit for each literal of the language's search. Not to be changed: other files may have the same array. */
  readonly found: Uint32Array;
  /** Of Python: what its imports and definitions name, and whether it imports all of some module. */
  readonly header: { readonly names: NameFilter; readonly hasStar: boolean } | undefined;
}

/**
 * Whether some rule may find something in a file, going by literals alone. `ifMentions`: only if the file also has to do with a class
 * of a system (see `Rule.aboutClasses`).
 */
export type Verdict = 'yes' | 'ifMentions' | 'no';

/** What lets a file through. */
export interface Passes {
  /** Ids of the rules with literals that it has. */
  readonly rules: readonly string[];
  /** Whether it may prove a system by what is said in it. */
  readonly mayProve: boolean;
}

/** A rule of which a file has the literals, and what else it asks for. */
export interface AskingRule {
  /** Without it, for what proves the system. */
  readonly id: string | undefined;
  readonly migration: string;
  readonly language: Language;
  /** See `Rule`. */
  readonly aboutClasses: boolean;
  readonly hasRareLiterals: boolean;
  readonly asking: Pick<Rule, 'mayMatterIn'>;
}

/** The literals of one language's rules as masks over the bits of a search. */
interface Lookup {
  readonly search: ByteSearch;
  readonly rules: readonly (AskingRule & { /** Files of the language may be documents of the system by what is in them. */ readonly mayBeDocument: boolean; readonly groups: readonly Uint32Array[] })[];
  readonly evidence: readonly { readonly migration: string; readonly mask: Uint32Array }[];
  /** Of Python: `from … import *`. */
  readonly star: Uint32Array | undefined;
  /** Of Python: what a setup script states packages by. */
  readonly packages: Uint32Array | undefined;
}

/** A part of every keyword that `parseSetupPy` reads requirements from (`install_requires`, `python_requires`, …). */
const packageLists = ['_requires'];

const starImports = ['import *', 'import*', 'import  *', 'import\t*', 'import (*'];

/** Tables take time to make and never change: services with the same migrations share them. */
const lookupsOf = new WeakMap<readonly Migration[], Map<Language, Lookup>>();

/** Looks at files of a set of migrations. Search tables are made when a language comes up first. */
export class Surveyor {
  readonly #migrations: readonly Migration[];
  readonly #lookups: Map<Language, Lookup>;

  constructor(migrations: readonly Migration[]) {
    this.#migrations = migrations;
    this.#lookups = lookupsOf.get(migrations) ?? new Map<Language, Lookup>();
    lookupsOf.set(migrations, this.#lookups);
  }

  /** `bytes` are only read during the call. A YAML file is looked at as a template, too: which of them it is shows when it is read. */
  look(language: Language, bytes: Uint8Array): FileSurvey {
    const { search, star } = this.#lookup(language);
    const found = search.search(bytes);
    return { language, found, header: star && { names: pythonHeaderNames(bytes), hasStar: meets(found, star) } };
  }

  /** Ids of the migrations whose system the file may prove. */
  evidence({ language, found }: FileSurvey): readonly string[] {
    const { evidence, rules } = this.#lookup(language);
    // Asked of each file, and most say nothing.
    const proven: string[] = [];
    for (const { migration, mask } of evidence) if (meets(found, mask)) proven.push(migration);
    for (const { mayBeDocument, groups, migration } of rules) if (mayBeDocument && groups.every((group) => meets(found, group))) proven.push(migration);
    return proven.length > 1 ? [...new Set(proven)] : proven;
  }

  /** What the rules of the migrations in `candidates` (all without it) may find. `known`: what the file turned out to be, once that is known, and its text for a closer look. */
  verdict(survey: FileSurvey, candidates: ReadonlySet<string> | undefined, { language, text }: { readonly language?: Language; readonly text?: string } = {}): Verdict {
    let verdict: Verdict = 'no';
    for (const rule of this.#lookup(survey.language).rules) {
      if (language !== undefined && rule.language !== language) continue;
      const onlyIfMentions = rule.aboutClasses && !rule.hasRareLiterals;
      if ((onlyIfMentions && verdict === 'ifMentions') || candidates?.has(rule.migration) === false) continue;
      if (!rule.groups.every((group) => meets(survey.found, group))) continue;
      if (text !== undefined && !mayMatter(rule.asking, text, rule.language)) continue;
      if (!onlyIfMentions) return 'yes';
      verdict = 'ifMentions';
    }
    return verdict;
  }

  /** The languages that the file may turn out to be in, and in which rules of the migrations in `candidates` may find something. */
  languages(survey: FileSurvey, candidates: ReadonlySet<string>): readonly Language[] {
    return languagesOf(survey.language).filter((language) => this.verdict(survey, candidates, { language }) === 'yes');
  }

  /** Whether a Python file may state packages, if it is a setup script. Many a module is called `setup.py`, too. */
  mayStatePackages({ language, found }: FileSurvey): boolean {
    const { packages } = this.#lookup(language);
    return packages !== undefined && meets(found, packages);
  }

  /** What lets a file through for the migrations in `candidates`. */
  passes(survey: FileSurvey, candidates: ReadonlySet<string>): Passes {
    const met = this.#lookup(survey.language).rules.filter(({ migration, groups }) => candidates.has(migration) && groups.every((group) => meets(survey.found, group)));
    return { rules: [...new Set(met.flatMap(({ id }) => id ?? []))], mayProve: met.some(({ id }) => id === undefined) };
  }

  /** The rules of the migrations in `candidates` (all without it) of which a file has the literals. */
  asking({ language, found }: FileSurvey, candidates: ReadonlySet<string> | undefined): readonly AskingRule[] {
    return this.#lookup(language).rules.filter(({ migration, groups }) => candidates?.has(migration) !== false && groups.every((group) => meets(found, group)));
  }

  /** Whether a file that was let through may still matter, going by its text. */
  mayMatter({ rules, mayProve }: Passes, text: string, language: Language): boolean {
    return this.#lookup(language).rules.some(({ id, language: one, asking }) => one === language && (id === undefined ? mayProve : rules.includes(id)) && mayMatter(asking, text, language));
  }

  #lookup(language: Language): Lookup {
    const known = this.#lookups.get(language);
    if (known) return known;
    const made = createLookup(this.#migrations, languagesOf(language));
    this.#lookups.set(language, made);
    return made;
  }
}

/** What a file that is named as one of a language may turn out to be. */
function languagesOf(language: Language): readonly Language[] {
  return language === 'yaml' ? ['yaml', 'template'] : [language];
}

function createLookup(migrations: readonly Migration[], languages: readonly Language[]): Lookup {
  const literals: Literal[] = [];
  const numbers = new Map<string, number>();
  const rules: (AskingRule & { readonly mayBeDocument: boolean; readonly groups: readonly (readonly Literal[])[] })[] = [];
  for (const { id, rules: own, documents, detection } of migrations) {
    // What proves a system in a project is read, too, where only facts can tell that it does.
    const proving = provingLiterals(detection);
    for (const language of languages) {
      const groups = proving?.[language];
      if (groups) rules.push({ id: undefined, migration: id, language, aboutClasses: false, hasRareLiterals: false, mayBeDocument: false, groups, asking: { mayMatterIn: lookForVariables([...detection.environment, ...detection.environmentTogether]) } });
    }
    for (const rule of own) {
      for (const language of languages) {
        const groups = groupsIn(rule, language);
        if (groups === undefined || groups.length === 0 || !rule.languages.includes(language) || rule.onlyManifestsOf?.includes(language) === true) continue;
        rules.push({ id: rule.id, migration: id, language, aboutClasses: rule.aboutClasses === true, hasRareLiterals: rule.hasRareLiterals === true, mayBeDocument: documents.some((type) => type.byContent === true && type.language === language), groups, asking: rule });
      }
    }
  }
  const stars = languages.includes('python') ? starImports : [];
  const packages = languages.includes('python') ? packageLists : [];
  const evidence = migrations.map((migration) => ({ migration: migration.id, literals: evidenceLiterals(migration) }));
  for (const literal of [...rules.flatMap(({ groups }) => groups.flat()), ...evidence.flatMap(({ literals: own }) => own), ...stars, ...packages]) {
    if (numbers.has(literalKey(literal))) continue;
    numbers.set(literalKey(literal), numbers.size);
    literals.push(literal);
  }
  const maskOf = (group: readonly Literal[]): Uint32Array => {
    const mask = new Uint32Array((numbers.size + 31) >>> 5);
    for (const literal of group) {
      const number = numbers.get(literalKey(literal)) ?? 0;
      mask[number >>> 5] = (mask[number >>> 5] ?? 0) | (1 << (number & 31));
    }
    return mask;
  };
  return {
    search: createByteSearch(literals),
    rules: rules.map(({ groups, ...rule }) => ({ ...rule, groups: groups.map(maskOf) })),
    evidence: evidence.map(({ migration, literals: own }) => ({ migration, mask: maskOf(own) })),
    star: stars.length > 0 ? maskOf(stars) : undefined,
    packages: packages.length > 0 ? maskOf(packages) : undefined,
  };
}

/** What a file contains that sets or reads a variable by which a system is known; `undefined` where no variable proves it. */
function provingLiterals({ environment, environmentTogether }: Migration['detection']): Rule['literalsIn'] {
  const names = [...environment, ...environmentTogether];
  if (names.length === 0) return undefined;
  const groups = [names];
  return { ...Object.fromEntries(environmentLanguages.map((language) => [language, groups])), ...pythonVariables(names) };
}

/** Languages of which files say something of variables without being a document of a system. */
const environmentLanguages: readonly Language[] = ['yaml', 'template', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'ini', 'toml', 'typescript', 'rust', 'markdown'];

function meets(found: Uint32Array, mask: Uint32Array): boolean {
  for (let i = 0; i < mask.length; i++) if (((found[i] ?? 0) & (mask[i] ?? 0)) !== 0) return true;
  return false;
}
