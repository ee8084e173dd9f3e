import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandFact, EndpointFact, Fact } from '../../../server/src/facts/facts.ts';
import type { CodeParsers } from '../../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../../support/codeParsers.ts';
import { endpointsOfPython, factsOfTypescript, type Shown } from './support.ts';

let parsers: CodeParsers;
beforeAll(async () => {
  parsers = await testParsers();
});

function facts<K extends Fact['kind']>(kind: K, text: string): readonly Shown<Extract<Fact, { kind: K }>>[] {
  return factsOfTypescript(parsers, text).filter((fact): fact is Shown<Extract<Fact, { kind: K }>> => fact.kind === kind);
}

describe('packages that TypeScript imports', () => {
  it('are named without the path in them', () => {
    const found = facts('import', `import a from 'a/part'; import '@s/b/c'; export * from "d"; const e = require('e'); const f = await import("f");
      import x from './x'; import y from 'node:fs'; require(name); import z from '@/z'; import w from '#w';`);
    expect(found.map(({ module, text }) => [module, text])).toEqual([['a', 'a/part'], ['@s/b', '@s/b/c'], ['d', 'd'], ['e', 'e'], ['f', 'f']]);
  });
});

describe('commands that TypeScript runs', () => {
  const commands = (text: string): readonly Shown<CommandFact>[] => facts('command', text);

  it('as lists', () => {
    const [command] = commands('spawn("gl", ["run", "a.yaml", \'--dry\'], { cwd });');
    expect(command).toMatchObject({ form: 'list', quote: '\'', text: '"gl", ["run", "a.yaml", \'--dry\'' });
    expect(command?.words.map(({ text }) => text)).toEqual(['gl', 'run', 'a.yaml', '--dry']);
    expect(commands('execa("poetry", ["run", "gl", "run", file])')[0]).toMatchObject({ form: 'opaque', words: [{ text: 'gl' }, { text: 'run' }, { text: undefined }] });
    expect(commands('spawn("gl", [...rest])')[0]?.form).toBe('opaque');
    expect(commands('spawn("gl", [])')[0]?.form).toBe('opaque');
    expect(commands('new Deno.Command("gl", { args: ["run"] }); Bun.spawn(["gl", "run"]);').map(({ form }) => form)).toEqual(['list', 'list']);
    expect(commands('spawn(program, ["run"]); list("gl", ["run"]);')).toEqual([]);
  });

  it.each(['execSync("gl run a.yaml")', 'child_process.exec("gl run a.yaml", done)', '$`gl run ${file}`', 'await execAsync(`gl run ${file}`)', "cp.execSync('gl run a.yaml')"])('as texts for a shell: %s', (code) => {
    const [command] = commands(code);
    expect(command?.words.slice(0, 2).map(({ text }) => text)).toEqual(['gl', 'run']);
    expect(command?.text.startsWith('gl run')).toBe(true);
  });

  it.each(['/a/.exec("gl run a.yaml")', 'pattern.exec("gl run a")', 'console.log("gl run a")', 'sql`gl run`', '"gl run a"'])('but not %s', (code) => {
    expect(commands(code)).toEqual([]);
  });

  it('ends behind what is filled in', () => {
    expect(commands('execSync(`gl run ${file.name()} | cat`)')[0]?.text).toBe('gl run ${file.name()}');
    expect(commands('execSync(`gl run ${a}`)')[0]?.text).toBe('gl run ${a}');
  });

  it('reads variables of a shell text, and keeps what is filled in apart', () => {
    expect(facts('environment', 'execSync(`gl run ${file} --env $A`)').map(({ name, text }) => [name, text])).toEqual([['A', 'A']]);
  });
});

describe('endpoints in TypeScript', () => {
  const endpoints = (text: string): readonly Shown<EndpointFact>[] => facts('endpoint', text);

  it.each([
    ['"/api/v1/a"', '/api/v1/a', ''],
    ['"http://localhost:80/api/v1/a?x=1"', '/api/v1/a', 'localhost:80'],
    ['`${base}/api/v1/a`', '/api/v1/a', ''],
    ['`https://${host}:80/api/v1/a#x`', '/api/v1/a', ''],
    ['base + "/api/v1/a"', '/api/v1/a', ''],
    ['new URL("/api/v1/a", base)', '/api/v1/a', ''],
  ])('%s is a path and a host', (expression, path, host) => {
    expect(endpoints(`send(${expression});`)).toMatchObject([{ path, host, role: 'client', text: '/api/v1/a' }]);
  });

  it.each(['"GET /api/v1/a"', '`/api/v1/${name}`', '"/api/v1/a/" + name', '"/usr/bin/env"', '"api/v1/a"', '"\\/api/v1/a"', '"//api/v1/a"'])('%s is none', (expression) => {
    expect(endpoints(`send(${expression});`)).toEqual([]);
  });

  it('knows a path that begins in a constant', () => {
    expect(endpoints('const API = "http://x/api/v1"; send(`${API}/a/b`);').at(-1)).toMatchObject({ path: '/api/v1/a/b', host: 'x', joined: true, text: '/a/b' });
  });

  it.each([
    ['app.get("/api/a", (request) => 1)', 'route', '/api/a'], ['const r = express.Router(); r.post("/api/a", handler)', 'route', '/api/a'], ['app.use("/api/a", router)', 'route', '/api/a/*'],
    ['nock(host).get("/api/a").reply(200)', 'mock', '/api/a'], ['http.get("/api/a", () => 1)', 'mock', '/api/a'], ['cy.intercept("/api/a", 1)', 'mock', '/api/a'],
    ['this.http.post("/api/a", body)', 'client', '/api/a'], ['request(app).post("/api/a")', 'client', '/api/a'],
  ] as const)('%s: %s', (code, role, path) => {
    expect(endpoints(`${code};`)).toMatchObject([{ role, path }]);
  });

  it.each([
    ['await fetch("/a/b")', []],
    ['const r = await fetch("/a/b"); if (r.ok) f(await r.json())', ['await r.json()']],
    ['const r = await fetch("/a/b"); f((await r.json()).x)', ['(await r.json())']],
    ['f((await fetch("/a/b")).json())', ['(await fetch("/a/b")).json()']],
    ['fetch("/a/b").then(r => r.json()).then(f)', ['r.json()']],
    ['let r; try { r = await fetch("/a/b"); } catch {} f(await r.json())', ['await r.json()']],
    ['const r = await fetch("/a/b"); f(await r.json() as T)', ['await r.json()']],
    ['const r = await fetch("/a/b"); f(await r.json<T>())', ['T', 'await r.json<T>()']],
    ['const r = await fetch("/a/b"); f(JSON.parse(await r.text()))', ['JSON.parse(await r.text())']],
    ['const r = await fetch("/a/b"); f((await r.json()).error)', []],
  ])('follows the answer of %s', (code, expected) => {
    const text = `async function g() { ${code}; }`;
    expect(endpoints(text)[0]?.call?.results.map(({ range }) => text.slice(range.start, range.end))).toEqual(expected);
  });

  it.each(['return fetch("/a/b")', 'const r = await fetch("/a/b"); return r', 'const r = await fetch("/a/b"); check(r)', 'fetch("/a/b", options)', 'fetch("/a/b", { ...options })', 'let r = await fetch("/a/b"); r = await other(); r.json()', 'wrapped.post("/api/b", {})'])('gives no call for %s', (code) => {
    expect(endpoints(`async function g() { ${code}; }`)).toMatchObject([{ role: 'client' }]);
    expect(endpoints(`async function g() { ${code}; }`)[0]?.call).toBeUndefined();
  });
});

describe('facts of code', () => {
  const words = ['process.env', '.X', '["X"]', 'const ', '{ A }', ' = ', 'fetch(', '"/api/v1/a"', '`${b}/api/v1/a`', ', { method: "POST", body: JSON.stringify(', '})', ')', ';', '\n', 'await ', 'r', '.json()', '.then(', 'r => ',
    'spawn("gl", [', ']', '"x"', 'requests.post(', 'f"{b}/api/v1/a"', ', json=', 'headers={"X-API-Key": k}', '@app.post(', 'with ', ' as r:', '\n    ', '"', '`', '😀', 'import x from ', '$`gl ${a}`', 'execSync("gl run $A\\n")'];

  it('never throw, and lie in the text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (parts) => {
      const text = parts.join('');
      const found = [...factsOfTypescript(parsers, text), ...factsOfTypescript(parsers, text, 'app.jsx'), ...endpointsOfPython(parsers, text)];
      for (const fact of found) {
        expect(fact.range.start).toBeLessThanOrEqual(fact.range.end);
        expect(fact.range.end).toBeLessThanOrEqual(text.length);
        if (fact.kind === 'environment') expect(fact.text).toBe(fact.name);
        if (fact.kind === 'endpoint' && fact.role !== 'route' && !fact.joined) expect(fact.text).toBe(fact.path);
      }
    }), { numRuns: 500, seed: 20_261_121 });
  });
});
