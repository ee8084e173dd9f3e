import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Interpreter } from './interpreter.ts';
import type { PythonFunctionSummary, PythonSummary } from './summary.ts';
import { decoratorsOf, dottedText } from './syntaxTools.ts';
import type { PythonValue } from './values.ts';

/** Folders above a test that may hold a `conftest.py`. */
const maxFolders = 12;

/**
 * What pytest hands to a parameter of a test or of a fixture: what the fixture of this name gives, in the test's class, in the file, or in a
 * `conftest.py` beside it or above it.
 */
export function fixtureValue(interpreter: Interpreter, definition: CodeNode, parameter: string): PythonValue | undefined {
  const name = definition.field('name')?.text ?? '';
  if (!name.startsWith('test') && !decoratorsOf(definition).some((decorator) => isFixture(dottedText(decorator) ?? ''))) return undefined;
  if (isParametrized(definition, parameter)) return undefined;
  const { view, resolver, classes } = interpreter;
  const owner = definition.enclosing('class_definition', 'function_definition');
  const entity = owner?.type === 'class_definition' ? interpreter.classEntities.get(owner) : undefined;
  const inClass = entity && classes.method(entity, parameter);
  if (entity && inClass?.summary && inClass.owner.home && inClass.summary.decorators.some(isFixture)) {
    return name === parameter ? undefined : given(classes.call(entity, parameter), inClass.summary);
  }
  const own = name === parameter ? undefined : fixtureIn(view, parameter);
  if (own) return given(classes.callFunction({ kind: 'function', name: parameter, home: view, summary: own }), own);
  for (let dots = 1; dots <= maxFolders; dots++) {
    const home = resolver.module(`${'.'.repeat(dots)}conftest`, view.uri);
    const fixture = home && home.uri !== view.uri ? fixtureIn(home, parameter) : undefined;
    if (home && fixture) return given(classes.callFunction({ kind: 'function', name: parameter, home, summary: fixture }), fixture);
  }
  return undefined;
}

function fixtureIn({ functions }: PythonSummary, name: string): PythonFunctionSummary | undefined {
  return functions.find((one) => one.name === name && one.decorators.some(isFixture));
}

/** `fixture`, `pytest.fixture`, `pytest_asyncio.fixture`. */
function isFixture(decorator: string): boolean {
  return decorator === 'fixture' || decorator.endsWith('.fixture');
}

/** `@pytest.mark.parametrize("agent", […])` gives the parameter another value. */
function isParametrized(definition: CodeNode, parameter: string): boolean {
  const { parent } = definition;
  return parent?.type === 'decorated_definition' && parent.children.some(({ type, text }) => type === 'decorator' && text.includes('parametrize') && text.includes(parameter));
}

/** A fixture that yields, or is async, gives what comes out of it. */
function given(value: PythonValue | undefined, { yields, annotation }: PythonFunctionSummary): PythonValue | undefined {
  if (value?.kind === 'collection' && (yields || /\b(?:Async)?(?:Iterator|Generator|Iterable)\b/.test(annotation ?? ''))) return value.element;
  return value?.kind === 'awaitable' ? value.of : value;
}
