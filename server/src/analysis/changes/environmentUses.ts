import type { EnvironmentFact } from '../../facts/facts.ts';
import type { EnvironmentRenamed } from '../change.ts';
import type { RelatedLocation } from '../diagnostic.ts';
import type { RuleContext } from '../migration.ts';

/** As many other places as a user reads. */
const relatedShown = 10;

/** Where other files of the project set the new name, or still use the old one: the rest of the same rename. */
export function otherUses(context: RuleContext, change: EnvironmentRenamed): readonly RelatedLocation[] {
  const related: RelatedLocation[] = [];
  // Stops early: in a repository with thousands of `.env` files every one of them is another use.
  const collect = (name: string, message: (fact: EnvironmentFact) => string | undefined): void => {
    for (const { uri, fact } of context.project.environment(name)) {
      if (related.length === relatedShown) return;
      const text = uri === context.file.uri ? undefined : message(fact);
      if (text !== undefined) related.push({ uri, range: fact.range, message: text });
    }
  };
  collect(change.to, ({ access }) => (access === 'set' ? `${change.to}, the new name, is set here` : undefined));
  collect(change.from, ({ access }) => (access === 'suggested' ? undefined : `${change.from} is ${access === 'set' ? 'set' : 'read'} here by its old name too`));
  return related;
}

/** Another file that reads the old name and is not renamed with the rest: a settings class whose field is the variable, a secret of a CI. */
export function reluctantReader({ file, project }: RuleContext, change: EnvironmentRenamed): string | undefined {
  return project.environment(change.from).find(({ uri, fact }) => uri !== file.uri && fact.access === 'read' && fact.renaming !== undefined)?.uri;
}

/**
 * Whether a `.env` file beside this one sets the new name and reads the old one: `NEW=${OLD}` there would be left without a value. For `.env`
 * files only, which are read on top of each other.
 */
export function isBridgedBeside({ file, project }: RuleContext, change: EnvironmentRenamed): boolean {
  if (file.language !== 'dotenv') return false;
  const beside = new Set(project.environmentFilesBeside(file.uri).filter(({ uri, names }) => uri !== file.uri && names.has(change.to)).map(({ uri }) => uri));
  return beside.size > 0 && project.environment(change.from).some(({ uri, fact }) => fact.access === 'read' && beside.has(uri));
}

/** Whether a key of a ConfigMap or Secret is defined in the project, so that the key and the references to it are renamed together. */
export function isKeyHere({ project }: RuleContext, { from, to }: EnvironmentRenamed, { access, keyOf }: EnvironmentFact): boolean {
  return access === 'set' || [from, to].some((name) => project.environment(name).some(({ fact }) => fact.access === 'set' && fact.keyOf === keyOf));
}
