import { createDiskWorkspace } from '../../node/diskWorkspace.ts';
import { type Arguments, suggestion } from '../args.ts';
import { type CliEnvironment, type Outcome, UsageError } from '../environment.ts';
import { knownIds } from '../report.ts';
import { usageLine } from '../usage.ts';

/** `upguide explain ID`: the page of a change or rule, as Markdown. No file is looked at. */
export function explain(args: Arguments, environment: CliEnvironment): Outcome {
  const [id = ''] = args.operands;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const explanation = environment.createService(createDiskWorkspace([]), silent).explain(id);
  if (explanation === undefined) {
    throw new UsageError(`There is no change or rule ${id}.${suggestion(id, knownIds(environment))} Changes: ${environment.migrations.flatMap(({ changes }) => changes.map((change) => change.id)).join(', ')}.\n${usageLine('explain')}`);
  }
  environment.out(explanation.markdown.endsWith('\n') ? explanation.markdown : `${explanation.markdown}\n`);
  return 'done';
}
