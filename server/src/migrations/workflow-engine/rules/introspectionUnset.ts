import { addAssignments, fileRange, namesIn, systemEnvironmentFile } from '../../../analysis/changes/environmentFile.ts';
import type { Rule, RuleContext } from '../../../analysis/migration.ts';
import { compareReleases, releaseOf } from '../../../syntax/versionSpecifiers.ts';
import { crates, images, systemVariables } from '../names.ts';

const variable = 'GRAPHQL_INTROSPECTION';
const since = releaseOf('1.1.0');

/** The variable that version 1.1 brings is left to its default. */
export const introspectionUnset: Rule = {
  id: 'workflow-engine/introspection-unset',
  change: 'WE-ENV',
  description: `Where version 1.1 or a later one is used, \`${variable}\` is left to its default.`,
  guideSection: 'WE-ENV: Environment Variable Changes',
  languages: ['dotenv'],
  *check(context) {
    const target = systemEnvironmentFile(context, systemVariables);
    if (!target || target.role === 'overlay' || !usesVersion(context)) return;
    if (namesIn(target.file).has(variable) || target.file.dotenv.comments.some(({ assignment }) => assignment?.name === variable)) return;
    yield {
      range: fileRange(target),
      severity: 'hint',
      message: {
        what: `${variable} is new in 1.1 and not written out here.`,
        why: 'It says whether the gateway tells its schema to whoever asks.',
        todo: 'Nothing has to be done while the default suits you; the fix switches it off.',
      },
      fixes: [{ title: `Add ${variable}=false`, applicability: 'unsafe', bulk: true, edits: () => [addAssignments(target, [`${variable}=false`])] }],
    };
  },
};

/** Whether a manifest or an image of the project states 1.1 or a later version of the engine. */
function usesVersion({ project }: RuleContext): boolean {
  return [...crates, ...images].some((name) => project.packages(name).some(({ fact: { specifier } }) => {
    const version = /^[\^~=\s]*v?(\d+(?:\.\d+)*)$/.exec(specifier)?.[1];
    return version !== undefined && compareReleases(releaseOf(version), since) >= 0;
  }));
}
