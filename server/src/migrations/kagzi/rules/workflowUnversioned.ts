import type { Finding, Fix } from '../../../analysis/diagnostic.ts';
import type { Rule } from '../../../analysis/migration.ts';
import { rustCode, type RustCode } from '../../../facts/rust/rustCode.ts';
import { argumentsOf, methodCall, stringLiteral } from '../../../facts/rust/rustTree.ts';
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
  const edits = editsOf(code, call, word);
  const version = stringLiteral(argumentsOf(call)[0]);
  const statement = call.parent?.parent;
  const fixes: Fix[] = [];
  if (edits) {
    fixes.push({ title: 'Register it as version 1', applicability: 'unsafe', bulk: true, edits: () => edits });
    const whole = statement?.type === 'try_expression' ? statement.parent : statement;
    if (version && whole?.type === 'expression_statement' && receiver.type === 'identifier') {
      const line = `${lineEndOf(code.text)}${indentationAt(code.text, whole.start)}${receiver.text}.set_default_workflow_version("${version.text}", 1).await?;`;
      fixes.push({ title: 'Register it as version 1, and make that the default', applicability: 'unsafe', bulk: false, edits: () => [...edits, insert(whole.end, line)] });
    }
  }
  return {
    range: word.range,
    severity: 'hint',
    message: {
      what: 'This workflow has no version.',
      why: 'In Kagzi V2 several versions of a workflow run side by side, and a new one can be rolled out step by step.',
      todo: edits ? 'Register what there is as version 1.' : 'Register it with register_workflow_version(name, 1, …).await?, in a function that returns a Result.',
    },
    fixes,
  };
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
