import type { Rule } from '../../../analysis/migration.ts';
import { argumentsOf, dottedName, literalOf } from '../../../facts/code/typescript/syntax.ts';
import { replace } from '../../../text/edit.ts';

/** Where browsers keep what a page stores, however it is called; a local variable of such a name would be an odd one. */
const storages = /^(?:(?:window|globalThis|self)\.)?(?:localStorage|sessionStorage)\.(?:getItem|setItem|removeItem)$/;
const oldKey = 'jwt_token';
const newKey = 'auth_token';

/** The key under which the frontend keeps the token in the browser. */
export const tokenKeyOld: Rule = {
  id: 'workflow-engine/token-key-old',
  change: 'WE-FRONTEND',
  description: 'The token is kept in the browser under its old key (`jwt_token`).',
  guideSection: 'WE-FRONTEND: React Component Updates',
  languages: ['typescript'],
  inFrontends: true,
  literals: [[oldKey], ['localStorage', 'sessionStorage']],
  *check({ file, project }) {
    if (file.language !== 'typescript' || !project.proven) return;
    for (const call of file.tree?.root.descendants() ?? []) {
      if (call.type !== 'call_expression' || !storages.test(dottedName(call.field('function')) ?? '')) continue;
      const key = literalOf(argumentsOf(call)[0]);
      if (key?.text !== oldKey) continue;
      yield {
        range: key.range,
        old: true,
        message: {
          what: `The token's key in the browser is ${newKey} now; here it is ${oldKey}.`,
          why: 'Code of version 1.0 looks for the token under the new key only.',
          todo: 'Rename it everywhere; users sign in once more.',
        },
        fixes: [{ title: `Rename to ${newKey}`, applicability: 'safe', bulk: true, edits: () => [replace(key.range, newKey)] }],
      };
    }
  },
};
