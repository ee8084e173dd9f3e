import type { Rule } from '../../../analysis/migration.ts';
import { rustCode } from '../../../facts/rust/rustCode.ts';
import { methodCall } from '../../../facts/rust/rustTree.ts';
import { kagziModels, worker } from '../names.ts';

/** A worker is started in a file that has no `HealthChecker` (section 6). */
export const healthUnchecked: Rule = {
  id: 'kagzi/health-unchecked',
  change: 'KZ-HEALTH',
  description: 'A worker is started, and nothing in the file checks its health.',
  guideSection: 'Adding Health Monitoring',
  languages: ['rust'],
  literals: [['kagzi'], ['start']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    if (!code || code.mentions('HealthChecker')) return;
    for (const call of code.nodes('call_expression')) {
      const method = methodCall(call);
      if (method?.name.text !== 'start' || code.types.typeOf(method.receiver) !== worker) continue;
      yield {
        range: method.name.range,
        severity: 'hint',
        message: {
          what: 'A worker is started here, and nothing in this file checks its health.',
          why: 'Kagzi V2 can tell whether the database and the workers are healthy.',
          todo: 'Make a HealthChecker::new(kagzi.db_handle()) and call its comprehensive_check() regularly; the page of KZ-HEALTH has the code.',
        },
        fixes: [],
      };
      return;
    }
  },
};
