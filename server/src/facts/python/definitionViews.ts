import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import { ClassView, FunctionView } from './summariseClass.ts';
import type { PythonClassSummary, PythonFunctionSummary } from './summary.ts';

/** A view with the decorated definition that it was read in: decorators are no part of the definition's own node. */
interface Kept<View> {
  readonly decorated: CodeShape | undefined;
  readonly view: View;
}

const classes = new WeakMap<CodeNode, Kept<ClassView>>();
const methods = new WeakMap<CodeNode, Kept<FunctionView>>();
const functions = new WeakMap<CodeNode, Kept<FunctionView>>();
const plainClasses = new WeakMap<ClassView, PythonClassSummary>();
const plainFunctions = new WeakMap<FunctionView, PythonFunctionSummary>();
const texts = new WeakMap<PythonClassSummary | PythonFunctionSummary, string>();

/** The view of a class, made once for the node and its decorators: an edit elsewhere leaves both alone. */
export function classViewOf(node: CodeNode): ClassView {
  return viewOf(classes, node, () => new ClassView(node, methodViewOf));
}

/** The view of a function of the module's top level, made once like that of a class. */
export function functionViewOf(node: CodeNode): FunctionView {
  return viewOf(functions, node, () => new FunctionView(node, false));
}

function methodViewOf(node: CodeNode): FunctionView {
  return viewOf(methods, node, () => new FunctionView(node, true));
}

function viewOf<View>(known: WeakMap<CodeNode, Kept<View>>, node: CodeNode, make: () => View): View {
  const decorated = node.parent?.type === 'decorated_definition' ? node.parent.shape : undefined;
  const kept = known.get(node);
  if (kept && kept.decorated === decorated) return kept.view;
  const view = make();
  known.set(node, { decorated, view });
  return view;
}

/** What other files see of a class; the same object for the same view. */
export function plainClass(view: ClassView): PythonClassSummary {
  const plain = plainClasses.get(view) ?? view.plain();
  plainClasses.set(view, plain);
  return plain;
}

/** What other files see of a function; the same object for the same view. */
export function plainFunction(view: FunctionView): PythonFunctionSummary {
  const plain = plainFunctions.get(view) ?? view.plain();
  plainFunctions.set(view, plain);
  return plain;
}

/** A plain summary as JSON, for comparing. */
export function textOf(plain: PythonClassSummary | PythonFunctionSummary): string {
  const text = texts.get(plain) ?? JSON.stringify(plain);
  texts.set(plain, text);
  return text;
}
