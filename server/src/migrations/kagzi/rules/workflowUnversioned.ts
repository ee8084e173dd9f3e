import type { Finding, Fix } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, integerOf, methodCall, plainText } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import { lineEndOf } from '../../../text/lineEnd.ts';
import { indentationAt, takesQuestionMark } from '../layout.ts';
import { client, kagziModels } from '../names.ts';

/** `kagzi.register_workflow(name, function).await`: the existing workflow is version 1 (section 4, Pattern 3). */
export const workflowUnversioned: Rule = {
  id: 'kagzi/workflow-unversioned',
  change: 'KZ-VERSION',
  description: 'A workflow is registered without a version.',
  guideSection: 'Adopting Workflow Versioning; Pattern 3',
  languages: ['rust'],
  literals: [['kagzi'], ['register_workflow']],
  *check({ file, project }) {
    const code = project.proven ? rustCode(file, kagziModels) : undefined;
    for (const call of code?.nodes('call_expression') ?? []) {
      const method = methodCall(call);
      if (!code || method?.name.text !== 'register_workflow' || call.isBroken || argumentsOf(call).length !== 2) continue;
      if (code.types.typeOf(method.receiver) === client) yield finding(code, call, method.receiver, method.name);
    }
  },
};

function finding(code: RustCode, call: CodeNode, receiver: CodeNode, word: CodeNode): Finding {
  const isTaken = hasVersionOne(code, argumentsOf(call)[0]?.text);
  const edits = isTaken ? undefined : editsOf(code, call, word);
  const name = plainText(argumentsOf(call)[0]);
  const statement = call.parent?.parent;
  const fixes: Fix[] = [];
  if (edits) {
    fixes.push({ title: 'Register it as version 1', applicability: 'unsafe', bulk: true, edits: () => edits });
    const whole = statement?.type === 'try_expression' ? statement.parent : statement;
    if (name !== undefined && whole?.type === 'expression_statement' && receiver.type === 'identifier') {
      const line = `${lineEndOf(code.text)}${indentationAt(code.text, whole.start)}${receiver.text}.set_default_workflow_version("${name}", 1).await?;`;
      fixes.push({ title: 'Register it as version 1, and make that the default', applicability: 'unsafe', bulk: false, edits: () => [...edits, insert(whole.end, line)] });
    }
  }
  return {
    range: word.range,
    severity: 'hint',
    message: {
      what: 'This workflow has no version.',
      why: 'In Kagzi V2 several versions of a workflow run side by side, and a new one can be rolled out step by step.',
      todo: edits ? 'Register what there is as version 1.' : isTaken ? 'A version 1 of this name is registered in this file already: take this registration out, or give it a version of its own.' : 'Register it with register_workflow_version(name, 1, …).await?, in a function that returns a Result.',
    },
    fixes,
  };
}

/** Whether the file registers a version 1 under the name, as the name is written. */
function hasVersionOne(code: RustCode, name: string | undefined): boolean {
  return code.nodes('call_expression').some((call) => {
    const [other, version] = argumentsOf(call);
    return methodCall(call)?.name.text === 'register_workflow_version' && other?.text === name && integerOf(version) === 1;
  });
}

/** The version goes behind the name; what was nothing is a `Result` now. */
function editsOf(code: RustCode, call: CodeNode, word: CodeNode): readonly Edit[] | undefined {
  const [name] = argumentsOf(call);
  const awaited = call.parent;
  if (!name || awaited?.type !== 'await_expression' || call.field('function')?.type !== 'field_expression') return undefined;
  const renamed = [replace(word.range, 'register_workflow_version'), insert(name.end, ', 1')];
  if (awaited.parent?.type === 'try_expression') return renamed;
  if (awaited.parent?.type !== 'expression_statement' || !code.text.startsWith(';', awaited.end) || !takesQuestionMark(awaited)) return undefined;
  return [...renamed, insert(awaited.end, '?')];
}
