import type { PythonFunctionSummary, PythonReturn } from './summary.ts';
import { parseType } from './typeText.ts';
import type { DictInPlace, PythonValue } from './values.ts';

/**
 * When a subclass overrides a method whose result a model tells (`run` of an agent), is the override believed to give the same?
 *
 * - With a return annotation: it gives what the annotation says, and that decides. `Any` decides nothing, so it is not believed.
 * - Annotated as a dict, which results were in the old version: some `return` must give a result, and none anything else (see below).
 * - Without an annotation: every `return` must be `super().m(…)`, another method of the same object that is believed, an instance of the expected
 *   class, or a dictionary with the key `success` (what agents wrote before there was a result class). One doubtful return is enough to
 *   doubt all. A body without `return` (an abstract method, one that only raises) says nothing against the model.
 * - A generator or a function behind an unknown decorator is not believed.
 *
 * What is believed although it is a dict says so (`asDict`); `name` is the method's, with its class.
 */
export function overrideGives(
  method: PythonFunctionSummary,
  name: string,
  expected: PythonValue,
  see: { readonly annotated: () => PythonValue | undefined; readonly given: (one: PythonReturn) => PythonValue | undefined; readonly agrees: (value: PythonValue) => boolean },
): PythonValue | undefined {
  if (!method.decorators.every(isTransparent)) return undefined;
  if (method.annotation !== undefined && !isDictAnnotation(method.annotation)) {
    const value = see.annotated();
    return value && see.agrees(value) ? value : undefined;
  }
  if (method.yields) return undefined;
  const returns = method.returns ?? [];
  if (method.annotation !== undefined && returns.every(({ kind }) => kind === 'none')) return undefined;
  let inherited: DictInPlace | undefined;
  const isBelieved = returns.every((one) => {
    switch (one.kind) {
      case 'none':
        return true;
      case 'dict':
        return one.keys.includes('success');
      case 'other':
        return false;
      case 'instance':
      case 'self':
      case 'super': {
        const value = see.given(one);
        const settled = value?.kind === 'awaitable' ? value.of : value;
        if (settled?.kind === 'instance') inherited ??= settled.asDict;
        return value !== undefined && see.agrees(value);
      }
    }
  });
  if (!isBelieved || expected.kind !== 'instance') return isBelieved ? expected : undefined;
  const dicts = returns.flatMap((one) => (one.kind === 'dict' ? [one] : []));
  const asDict = dicts.length > 0 ? { by: name, keys: [...new Set(dicts.flatMap(({ keys }) => keys))], isOpen: dicts.some(({ isOpen }) => isOpen) } : inherited;
  return asDict ? { ...expected, asDict } : expected;
}

/** Whether an annotation says that a dict is returned: `dict`, `Dict[str, Any]`, `typing.Mapping[str, object]`, quoted or not. */
export function isDictAnnotation(annotation: string): boolean {
  if (!/dict|mapping/i.test(annotation)) return false;
  const name = parseType(annotation)?.name ?? '';
  return dictTypes.has(name.slice(name.lastIndexOf('.') + 1));
}

const dictTypes = new Set(['dict', 'Dict', 'Mapping', 'MutableMapping']);

const transparent = new Set([
  'staticmethod', 'classmethod', 'property', 'abstractmethod', 'override', 'final', 'cache', 'lru_cache', 'cached_property', 'fixture', 'sync_only', 'overload', 'deprecated', 'wraps', 'validate_call',
]);

/** Whether a decorator is known to leave alone what the function gives. */
export function isTransparent(decorator: string): boolean {
  return transparent.has(decorator.slice(decorator.lastIndexOf('.') + 1));
}
