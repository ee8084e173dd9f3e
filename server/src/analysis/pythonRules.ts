import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { CodeNode } from '../syntax/codeTree.ts';
import { PythonImports, type WantedImport } from '../syntax/pythonImports.ts';
import { Notes } from '../text/notes.ts';
import type { Finding } from './diagnostic.ts';
import type { Rule } from './migration.ts';

/** By a file's tree; made once, because several rules ask for every finding. */
const imports = new Notes<PythonImports>();

/** The imports of an analysed file. */
export function importsOf({ whole }: PythonAnalysis): PythonImports {
  const { root } = whole;
  const known = imports.get(root) ?? new PythonImports(root, whole.file.text, (name) => whole.identifiers(name));
  imports.set(root, known);
  return known;
}

/**
 * A rule that looks at Python statement by statement: what it finds in a function or class follows from that, from values, and from what
 * `importsOf` answers. It may be asked about one statement alone, and what it found may be kept while the rest of the file changes. So
 * `python` lists a part of the file; where more must be looked at (a scope that may be the module), `covering` gives it.
 */
export function statementRule(rule: Omit<Rule, 'check' | 'byStatement' | 'languages'> & { readonly check: (python: PythonAnalysis) => Iterable<Finding> }): Rule {
  return { ...rule, languages: ['python'], byStatement: true, check: ({ python }) => (python ? rule.check(python) : []) };
}

/** All calls of an attribute of this name (`x.run(…)`), in order. */
export function callsOf(python: PythonAnalysis, attribute: string): readonly CodeNode[] {
  return (python.by('call').get(attribute) ?? []).filter((call) => call.field('function')?.type === 'attribute');
}

/** A sentence for messages, with a blank before it, when names that a fix needs mean something else in the file; nothing when they do not. */
export function takenNames(imports: PythonImports, wanted: readonly WantedImport[]): string {
  const taken = wanted.filter((one) => imports.isTaken(one));
  return taken.map(({ module, name }) => ` ${name ?? module} stands for something else in this file: import ${name === undefined ? 'it' : `that of ${module}`} under another name first.`).join('');
}

/** The class of the instance whose method a call calls, and the method's name. */
export function methodCall(python: PythonAnalysis, call: CodeNode): { readonly on: string; readonly method: string; readonly object: CodeNode } | undefined {
  const callee = call.field('function');
  const object = callee?.type === 'attribute' ? callee.field('object') : undefined;
  const method = callee?.field('attribute')?.text;
  const on = object && python.instanceOf(object);
  return object && on !== undefined && method !== undefined ? { on, method, object } : undefined;
}

/** Whether an instance of `className` is one of `base`. */
export function isA(python: PythonAnalysis, className: string | undefined, base: string): boolean {
  return className !== undefined && (className === base || python.reaches(className, base));
}

/** The function whose body an expression is run in; `undefined` at the top level, in class bodies and in a `lambda`. */
export function functionAround(node: CodeNode): CodeNode | undefined {
  const around = node.enclosing('function_definition', 'lambda', 'class_definition');
  return around?.type === 'function_definition' ? around : undefined;
}

/** Whether a function is `async def`. */
export function isAsync(definition: CodeNode): boolean {
  return definition.children[0]?.type === 'async';
}
