import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { useReaders } from '../../server/src/facts/python/pythonFacts.ts';
import { environmentReaders } from '../../server/src/facts/pythonUse/pythonEnvironment.ts';
import { useNames } from '../../server/src/facts/pythonUse/pythonNames.ts';
import { analyse } from './python/support.ts';

const readers = [...environmentReaders, ...useReaders];
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Python of the examples, of the guides and of all rules' pages, and the code that the tests of the readers look at. */
function* fixtures(): Iterable<string> {
  for (const folder of ['examples', 'test/migrations', 'test/guide', 'test/stubs', 'test/runs']) {
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (path.includes('node_modules')) continue;
      if (path.endsWith('.py')) yield readFileSync(join(root, folder, path), 'utf8');
      if (path.endsWith('.md')) for (const [, code = ''] of readFileSync(join(root, folder, path), 'utf8').matchAll(/```(?:python|py)[^\n]*\n([^]*?)```/g)) yield code;
    }
  }
  const own = readFileSync(join(root, 'test/facts/pythonUse.test.ts'), 'utf8');
  for (const [, code = ''] of own.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)) yield code.replaceAll('\\n', '\n').replaceAll('\\\'', '\'').replaceAll('\\\\', '\\');
}

describe('what a text must have for a reader of Python to be asked', () => {
  it('turns nothing away in which the reader finds something', () => {
    const asked = readers.map(() => ({ turnedAway: 0, finding: 0 }));
    for (const code of fixtures()) {
      const analysis = analyse(code);
      const names = useNames(analysis);
      for (const [i, { isWorthwhile, read }] of readers.entries()) {
        const found = read(names).length;
        const counts = asked[i] ?? { turnedAway: 0, finding: 0 };
        if (found > 0) counts.finding++;
        if (!isWorthwhile(analysis)) {
          counts.turnedAway++;
          expect(found, code).toBe(0);
        }
      }
    }
    for (const { turnedAway, finding } of asked) {
      expect(turnedAway).toBeGreaterThan(100);
      expect(finding).toBeGreaterThan(0);
    }
  });

  it.each([
    ['import os as o\no.getenv("A_B")'], ['from os import environ as e\nx = e["A_B"]'], ['import os\nos.putenv("A_B", "1")'], ['def test(monkeypatch):\n    monkeypatch.setenv("A_B", "1")'],
    ['import subprocess\nsubprocess.run(["x"], env ={"A_B": "1"})'], ['import subprocess\nsubprocess.run(["x"], env \\\n = {"A_B": "1"})'], ['run(extra_env # note\n = {"A_B": "1"})'],
    ['from dotenv import dotenv_values as d\nv = d()\nv["A_B"]'], ['from dotenv import set_key\nset_key(".env", "A_B", "1")'], ['box.with_env("A_B", "1")'], ['from kubernetes import client\nclient.V1EnvVar(name="A_B")'],
    ['import click\n@click.option("--x", envvar="A_B")\ndef f(x):\n    pass'], ['from decouple import config as c\nc("A_B")'], ['from pydantic import BaseSettings\nclass S(BaseSettings):\n    a_b: str = ""'],
    ['import pydantic as p\nclass S(p.BaseSettings):\n    a_b: str = ""'],
    ['from os import system as s\ns("gl run")'], ['import os\nos.execvp("gl", ["gl", "run"])'], ['import asyncio\nasyncio.create_subprocess_shell("gl run")'], ['@x.task\ndef build(c):\n    c.run("gl run")'], ['import subprocess as s\ns.run("gl run".split())'],
    ['db.execute("SELECT a FROM t")'], ['db.execute("" "select a FROM t")'], ['db.execute("\\n  -- note\\nSELECT a FROM t")'], ['db.execute("\\x20SELECT a FROM t")'], ['db.execute("""\n-- note\nSELECT a FROM t""")'], ['db.execute("-- note\\n" "DELETE FROM t WHERE a = 1")'],
    ['Table("t", m, Column("a"))'], ['class A(Base):\n    __tablename__ = "t"\n    a = Column(Integer)'],
  ])('lets a reader see %j', (code) => {
    const analysis = analyse(code);
    const names = useNames(analysis);
    const finding = readers.filter(({ read }) => read(names).length > 0);
    expect(finding).not.toEqual([]);
    for (const { isWorthwhile } of finding) expect(isWorthwhile(analysis)).toBe(true);
  });

  it('asks about settings where another module has the class that they derive from', () => {
    const analysis = analyse('from app.base import Own\nclass S(Own):\n    a_b: str = ""', { 'app/base.py': 'from pydantic import BaseSettings\nclass Own(BaseSettings):\n    pass\n' });
    const finding = readers.filter(({ read }) => read(useNames(analysis)).length > 0);
    expect(finding.length).toBe(1);
    expect(finding.every(({ isWorthwhile }) => isWorthwhile(analysis))).toBe(true);
  });
});
