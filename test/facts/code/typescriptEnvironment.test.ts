import { beforeAll, describe, expect, it } from 'vitest';
import type { EnvironmentFact } from '../../../server/src/facts/facts.ts';
import type { CodeParsers } from '../../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { factsOfTypescript, type Shown } from './support.ts';

let parsers: CodeParsers;
beforeAll(async () => {
  parsers = await testParsers();
});

function environment(text: string, name?: string): readonly Shown<EnvironmentFact>[] {
  return factsOfTypescript(parsers, text, name).filter((fact): fact is Shown<EnvironmentFact> => fact.kind === 'environment');
}

/** `access name` of each fact, in no order that matters. */
function uses(text: string, name?: string): readonly string[] {
  return environment(text, name).map(({ access, name: variable, text: written }) => {
    expect(written).toBe(variable);
    return `${access} ${variable}`;
  }).sort();
}

describe('the environment in TypeScript', () => {
  it.each([
    'process.env.X', 'process.env["X"]', "process.env['X']", 'process.env?.X', 'process.env!.X', '(process.env as any).X', 'globalThis.process.env.X', 'process . env . X',
    'import.meta.env.X', 'Bun.env.X', 'Deno.env.get("X")', 'process.env[`X`]', 'delete process.env.X',
  ])('%s reads X', (expression) => {
    expect(uses(`f(${expression});`)).toEqual(['read X']);
  });

  it.each(['process.env.X = "a"', 'process.env["X"] ||= "a"', 'Deno.env.set("X", "a")', 'vi.stubEnv("X", "a")', 'Object.assign(process.env, { X: "a" })', 'process.env = { ...process.env, X: "a" }',
    'spawn("a", [], { env: { ...process.env, X: "1" } })', 'export default { apps: [{ env_production: { "X": 1 } }] }'])('%s sets X', (statement) => {
    expect(uses(`${statement};`)).toEqual(['set X']);
    expect(environment(`${statement};`)[0]?.hasValue).toBe(true);
  });

  it('knows an empty value', () => {
    expect(environment('process.env.X = "";')[0]?.hasValue).toBe(false);
  });

  it.each(['process.environment.X', 'my.process.env.X', 'env.X', 'process.env[x]', 'process.env[`${x}`]', '"process.env.X"', '/* process.env.X */ a', 'process.env', 'config.get("X")', 'other.env.get("X")'])('%s says nothing', (expression) => {
    expect(uses(`f(${expression});`)).toEqual([]);
  });

  it('keeps the local name when a variable is destructured', () => {
    const found = environment('const { A, B: b, C = "c", D: d = "d", ...rest } = process.env;');
    expect(found.map(({ name, template, hasDefault }) => [name, template, hasDefault])).toEqual([['A', '$: A', false], ['B', undefined, false], ['C', '$: C', true], ['D', undefined, true]]);
    expect(uses('({ A } = process.env);')).toEqual(['read A']);
    expect(uses('const { env } = process; const { A } = options;')).toEqual([]);
  });

  it('follows names that stand for the environment alone', () => {
    expect(uses('const env = process.env; env.A; const { B } = env;')).toEqual(['read A', 'read B']);
    expect(uses('function f(env: NodeJS.ProcessEnv = process.env) { return env.A; }')).toEqual(['read A']);
    expect(uses('function f(env = process.env) { return env.A; }', 'app.js')).toEqual(['read A']);
    expect(uses('import { env } from "node:process"; env.A;')).toEqual(['read A']);
    expect(uses('import { env } from "./settings"; env.A;')).toEqual([]);
    expect(uses('const env = process.env; function f(env) { return env.A; }')).toEqual([]);
  });

  it('knows what is tried first', () => {
    const bridges = (text: string) => environment(text).flatMap(({ name, fallbackOf }) => (fallbackOf ? [[name, ...fallbackOf]] : []));
    expect(bridges('f(process.env.NEW ?? process.env.OLD)')).toEqual([['OLD', 'NEW']]);
    expect(bridges('f(process.env.NEW || (process.env["MIDDLE"] || process.env.OLD) || "x")')).toEqual([['OLD', 'MIDDLE', 'NEW'], ['MIDDLE', 'NEW']]);
    expect(bridges('f(process.env.NEW ? process.env.NEW : process.env.OLD)')).toEqual([['OLD', 'NEW']]);
    expect(bridges('process.env.NEW ??= process.env.OLD')).toEqual([['OLD', 'NEW']]);
    expect(bridges('f(process.env.A, process.env.B ?? "b")')).toEqual([]);
    expect(environment('f(process.env.B ?? "b")')[0]?.hasDefault).toBe(true);
    expect(environment('process.env.NEW = process.env.OLD').find(({ access }) => access === 'set')?.copyOf).toBe('OLD');
  });

  it('finds names that are looked up through a constant or a list', () => {
    expect(uses('const NAME = "A"; process.env[NAME];')).toEqual(['read A']);
    expect(uses('for (const name of ["A", "B"]) if (!process.env[name]) throw name;')).toEqual(['read A', 'read B']);
    expect(uses('const all = ["A", "B"] as const; all.filter((name) => !process.env[name]);')).toEqual(['read A', 'read B']);
    expect(uses('let name = "A"; name = other; process.env[name];')).toEqual([]);
    expect(uses('["A"].forEach((_, name) => process.env[name]);')).toEqual([]);
  });

  it('is sure of helpers that it sees, and not of others', () => {
    expect(environment('function getEnv(key: string) { return process.env[key]; } getEnv("A");').find(({ name }) => name === 'A')?.renaming).toBeUndefined();
    expect(environment('requireEnv("A")')[0]).toMatchObject({ name: 'A', renaming: 'unsafe' });
  });

  it.each(['z.object({ A: z.string() }).parse(process.env)', 'const S = z.object({ A: z.string() }).strict(); S.safeParse(process.env);', 'cleanEnv(process.env, { A: str() })'])('takes the keys of a schema for variables: %s', (text) => {
    expect(environment(text)).toMatchObject([{ name: 'A', access: 'read', renaming: 'unsafe' }]);
  });

  it('knows declarations of types and static imports', () => {
    expect(uses('declare namespace NodeJS { interface ProcessEnv { A: string; readonly B?: string } }')).toEqual(['read A', 'read B']);
    expect(uses('interface Other { A: string }')).toEqual([]);
    expect(environment('import { A, B as b } from "$env/static/private";').map(({ name, template }) => [name, template])).toEqual([['A', '$ as A'], ['B', undefined]]);
  });

  it('reads JSX and plain JavaScript', () => {
    expect(uses('export const App = () => <p title={process.env.A}>{process.env.B}</p>;', 'app.jsx')).toEqual(['read A', 'read B']);
    expect(uses('module.exports = { a: process.env.A };', 'app.cjs')).toEqual(['read A']);
  });
});
