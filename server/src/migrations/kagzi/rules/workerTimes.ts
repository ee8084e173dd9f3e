import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, integerOf, methodCall } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { workerBuilder } from '../names.ts';

/** A time that a worker's builder is told as a number. */
export interface WorkerTime {
  readonly seconds: number;
  /** The number. */
  readonly node: CodeNode;
  /** The expression that the setting is called on. */
  readonly receiver: CodeNode;
}

/** The values of a setting (`heartbeat_interval_secs`) of the workers that a file builds; only those that are written as a number. */
export function workerTimes(code: RustCode, setting: string): readonly WorkerTime[] {
  return code.nodes('call_expression').flatMap((call) => {
    const method = methodCall(call);
    const [node, more] = argumentsOf(call);
    const seconds = integerOf(node);
    if (method?.name.text !== setting || !node || more || seconds === undefined || call.isBroken) return [];
    return code.types.typeOf(method.receiver) === workerBuilder ? [{ seconds, node, receiver: method.receiver }] : [];
  });
}
