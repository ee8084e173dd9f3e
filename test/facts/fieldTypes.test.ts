import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { annotationFieldTypes, dataFieldTypes } from '../../server/src/facts/fieldTypes.ts';
import { createCodeParser } from '../../server/src/syntax/treeSitter.ts';

const require = createRequire(import.meta.url);
const parser = createCodeParser(readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')), readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));

async function annotated(code: string): Promise<Record<string, string>> {
  const tree = (await parser).parse(code);
  if (!tree) throw new Error('no tree');
  return Object.fromEntries(annotationFieldTypes(tree.root).map(({ name, type, range }) => {
    expect(code.slice(range.start, range.end)).toBe(name);
    return [name, type];
  }));
}

describe('types from annotations', () => {
  it('fields of classes and parameters of functions', async () => {
    expect(await annotated('class A(BaseModel):\n    fuel: str\n    amount: float = 0\n\ndef run(self, count: int, ok: bool = True, *args: str, **kw: int) -> float: ...\n'))
      .toEqual({ fuel: 'string', amount: 'number', count: 'integer', ok: 'boolean' });
  });

  it.each([
    ['Optional[float]', 'number'], ['float | None', 'number'], ['"float"', 'number'], ['typing.Optional[int]', 'integer'], ['list[str]', 'array'], ['Dict[str, Any]', 'object'], ['decimal.Decimal', 'number'],
  ])('%s is %s', async (annotation, type) => {
    expect(await annotated(`x: ${annotation}\n`)).toEqual({ x: type });
  });

  it.each(['Any', 'str | int', 'Union[str, int]', 'FuelType', 'Callable[[], str]', 'constructor', 'Literal["a"]'])('%s says nothing that AgentSpec has a word for', async (annotation) => {
    expect(await annotated(`x: ${annotation}\n`)).toEqual({});
  });

  it('wide characters before a name do not move its range; broken code is read as far as it goes', async () => {
    expect(await annotated('# 😀😀\nfuel: str\ndef broken(:\n')).toMatchObject({ fuel: 'string' });
  });
});

describe('types from sample data', () => {
  it('JSON and YAML, at any depth; null says nothing; a whole number may be a fraction elsewhere', () => {
    const types = (name: string, text: string): unknown => Object.fromEntries(dataFieldTypes(name, text).map(({ name: field, type }) => [field, type]));
    const expected = { input: 'object', fuel: 'string', amount: 'number', on: 'boolean', list: 'array' };
    expect(types('a.json', '{"input": {"fuel": "gas", "amount": 4, "on": true, "list": [1], "nothing": null}}')).toEqual(expected);
    expect(types('a.yaml', 'input:\n  fuel: gas\n  amount: 4.5\n  on: true\n  list: [1]\n  nothing:\n')).toEqual(expected);
  });

  it('broken YAML says nothing, broken JSON what could be read', () => {
    expect(dataFieldTypes('a.yaml', 'a: 1\nb: [')).toEqual([]);
    expect(() => dataFieldTypes('a.json', '{"a": ')).not.toThrow();
  });
});
