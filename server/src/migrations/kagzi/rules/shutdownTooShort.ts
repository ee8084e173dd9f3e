import type { Rule } from '../../../analysis/migration.ts';
import { rustCode } from '../../../facts/rust/rustCode.ts';
import { kagziModels } from '../names.ts';
import { workerTimes } from './workerTimes.ts';

/** The guide's heartbeat: what takes less is over before anybody hears of the worker again. */
const heartbeat = 30;

/** A worker that waits for its workflows for less than a heartbeat when it is stopped. */
export const shutdownTooShort: Rule = {
  id: 'kagzi/shutdown-too-short',
  change: 'KZ-WORKER',
  description: 'A worker waits for its workflows for less than half a minute when it is stopped.',
  guideSection: 'Troubleshooting: Worker not shutting down gracefully',
  languages: ['rust'],
  literals: [['kagzi'], ['graceful_shutdown_timeout_secs']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const { node, seconds } of code ? workerTimes(code, 'graceful_shutdown_timeout_secs') : []) {
      if (seconds >= heartbeat) continue;
      yield {
        range: node.range,
        severity: 'hint',
        message: {
          what: `This worker waits ${String(seconds)} seconds for its workflows when it is stopped.`,
          why: 'Workflows that take longer are cut off, and the worker does not shut down gracefully.',
          todo: 'Wait as long as your workflows take; the guide has 300 seconds.',
        },
        fixes: [],
      };
    }
  },
};
