import { partPointer, type Rule } from '../../../analysis/migration.ts';
import { insertMembers } from '../../../syntax/jsonEdits.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import { taskContexts } from '../context/taskContexts.ts';
import { contextLiterals } from './literals.ts';

/** What 2.0 has in a context's metadata, with the guide's values and the names that count as the same. */
const added = [
  { name: 'branch', json: '"main"', alike: [] },
  { name: 'repo_path', json: '"/workspace/repos/..."', alike: ['repoPath'] },
] as const;

/** A task context without what 2.0 added to its metadata. */
export const contextFieldMissing: Rule = {
  id: 'devteam-runner/context-field-missing',
  change: 'DT-CONTEXT',
  description: 'The metadata of a task context has no `branch` or no `repo_path`, which are new in 2.0.',
  guideSection: 'Section 3: Schema Evolution',
  languages: ['json'],
  literals: contextLiterals,
  *check({ file }) {
    if (file.language !== 'json') return;
    for (const context of taskContexts(file.json)) {
      const { metadata, root } = context;
      const missing = added.filter(({ name, alike }) => [name, ...alike].every((one) => entryOf(metadata, one) === undefined));
      const key = entryOf(root, 'metadata')?.key;
      const names = missing.map(({ name }) => name).join(' and ');
      const isWhole = metadata.entries.at(-1)?.value !== undefined;
      if (missing.length === 0 || !key || !isWhole) continue;
      yield {
        range: key.range,
        severity: 'information',
        message: {
          what: `The metadata of this task context has no ${missing.map(({ name }) => name).join(' and no ')}.`,
          why: 'Version 2.0 writes where the code of a task is; without it the defaults hold.',
          todo: 'Add the guide\'s values, then put the real ones in their place.',
        },
        fixes: [{ title: `Add ${names}`, applicability: 'unsafe', bulk: true, edits: () => insertMembers(file.text, metadata, missing.map(({ name, json }) => [name, json]), file.json.comments) ?? [] }],
        covers: missing.map(({ name }) => partPointer(context, ['metadata', name])),
      };
    }
  },
};
