import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import { ClassView, FunctionView } from './summariseClass.ts';
import type { PythonClassSummary, PythonFunctionSummary } from './summary.ts';

/** A view with the decorated definition that it was read in: decorators are no part of the definition's own node. */
interface Kept<View> {
  readonly decorated: CodeShape | undefined;
  readonly view: View;
}

const classes = new Notes<Kept<ClassView>>();
const methods = new Notes<Kept<FunctionView>>();
const functions = new Notes<Kept<FunctionView>>();
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

function viewOf<View>(known: Notes<Kept<View>>, node: CodeNode, make: () => View): View {
  const decorated = node.parent?.type === 'decorated_definition' ? node.parent.shape : undefined;
  const kept = known.get(node);
  if (kept && kept.decorated === decorated) return kept.view;
  const view = make();
  known.set(node, { decorated, view });
  return view;
}

/** A plain summary as JSON, for comparing. */
export function textOf(plain: PythonClassSummary | PythonFunctionSummary): string {
  const text = texts.get(plain) ?? JSON.stringify(plain);
  texts.set(plain, text);
  return text;
}
