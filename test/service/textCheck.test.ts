import { expect, test } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createGrammarLoader } from '../../server/src/node/grammars.ts';
import { createTextCheck } from '../../server/src/service/textCheck.ts';

const warnings: string[] = [];
const logger = { info: () => undefined, warn: (message: string) => { warnings.push(message); }, error: (message: string) => { warnings.push(message); } };
const check = createTextCheck({ migrations: builtInMigrations, grammars: createGrammarLoader(), logger });
const kinds = async (name: string, text: string) => (await check(`file:///w/${name}`, text)).map(({ kind, line }) => `${kind} ${line}`);

test.each([
  ['a.py', 'def f(:\n    pass\n', 'def f():\n    pass\n'],
  ['a.ts', 'const x: = ;\n', 'const x = 1;\n'],
  ['a.yaml', 'a: [1\n', 'a: [1]\n'],
  ['package.json', '{ "a": }\n', '{ "a": 1 }\n'],
  ['pyproject.toml', 'a = = 1\n', 'a = 1\n'],
])('%s parses or does not', async (name, bad, good) => {
  expect((await check(`file:///w/${name}`, bad)).map(({ kind }) => kind)).toContain('syntax');
  expect(await check(`file:///w/${name}`, good)).toEqual([]);
});

test('documents of a system are validated by the schema of their own version', async () => {
  const pack = 'spec_version: "2.0"\nagent:\n  name: 7\n';
  expect(await kinds('pack.yaml', pack)).toContain('schema 2');
  expect((await check('file:///w/pack.yaml', pack)).every(({ message }) => message !== '')).toBe(true);
  // The same text under another name is nobody's.
  expect(await kinds('other.yaml', pack)).toEqual([]);
});

test('what does not parse is not validated, and templates and unknown files are left alone', async () => {
  expect(new Set((await check('file:///w/pack.yaml', 'spec_version: "2.0"\nagent: [\n')).map(({ kind }) => kind))).toEqual(new Set(['syntax']));
  expect(await kinds('chart/values.yaml', '{{- if .Values.x }}\na: {{ .Values.y }}: b\n{{- end }}\n')).toEqual([]);
  expect(await kinds('picture.png', '\u0000')).toEqual([]);
});

test('a grammar that is not there is told of once, and nothing is wrong then', async () => {
  const said: string[] = [];
  const grammars = { load: () => Promise.reject(new Error('gone')), engine: () => Promise.reject(new Error('gone')) };
  const without = createTextCheck({ migrations: builtInMigrations, grammars, logger: { ...logger, warn: (message) => { said.push(message); } } });
  expect(await without('file:///w/a.py', 'def f(:\n')).toEqual([]);
  expect(await without('file:///w/b.py', 'def f(:\n')).toEqual([]);
  expect(said).toHaveLength(1);
  expect(warnings).toEqual([]);
});
