import { takenNames } from '../../../../analysis/pythonRules.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import type { ImportPlan, PythonImports, WantedImport } from '../../../../syntax/pythonImports.ts';
import { agentResult, agentStatus } from '../../pythonNames.ts';

/** The old names of a result's parts, and what takes their place. `error` is a text where `error_details` is a dict. */
export const newParts: ReadonlyMap<string, 'status' | 'output' | 'error_details' | 'metadata'> = new Map([
  ['success', 'status'], ['data', 'output'], ['errors', 'error_details'], ['error', 'error_details'], ['metadata', 'metadata'],
]);

/** Plans the imports of `AgentStatus` and, when it is asked for, `AgentResult`, in this order. */
export function planResultImports(imports: PythonImports, user: CodeNode, names: readonly ('AgentStatus' | 'AgentResult')[]): ImportPlan | undefined {
  return imports.plan(wantedNames(names), user);
}

/** What a message adds when one of these names means something else in the file. */
export function takenResultNames(imports: PythonImports, names: readonly ('AgentStatus' | 'AgentResult')[]): string {
  return takenNames(imports, wantedNames(names));
}

function wantedNames(names: readonly ('AgentStatus' | 'AgentResult')[]): readonly WantedImport[] {
  const module = { AgentStatus: moduleOf(agentStatus), AgentResult: moduleOf(agentResult) };
  return names.map((name) => ({ module: module[name], name }));
}

/** The module of a qualified name. */
export function moduleOf(qualified: string): string {
  return qualified.slice(0, qualified.lastIndexOf('.'));
}

/** The status that a value of `success` stands for, as code. `status` is the local name of `AgentStatus`. */
export function statusOf(value: CodeNode, status: string): string {
  if (value.type === 'true') return `${status}.SUCCESS`;
  if (value.type === 'false') return `${status}.FAILURE`;
  const bracketed = value.type === 'conditional_expression' || value.type === 'lambda' || value.type === 'named_expression';
  return `${status}.SUCCESS if ${bracketed ? `(${value.text})` : value.text} else ${status}.FAILURE`;
}
