import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../server/src/facts/facts.ts';
import { analysePython } from '../../server/src/facts/python/analysePython.ts';
import { pythonFacts } from '../../server/src/facts/python/pythonFacts.ts';
import { emptyWorld } from '../../server/src/facts/python/summary.ts';
import { commandLiterals, environmentLiterals, fieldLiterals } from '../../server/src/facts/pythonUse/useWords.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../server/src/syntax/parsedFile.ts';
import type { CodeParsers } from '../../server/src/syntax/treeSitter.ts';
import { anyOf } from '../../server/src/text/literal.ts';
import { testParsers } from '../support/codeParsers.ts';
import { markdownCases } from '../support/markdownCases.ts';

let parsers: CodeParsers;
beforeAll(async () => {
  parsers = await testParsers();
});

function factsOf(code: string): readonly Fact[] {
  return pythonFacts(analysePython(parse('file:///w/app.py', code, 'python', { parsers }) as ParsedCode, emptyWorld, { classes: [], functions: {}, families: [] }));
}

/** What is found in a text, and that a search for the words lets the text through. */
function passes(code: string): { readonly variables: number; readonly commands: number } {
  const facts = factsOf(code);
  const variables = facts.flatMap((fact) => (fact.kind === 'environment' ? [fact.name] : []));
  const commands = facts.filter(({ kind }) => kind === 'command').length;
  for (const name of variables) expect(anyOf([...environmentLiterals, ...fieldLiterals(name), ...fieldLiterals(name.toLowerCase())]).test(code), code).toBe(true);
  if (commands > 0) expect(anyOf(commandLiterals).test(code), code).toBe(true);
  return { variables: variables.length, commands };
}

/** The pieces of code that other tests give the readers, as they stand there. */
function piecesOf(file: string): readonly string[] {
  const text = readFileSync(path.join(import.meta.dirname, file), 'utf8');
  return [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, literal = '']) => literal.replace(/\\(.)/g, (_, escaped: string) => ({ n: '\n', t: '\t' })[escaped] ?? escaped));
}

describe('the words without which readers of Python find nothing', () => {
  it('are in all code that the tests of the readers have', () => {
    const found = piecesOf('pythonUse.test.ts').map(passes);
    expect(found.filter(({ variables }) => variables > 0).length).toBeGreaterThan(40);
    expect(found.filter(({ commands }) => commands > 0).length).toBeGreaterThan(20);
  });

  it('are in all Python of the pages of rules', () => {
    const pages = path.resolve(import.meta.dirname, '../migrations');
    const texts = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
      .flatMap((name) => markdownCases(readFileSync(path.join(pages, name), 'utf8'))).flatMap(({ files }) => [...files]).flatMap(([name, text]) => (name.endsWith('.py') ? [text] : []));
    const found = texts.map(passes);
    expect(found.filter(({ variables }) => variables > 0).length).toBeGreaterThan(8);
    expect(found.filter(({ commands }) => commands > 0).length).toBeGreaterThan(2);
  });

  it.each([
    ['system \\\n (', 'import os\nos.system \\\n ("make A=1")\n'],
    ['system by another name', 'from os import system   as s\ns("make A=1")\n'],
    ['a call through a dot on another line', 'import os\n(os.\n  system("make A=1"))\n'],
    ['a task behind a blank', 'import invoke\n@\tinvoke.task\ndef f(c): c.run("make A=1")\n'],
    ['env with a comment before the sign', 'import subprocess\nsubprocess.run(["x"], env # all\n = {"A": "1"})\n'],
    ['a container of Kubernetes', 'from kubernetes.client import V1EnvVar as V\nV(name="A", value="1")\n'],
  ])('are in odd spellings: %s', (_title, code) => {
    const { variables, commands } = passes(code);
    expect(variables + commands).toBeGreaterThan(0);
  });

  it('are missing in code that only speaks of such things', () => {
    for (const code of ['# the system (a task) of this environment\n', 'def task(system): return system.tasks\n', '@tasks\ndef f(c): c.run("gl run")\n']) {
      expect(anyOf(commandLiterals).test(code), code).toBe(code.includes('system ('));
    }
    expect(anyOf(environmentLiterals).test('OPENAI_ENV = my_env = "x"\nmysetenv()\n')).toBe(false);
  });
});
