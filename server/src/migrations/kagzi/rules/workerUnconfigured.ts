import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, methodCall } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import { chainBreak, hasCommentIn } from '../layout.ts';
import { client, kagziModels } from '../names.ts';

/** The guide's settings, without `hostname`: that needs another crate. */
const settings = [
  'worker_id(format!("worker-{}", std::process::id()))', 'max_concurrent_workflows(10)', 'heartbeat_interval_secs(30)', 'poll_interval_ms(500)',
  'graceful_shutdown_timeout_secs(300)',
];

/** `kagzi.create_worker()`: V2 has a builder with settings for production (section 5). */
export const workerUnconfigured: Rule = {
  id: 'kagzi/worker-unconfigured',
  change: 'KZ-WORKER',
  description: 'A worker is made with the defaults by `create_worker()`.',
  guideSection: 'Upgrading Worker Configuration',
  languages: ['rust'],
  literals: [['kagzi'], ['create_worker']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const call of code?.nodes('call_expression') ?? []) {
      const method = methodCall(call);
      if (!code || method?.name.text !== 'create_worker' || call.isBroken || argumentsOf(call).length > 0) continue;
      if (code.types.typeOf(method.receiver) === client) yield finding(method.name, editsOf(code, call, method.receiver));
    }
  },
};

function editsOf(code: RustCode, call: CodeNode, receiver: CodeNode): readonly Edit[] | undefined {
  if (hasCommentIn(call, receiver.end, call.end)) return undefined;
  const next = chainBreak(code.text, call.start);
  const chain = ['create_worker_builder()', ...settings, 'build()'].map((part) => `${next}.${part}`).join('');
  return [replace({ start: receiver.end, end: call.end }, chain), ...(code.text[call.end] === '.' ? [insert(call.end, next)] : [])];
}

function finding(word: CodeNode, edits: readonly Edit[] | undefined): Finding {
  return {
    range: word.range,
    severity: 'hint',
    message: {
      what: 'This worker runs with the defaults.',
      why: 'A worker of Kagzi V2 can be told how much to do at a time, how often to be heard of, and how long to wait when it is stopped.',
      todo: 'Build it with create_worker_builder(), and choose the settings: the values are those of the guide.',
    },
    fixes: edits ? [{ title: 'Build the worker with settings for production', applicability: 'unsafe', bulk: true, edits: () => edits }] : [],
  };
}
