import { isPlaceholder } from '../secrets.ts';
import { replace } from '../../text/edit.ts';
import type { EnvironmentReplaced } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { namesIn, removeAssignment, systemEnvironmentFile, type SystemEnvironmentFile } from './environmentFile.ts';

/** One rule for all variables that gave way to another one with another meaning (`API_KEY` to a switch). */
export function environmentReplaced(migration: string, changes: readonly EnvironmentReplaced[], systemNames: ReadonlySet<string>, guideSection: string): Rule {
  return {
    id: `${migration}/environment-replaced`,
    change: changes[0]?.change,
    description: `A variable that the new version no longer uses is set (${changes.map(({ from }) => `\`${from}\``).join(', ')}), in a \`.env\` file that is the system's.`,
    guideSection,
    languages: ['dotenv'],
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
    const used = context.project.environment(change.from).some(({ fact }) => fact.access === 'read');
    yield {
      range: entry.nameRange,
      old: true,
      message: {
        what: `${change.from} is deprecated: ${change.why}`,
        why: used ? `It is still read in this project.` : '',
        todo: disposable
          ? replaced ? `Remove the line.` : `Set ${change.to}=${change.value} instead.`
          : `Move the callers over first, then ${replaced ? 'remove the line' : `put ${change.to}=${change.value} in its place`}; a real key is never dropped by a bulk run.`,
      },
      fixes: [{
        title: replaced ? `Remove ${change.from}` : `Replace by ${change.to}=${change.value}`,
        applicability: 'unsafe',
        bulk: disposable && !used,
        edits: () => replaced
          ? [removeAssignment(target.file, entry)]
          : [replace({ start: entry.nameRange.start, end: entry.valueRange.end }, `${change.to}=${change.value}`)],
      }],
    };
  }
}
