import { environmentFileRole } from '../../facts/environmentFiles.ts';
import type { EnvironmentFact, Located } from '../../facts/facts.ts';
import { replace } from '../../text/edit.ts';
import { baseName } from '../../text/uri.ts';
import { isPlaceholder } from '../secrets.ts';
import type { EnvironmentReplaced } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { lookForVariables, pythonVariables, yamlVariables } from './environmentLiterals.ts';
import { namesIn, removeAssignment, systemEnvironmentFile, type SystemEnvironmentFile } from './environmentFile.ts';

/** One rule for all variables that gave way to another one with another meaning (`API_KEY` to a switch). */
export function environmentReplaced(migration: string, changes: readonly EnvironmentReplaced[], systemNames: ReadonlySet<string>, guideSection: string): Rule {
  const names = changes.map(({ from }) => from);
  return {
    id: `${migration}/environment-replaced`,
    change: changes[0]?.change,
    description: `A variable that the new version no longer uses is set (${names.map((name) => `\`${name}\``).join(', ')}), in a \`.env\` file that is the system's.`,
    guideSection,
    // Findings are in `.env` files only; the other languages are named so that their files are searched for who uses the variable.
    languages: ['dotenv', 'yaml', 'template', 'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'ini', 'json', 'python', 'typescript', 'rust'],
    onlyManifestsOf: ['json'],
    literals: [[...names, 'BaseSettings']],
    literalsIn: { ...pythonVariables(names), ...yamlVariables(names) },
    mayMatterIn: lookForVariables(names),
    *check(context) {
      const target = systemEnvironmentFile(context, systemNames);
      if (!target) return;
      for (const change of changes) yield* findings(context, target, change);
    },
  };
}

function* findings(context: RuleContext, target: SystemEnvironmentFile, change: EnvironmentReplaced): Iterable<Finding> {
  const names = namesIn(target.file);
  for (const entry of target.file.dotenv.entries) {
    if (entry.name !== change.from) continue;
    const replaced = names.has(change.to);
    // A real key is somebody's credential: dropping it in a bulk run would lose it for good.
    const disposable = target.role === 'template' || entry.value === '' || isPlaceholder(entry.value);
    const users = usersOf(context, change.from);
    const [user] = users;
    yield {
      range: entry.nameRange,
      old: true,
      message: {
        what: `${change.from} is deprecated: ${change.why}`,
        why: user ? `It is still ${user.fact.access === 'set' ? 'set' : 'read'} in ${user.uri === context.file.uri ? 'this file' : baseName(user.uri)}, maybe for an API of your own.` : '',
        todo: disposable
          ? replaced ? `Remove the line.` : `Set ${change.to}=${change.value} instead.`
          : `Move the callers over first, then ${replaced ? 'remove the line' : `put ${change.to}=${change.value} in its place`}; a real key is never dropped by a bulk run.`,
      },
      fixes: [{
        title: replaced ? `Remove ${change.from}` : `Replace by ${change.to}=${change.value}`,
        applicability: 'unsafe',
        bulk: disposable && !user && context.project.complete,
        edits: () => replaced
          ? [removeAssignment(target.file, entry)]
          : [replace({ start: entry.nameRange.start, end: entry.valueRange.end }, `${change.to}=${change.value}`)],
      }],
      related: users.slice(0, relatedShown).map(({ uri, fact }) => ({ uri, range: fact.range, message: `${change.from} is ${fact.access === 'set' ? 'set' : 'read'} here` })),
    };
  }
}

/** As many other places as a user reads. */
const relatedShown = 5;

/**
 * Who needs the variable: everything in the project that reads it, and what sets it outside of the `.env` files beside this one. Templates
 * only show what may be set.
 */
function usersOf({ file, project }: RuleContext, name: string): readonly Located<EnvironmentFact>[] {
  const family = new Set(project.environmentFilesBeside(file.uri).map(({ uri }) => uri));
  return project.environment(name).filter(({ uri, fact }) => fact.access === 'read'
    ? environmentFileRole(baseName(uri)) !== 'template' || uri === file.uri
    : fact.access === 'set' && !family.has(uri) && environmentFileRole(baseName(uri)) !== 'template');
}
