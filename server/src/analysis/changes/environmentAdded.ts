import type { EnvironmentAdded } from '../change.ts';
import type { Rule } from '../migration.ts';
import { addAssignments, fileRange, namesIn, systemEnvironmentFile } from './environmentFile.ts';

/** One rule for all new variables with a default: a hint in the file that would hold them. */
export function environmentAdded(migration: string, changes: readonly EnvironmentAdded[], systemNames: ReadonlySet<string>, guideSection: string): Rule {
  return {
    id: `${migration}/environment-unset`,
    change: changes[0]?.change,
    description: `Variables that are new in this version are left to their defaults (${changes.map(({ name }) => `\`${name}\``).join(', ')}).`,
    guideSection,
    languages: ['dotenv'],
    *check(context) {
      const target = systemEnvironmentFile(context, systemNames);
      if (!target) return;
      const names = namesIn(target.file);
      const suggested = new Set(target.file.dotenv.comments.map(({ assignment }) => assignment?.name));
      const missing = changes.filter(({ name, roles }) => roles.includes(target.role) && !names.has(name) && !suggested.has(name));
      if (missing.length === 0) return;
      const list = new Intl.ListFormat('en').format(missing.map(({ name }) => name));
      yield {
        range: fileRange(target),
        severity: 'hint',
        message: {
          what: `${list} ${missing.length === 1 ? 'is' : 'are'} new and not written out here.`,
          why: missing[0]?.why ?? '',
          todo: `Nothing has to be done while the defaults suit you; the fix writes them out.`,
        },
        fixes: [{
          title: `Add ${missing.map(({ name, value }) => `${name}=${value}`).join(', ')}`,
          applicability: 'unsafe',
          bulk: true,
          edits: () => [addAssignments(target, missing.map(({ name, value }) => `${name}=${value}`))],
        }],
      };
    },
  };
}
