import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { integerOf } from '../../../facts/rust/rustTree.ts';
import { withoutModules } from '../../../facts/rust/rustTypes.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { kagziModels } from '../names.ts';
import { workerTimes } from './workerTimes.ts';

/** What a worker counts as when no heartbeat came for that long. */
const limits: ReadonlyMap<string, string> = new Map([['heartbeat_timeout_secs', 'unhealthy'], ['heartbeat_warning_secs', 'degraded']]);

/** Health checks that give up on a worker before its next heartbeat. */
export const heartbeatLate: Rule = {
  id: 'kagzi/heartbeat-late',
  change: 'KZ-HEALTH',
  description: 'A `HealthCheckConfig` calls workers unhealthy sooner than the workers of the file are heard of.',
  guideSection: 'Troubleshooting: Health checks always showing unhealthy',
  languages: ['rust'],
  literals: [['kagzi'], ['HealthCheckConfig'], ['heartbeat_interval_secs']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    const slowest = code ? Math.max(0, ...workerTimes(code, 'heartbeat_interval_secs').map(({ seconds }) => seconds)) : 0;
    if (code && slowest > 0) for (const config of code.nodes('struct_expression')) yield* findings(code, config, slowest);
  },
};

function* findings(code: RustCode, config: CodeNode, interval: number): Iterable<Finding> {
  const path = code.names.pathOf(config.field('name'));
  if (path === undefined || withoutModules(path) !== 'kagzi::HealthCheckConfig' || config.isBroken) return;
  for (const field of config.field('body')?.namedChildren ?? []) {
    const value = field.type === 'field_initializer' ? field.field('value') : undefined;
    const state = limits.get(field.field('field')?.text ?? '');
    const limit = integerOf(value);
    if (!value || state === undefined || limit === undefined || limit > interval) continue;
    yield {
      range: value.range,
      severity: 'hint',
      message: {
        what: `Workers count as ${state} after ${String(limit)} seconds, and one in this file sends a heartbeat every ${String(interval)} seconds.`,
        why: `So it is ${state} between two heartbeats, whatever it does.`,
        todo: 'Wait for more than one heartbeat; the guide has 120 seconds for unhealthy and 60 for a warning, with one every 30 seconds.',
      },
      fixes: [],
    };
  }
}
