import type { Fact } from '../facts/facts.ts';
import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { PythonModels } from '../facts/python/values.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { toPointer, type YamlPath } from '../syntax/yamlPath.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';
import type { Literal } from '../text/literal.ts';
import type { Finding } from './diagnostic.ts';
import type { ProjectView } from './project.ts';
import type { RandomSource } from './random.ts';

/** Everything that moves one system from one version to the next: data first, checks where data is not enough. */
export interface Migration {
  /** Stable, kebab-case; first part of every rule id and the key in settings. */
  readonly id: string;
  /** What it upgrades, where several migrations upgrade the same: their versions make one route. The id without it. */
  readonly system?: string;
  /** The system's name as its makers write it. */
  readonly title: string;
  /** Versions as `major.minor`. */
  readonly from: string;
  readonly to: string;
  /** What is special about the way from version to version; without it the rules lead from `from` to `to` in one hop. */
  readonly route?: MigrationRoute;
  /** URI of the one workspace folder that it holds in; everywhere without it. */
  readonly folder?: string;
  readonly guideTitle: string;
  readonly detection: Detection;
  /** In the guide's order. */
  readonly changes: readonly GuideChange[];
  /** Files that belong to the system by name and content. */
  readonly documents: readonly DocumentType[];
  /** Ids of the schemas of the system's environment variables. */
  readonly variables?: { readonly current: string; readonly former: string };
  /** The system's Python API, where it has one. */
  readonly python?: PythonModels;
  readonly rules: readonly Rule[];
  /** What the guide has people run themselves, ready to be written to files. */
  readonly scripts?: readonly MigrationScript[];
  /** The guide's table of effort, in its order. */
  readonly effort?: readonly MigrationEffort[];
  /** What people do themselves, in the guide's order. */
  readonly steps?: readonly MigrationStep[];
}

/** What a guide says of the way through a system's versions, and where a project states which one it is on. */
export interface MigrationRoute {
  /** From the oldest on. */
  readonly hops?: readonly RouteHop[];
  /** Packages and images whose version is the system's; all of `detection` without it. */
  readonly packages?: Detection['packages'];
  /** Versions by the keys of schemas: which one a document of that schema was written for. They count where no package states a version. */
  readonly documents?: Readonly<Record<string, string>>;
}

/** From one version of a system to the next. */
export interface RouteHop {
  readonly from: string;
  readonly to: string;
  /** It is the one hop that the migration's rules serve. Without it the guide leaves the hop to people. */
  readonly rules?: true;
  /** What the guide says of it, for messages: `directly (low complexity)`. */
  readonly by?: string;
}

/** How much work the guide expects a part of a system to be. */
export interface MigrationEffort {
  /** `Custom agents`. */
  readonly component: string;
  /** Ids of the guide's entries that this work is about. */
  readonly changes: readonly string[];
  readonly complexity: 'low' | 'medium' | 'high';
  readonly risk: 'low' | 'medium' | 'high';
  /** For all of the part by hand. */
  readonly minutes: { readonly least: number; readonly most: number };
}

/** Something that a person does around the edits of files. */
export interface MigrationStep {
  /** `before` anything is edited; `upgrade` while it goes on; `after` the files are edited. */
  readonly phase: 'before' | 'upgrade' | 'after';
  /** In the imperative. */
  readonly title: string;
  /** For a terminal; offered, never run. */
  readonly command?: string;
  /** Id of one of the migration's scripts, with the migration's own in front: `greenlang/database`. */
  readonly script?: string;
  /** The guide's entry that it belongs to: without findings or use of it, the step may be left out. */
  readonly change?: string;
}

/** Something to run by hand, in one variant for each environment that people may have. */
export interface MigrationScript {
  /** Kebab-case; with the migration's id in front it is what the user asks for: `greenlang/database`. */
  readonly id: string;
  /** The guide's entry. */
  readonly change: string;
  readonly title: string;
  readonly variants: readonly MigrationScriptVariant[];
}

export interface MigrationScriptVariant {
  /** `postgresql`. */
  readonly id: string;
  readonly title: string;
  readonly files: readonly { readonly name: string; /** An editor's language id. */ readonly language: string; readonly text: string }[];
}

/** What proves that a project uses the system. */
export interface Detection {
  readonly packages: readonly { readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker'; readonly name: string }[];
  /** Crates by which a Cargo workspace is known as the system's own. */
  readonly members?: readonly string[];
  /** Names of environment variables that only this system has: one is proof. */
  readonly environment: readonly string[];
  /** Names that others could have too: two different ones in one project are proof. */
  readonly environmentTogether: readonly string[];
  /** Names of services (compose, Kubernetes) that only this system has. */
  readonly services?: readonly string[];
  /** Hosts whose calls prove the system, those below them too. */
  readonly hosts?: readonly string[];
  /** Names of files that only this system has; `*` stands for any part of a name. */
  readonly files?: readonly string[];
  /** Modules whose import proves the system: a top-level Python package or an npm package. */
  readonly imports: readonly { readonly ecosystem: 'pypi' | 'npm'; readonly module: string }[];
}

/** An entry of the guide. */
export interface GuideChange {
  /** `BC-007`. */
  readonly id: string;
  readonly title: string;
  readonly impact: 'low' | 'medium' | 'high';
  /** Paragraphs of Markdown: what changed and why it matters. */
  readonly summary: readonly string[];
  readonly examples: readonly { readonly language: string; readonly before: string; readonly after: string }[];
  /** Full versions, e.g. `0.3.0`. */
  readonly deprecatedIn: string;
  readonly removedIn?: string;
  /** ISO date on which the removing version is or was released. */
  readonly removedOn?: string;
}

/** A kind of file that the system owns (`pack.yaml`), with the schemas of its versions. */
export interface DocumentType {
  /** `pack`, `greenlang`, `env`. */
  readonly id: string;
  readonly language: ParsedFile['language'];
  /** Whether a file of this name may be one. Takes the last segment of the path. */
  readonly matchesName: (fileName: string) => boolean;
  /** Decides by content: ours, in which version, or somebody else's file of the same name. */
  readonly classify: (file: ParsedFile) => Classification;
  /** A look at a text that nobody has parsed: where it says yes, `classify` says that the file is somebody else's. Then it is read only when the literals of a rule let it through. */
  readonly isForeign?: (text: string) => boolean;
  /**
   * Whether the content alone decides (any `*.json` may be one): such a file is looked at only when the literals of a rule let it through, and is no
   * document unless it is ours.
   */
  readonly byContent?: true;
  /** Where in a file values of the type stand, in text order; without it the file's first document is the value. */
  readonly parts?: (file: ParsedFile) => readonly DocumentPart[];
}

/** A value of a document type that may stand anywhere in a file. */
export interface DocumentPart {
  /** Which document of the file it is in, from 0. */
  readonly document: number;
  /** From that document's root. */
  readonly path: YamlPath;
  readonly root: YamlNode;
  /** Key into the schema catalogue. */
  readonly schema: string;
}

/** A name for a place in a file, for `Finding.covers`: a JSON pointer, with the document before it when that is not the first. */
export function partPointer({ document, path }: Pick<DocumentPart, 'document' | 'path'>, inside: YamlPath = []): string {
  return `${document === 0 ? '' : `#${document}`}${toPointer([...path, ...inside])}`;
}

export type Classification =
  | {
      readonly kind: 'ours';
      /** Key into the schema catalogue, e.g. `pack/v1`. */
      readonly schema: string;
      /** Why, for the user: `spec_version is "1.0"`. */
      readonly reason: string;
      /** Whether the content alone proves that the project uses the system. */
      readonly proves: boolean;
      /** Whether the rules want the types that data and code in the file's folder give its fields. Not for a document by its content alone: what lies beside it is not held by then. */
      readonly wantsFieldTypes?: boolean;
    }
  /** Somebody else's file of the same name: no finding, never edited. */
  | { readonly kind: 'foreign'; readonly reason: string }
  /** Nothing in it says whose it is (empty, broken). */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A named check of one file. */
export interface Rule {
  /** `<migration>/<kebab-name>`; names the bad thing, not the cure. */
  readonly id: string;
  /** The guide's entry that it comes from; `undefined` for findings that are no part of the guide. */
  readonly change: string | undefined;
  /** One sentence for the rule table: what is found. */
  readonly description: string;
  /** Where the guide says so, e.g. `BC-007: Environment Variables`. */
  readonly guideSection: string;
  readonly languages: readonly ParsedFile['language'][];
  /**
   * What a file must contain for the rule to find anything, or to learn of other files what it asks about them: one literal of every group. A file that
   * satisfies no rule is not parsed at all, so leave nothing out that a finding could do without. Without groups the rule only runs on the migration's
   * own documents and on manifests.
   */
  readonly literals?: readonly (readonly Literal[])[];
  /** Further groups, for files of one language: where a language has few ways to say something, its files are asked for one of them. */
  readonly literalsIn?: Readonly<Partial<Record<ParsedFile['language'], readonly (readonly Literal[])[]>>>;
  /**
   * A closer look at the text of a file that has the literals, before it is parsed: whether the rule may find something in it, or learn from it what it asks about other files.
   * Without one for the file's language it may. A look costs less than a parse: it is linear in the text, and takes a few milliseconds a megabyte.
   */
  readonly mayMatterIn?: Readonly<Partial<Record<ParsedFile['language'], (text: string) => boolean>>>;
  /** For Python: a file can only hold something if it also names a class of the migration's models, or something that may derive from one. */
  readonly aboutClasses?: boolean;
  /**
   * Of a rule about classes: few files have its literals, so each of them is asked for the class, however oddly it is imported. Without it, files are passed over that
   * import and define nothing of the kind where a search of line starts looks.
   */
  readonly hasRareLiterals?: boolean;
  /** Languages in which only manifests (`setup.py`, `package.json`) can hold a finding. */
  readonly onlyManifestsOf?: readonly ParsedFile['language'][];
  /**
   * Also holds in frontends: projects that nothing but a `package.json` makes one, where the project around them is proven. What is everybody's in other
   * programs too (variables, `.env` files) has no place in such a rule.
   */
  readonly inFrontends?: boolean;
  /** Reads `python` alone, and may be given a part of it (see `statementRule`, which makes such rules). */
  readonly byStatement?: boolean;
  readonly check: (context: RuleContext) => Iterable<Finding>;
}

/** What a rule may look at. It reads, and yields; it keeps nothing. */
export interface RuleContext {
  readonly file: ParsedFile;
  /** What the file says, in position order. */
  readonly facts: readonly Fact[];
  /** For Python files with a tree; made when first asked for. */
  readonly python: PythonAnalysis | undefined;
  /** What the file is to this migration; `undefined` when its name is none of the migration's. */
  readonly document: { readonly type: string; readonly classification: Classification } | undefined;
  readonly project: ProjectView;
  readonly random: RandomSource;
}
