import type { Rule } from '../../../analysis/migration.ts';
import { typescriptSource } from '../../../facts/code/typescript/source.ts';
import { replace } from '../../../text/edit.ts';
import { newKey, oldKey, tokenKeys } from './tokenKeys.ts';

/** The key under which the frontend keeps the token in the browser. */
export const tokenKeyOld: Rule = {
  id: 'workflow-engine/token-key-old',
  change: 'WE-FRONTEND',
  description: 'The token is kept in the browser under its old key (`jwt_token`).',
  guideSection: 'WE-FRONTEND: React Component Updates; Frontend Updates',
  languages: ['typescript'],
  inFrontends: true,
  literals: [[oldKey]],
  *check({ file, project }) {
    if (file.language !== 'typescript' || !project.proven || !file.tree) return;
    for (const { range, text, applicability } of tokenKeys(typescriptSource(file, file.tree.root))) {
      yield {
        range,
        old: true,
        message: {
          what: `The token's key in the browser is ${newKey} now; here it is ${oldKey}.`,
          why: 'Code of version 1.0 looks for the token under the new key only.',
          todo: applicability === 'manual'
            ? `This file has both keys: finish by hand what leads users from ${oldKey} to ${newKey}, and take it out when nobody needs it any more.`
            : 'Rename it everywhere; users sign in once more.',
        },
        fixes: applicability === 'manual' ? [] : [{ title: `Rename to ${newKey}`, applicability, bulk: true, edits: () => [replace(range, text)] }],
      };
    }
  },
};
