import type { EnvironmentFact } from '../../facts/facts.ts';
import type { EnvironmentRenamed } from '../change.ts';
import type { RelatedLocation } from '../diagnostic.ts';
import type { RuleContext } from '../migration.ts';

/** As many other places as a user reads. */
const relatedShown = 10;

/** What the project does with a renamed variable outside of one file. Asked once a file. */
export class EnvironmentUses {
  /** Where other files of the project set the new name, or still use the old one: the rest of the same rename. */
  readonly related: readonly RelatedLocation[];
  /** Another file that reads the old name and is not renamed with the rest: a settings class whose field is the variable, a secret of a CI. */
  readonly reluctantReader: string | undefined;
  /**
   * Whether a `.env` file beside this one sets the new name and reads the old one: `NEW=${OLD}` there would be left without a value. For `.env`
   * files only, which are read on top of each other.
   */
  readonly isBridgedBeside: boolean;
  /** Objects (ConfigMaps, Secrets) of the project that have the variable as a key. */
  readonly #objects: ReadonlySet<string | undefined>;

  constructor(context: RuleContext, change: EnvironmentRenamed) {
    const { file, project } = context;
    const old = project.environment(change.from);
    this.related = otherUses(context, change);
    this.reluctantReader = nearest(file.uri, project.root, old
      .filter(({ uri, fact }) => uri !== file.uri && fact.access === 'read' && fact.renaming !== undefined && !/\.(?:md|markdown|mdx)$/i.test(uri)).map(({ uri }) => uri));
    this.isBridgedBeside = isBridgedBeside(context, change);
    this.#objects = new Set([...old, ...project.environment(change.to)].flatMap(({ fact }) => (fact.access === 'set' ? [fact.keyOf] : [])));
  }

  /** Whether a key of a ConfigMap or Secret is defined in the project, so that the key and the references to it are renamed together. */
  isKeyHere({ access, keyOf }: EnvironmentFact): boolean {
    // An object without a name could be any.
    return access === 'set' || (keyOf?.endsWith('/') === false && this.#objects.has(keyOf));
  }
}

/**
 * The one of the files that shares the longest path with this one; none that shares only the root with a file deep below it: in a repository of
 * many applications that is another application's.
 */
function nearest(uri: string, root: string, others: readonly string[]): string | undefined {
  const own = uri.slice(root.length).split('/');
  const shared = (other: string): number => {
    const parts = other.slice(root.length).split('/');
    const differ = own.findIndex((part, i) => part !== parts[i]);
    return differ < 0 ? own.length : differ;
  };
  const [best] = others.map((other) => ({ other, depth: shared(other) })).sort((a, b) => b.depth - a.depth || (a.other < b.other ? -1 : 1));
  return best && own.length - best.depth <= 3 ? best.other : undefined;
}

function otherUses({ file, project }: RuleContext, change: EnvironmentRenamed): readonly RelatedLocation[] {
  const related: RelatedLocation[] = [];
  // Stops early: in a repository with thousands of `.env` files every one of them is another use.
  const collect = (name: string, message: (fact: EnvironmentFact) => string | undefined): void => {
    for (const { uri, fact } of project.environment(name)) {
      if (related.length === relatedShown) return;
      const text = uri === file.uri ? undefined : message(fact);
      if (text !== undefined) related.push({ uri, range: fact.range, message: text });
    }
  };
  collect(change.to, ({ access }) => (access === 'set' ? `${change.to}, the new name, is set here` : undefined));
  collect(change.from, ({ access }) => (access === 'suggested' ? undefined : `${change.from} is ${access === 'set' ? 'set' : 'read'} here by its old name too`));
  return related;
}

function isBridgedBeside({ file, project }: RuleContext, change: EnvironmentRenamed): boolean {
  if (file.language !== 'dotenv') return false;
  const beside = new Set(project.environmentFilesBeside(file.uri).filter(({ uri, names }) => uri !== file.uri && names.has(change.to)).map(({ uri }) => uri));
  return beside.size > 0 && project.environment(change.from).some(({ uri, fact }) => fact.access === 'read' && beside.has(uri));
}
