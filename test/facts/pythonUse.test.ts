import { beforeAll, describe, expect, it } from 'vitest';
import type { ColumnFact, CommandFact, EnvironmentFact, Fact } from '../../server/src/facts/facts.ts';
import { analysePython } from '../../server/src/facts/python/analysePython.ts';
import { pythonFacts } from '../../server/src/facts/python/pythonFacts.ts';
import { emptyWorld } from '../../server/src/facts/python/summary.ts';
import { pythonStringText } from '../../server/src/facts/pythonUse/pythonStringText.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../server/src/syntax/parsedFile.ts';
import type { CodeParsers } from '../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../support/codeParsers.ts';

let parsers: CodeParsers;
beforeAll(async () => {
  parsers = await testParsers();
});

function parsed(code: string): ParsedCode {
  return parse('file:///w/app.py', code, 'python', { parsers }) as ParsedCode;
}

function factsOf(code: string): readonly Fact[] {
  const facts = pythonFacts(analysePython(parsed(code), emptyWorld, { classes: [], functions: {}, families: [] }));
  return [...facts].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** `access NAME`, with `default`, `tiers` and names beside it where there are any. */
function environment(code: string): readonly string[] {
  return factsOf(code).filter((fact): fact is EnvironmentFact => fact.kind === 'environment').map((fact) => {
    if (fact.renaming !== 'none' && fact.template === undefined) expect(code.slice(fact.range.start, fact.range.end).toUpperCase()).toBe(fact.name.toUpperCase());
    return [
      fact.access, fact.name, ...(fact.hasDefault === true ? ['default'] : []), ...(fact.hasValue === false ? ['empty'] : []), ...(fact.renaming === undefined ? [] : [fact.renaming]),
      ...(fact.fallbackOf ? [`beside ${fact.fallbackOf.join('+')}`] : []), ...(fact.copyOf === undefined ? [] : [`copy of ${fact.copyOf}`]),
    ].join(' ');
  });
}

function commands(code: string): readonly string[] {
  return factsOf(code).filter((fact): fact is CommandFact => fact.kind === 'command').map(({ words, form, quote, range }) =>
    `${words.map(({ text }) => text ?? '?').join(' ')} | ${form}${quote ?? ''} | ${code.slice(range.start, range.end)}`);
}

function columns(code: string): readonly string[] {
  return factsOf(code).filter((fact): fact is ColumnFact => fact.kind === 'column').map(({ table, column, use, range }) => {
    expect(code.slice(range.start, range.end).toLowerCase()).toBe(column);
    return `${table}.${column} ${use}`;
  });
}

describe('variables that os reads and sets', () => {
  it.each([
    ['import os\nos.environ["GL_A"]', ['read GL_A']],
    ['import os\nos.environ.get("GL_A")', ['read GL_A']],
    ['import os\nos.environ.get("GL_A", "dev")', ['read GL_A default']],
    ['import os\nos.environ.get("GL_A", None)', ['read GL_A']],
    ['import os\nos.getenv(\n    "GL_A",  # where it runs\n    default="dev",\n)', ['read GL_A default']],
    ['import os as system\nsystem.getenv(key="GL_A")', ['read GL_A']],
    ['from os import environ as e, getenv as g\ne["GL_A"]; g("GL_B")', ['read GL_A', 'read GL_B']],
    ['def f():\n    import os\n    return os.getenv(\'GL_A\')', ['read GL_A']],
    ['import os\nos.environ["GL_A"] = "x"', ['set GL_A']],
    ['import os\nos.environ["GL_A"] = ""', ['set GL_A empty']],
    ['import os\ndel os.environ["GL_A"]', ['read GL_A default']],
    ['import os\nos.environ.pop("GL_A")\nos.environ.setdefault("GL_B", "x")', ['read GL_A default', 'set GL_B']],
    ['import os\nif "GL_A" in os.environ and "GL_B" not in os.environ: pass', ['read GL_A default beside GL_B', 'read GL_B default beside GL_A']],
    ['import os\nos.environ.update({"GL_A": "x", **more}, GL_B="y")', ['set GL_A', 'set GL_B']],
    ['import os\nos.environ |= {"GL_A": "x"}', ['set GL_A']],
    ['import os\nenv = {**os.environ, "GL_A": "x"}', ['set GL_A']],
    ['import os\nenv = dict(os.environ, GL_A="x")\nenv["GL_B"] = "y"', ['set GL_A', 'set GL_B']],
    ['import os\nenv = os.environ | {"GL_A": "x"}', ['set GL_A']],
    ['import os\nenv = os.environ.copy()\nenv["GL_A"] = "x"\nprint(env.get("GL_B"))', ['set GL_A', 'read GL_B']],
    ['import subprocess\nsubprocess.run(["x"], env={"GL_A": "x"})', ['set GL_A']],
    ['import subprocess\nenv = {"GL_A": "x"}\nenv["GL_B"] = "y"\nsubprocess.run(["x"], env=env)', ['set GL_A', 'set GL_B']],
    ['from dotenv import dotenv_values, set_key\ndotenv_values(".env")["GL_A"]\nset_key(".env", "GL_B", "x")', ['read GL_A', 'set GL_B']],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });
});

describe('variables in tests', () => {
  it.each([
    ['def test_x(monkeypatch):\n    monkeypatch.setenv("GL_A", "x")\n    monkeypatch.delenv("GL_B", raising=False)', ['set GL_A', 'read GL_B default']],
    ['import os\ndef test_x(monkeypatch):\n    monkeypatch.setitem(os.environ, "GL_A", "x")', ['set GL_A']],
    ['import os\nfrom unittest import mock\nwith mock.patch.dict(os.environ, {"GL_A": "x"}, clear=True): pass', ['set GL_A']],
    ['from unittest.mock import patch\n@patch.dict("os.environ", {"GL_A": "x"}, GL_B="y")\ndef test_x(): pass', ['set GL_A', 'set GL_B']],
    ['def test_x(mocker):\n    import os\n    mocker.patch.dict(os.environ, {"GL_A": "x"})', ['set GL_A']],
    ['from click.testing import CliRunner\nCliRunner().invoke(app, ["run"], env={"GL_A": "x"})', ['set GL_A']],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });
});

describe('names behind constants and lists', () => {
  it.each([
    ['import os\nNAME = "GL_A"\ndef f():\n    return os.getenv(NAME)', ['read GL_A']],
    ['import os\nclass C:\n    NAME = "GL_A"\n    def f(self):\n        return os.environ[self.NAME] + os.environ[C.NAME]', ['read GL_A']],
    ['import os\nfor name in ["GL_A", "GL_B"]:\n    if not os.getenv(name):\n        missing.append(name)', ['read GL_A beside GL_B', 'read GL_B beside GL_A']],
    ['import os\nREQUIRED = ("GL_A",)\nmissing = [n for n in REQUIRED if n not in os.environ]', ['read GL_A default']],
    ['import os\nNAMES = [("GL_A", "what it is")]\nfor name, text in NAMES:\n    print(os.environ[name])', ['read GL_A']],
    ['import os\nNAMES = {"GL_A": 1}\nfor name, kind in NAMES.items():\n    os.getenv(name)', ['read GL_A']],
    ['import os\nfor i, name in enumerate(["GL_A"]):\n    os.getenv(name)', ['read GL_A']],
    ['import os\nout = {}\nfor name in ["GL_A"]:\n    out[name] = os.getenv(name)', ['read GL_A unsafe']],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });
});

describe('bridges between two names', () => {
  it.each([
    ['import os\nx = os.environ.get("NEW_A") or os.environ.get("OLD_A")', ['read NEW_A beside OLD_A', 'read OLD_A beside NEW_A']],
    ['import os\nx = os.getenv("NEW_A", os.getenv("OLD_A", "x"))', ['read NEW_A default beside OLD_A', 'read OLD_A default beside NEW_A']],
    ['import os\nx = os.environ["NEW_A"] if "NEW_A" in os.environ else os.environ["OLD_A"]', ['read NEW_A beside OLD_A', 'read NEW_A default beside OLD_A', 'read OLD_A beside NEW_A']],
    ['import os\nos.environ["NEW_A"] = os.environ["OLD_A"]', ['set NEW_A copy of OLD_A', 'read OLD_A beside NEW_A']],
    ['import os\nvalue = os.getenv("NEW_A")\nif not value:\n    value = os.getenv("OLD_A")', ['read NEW_A', 'read OLD_A beside NEW_A']],
    ['import os\nif os.getenv("OLD_A"):\n    warn("OLD_A is deprecated, set NEW_A")', ['read OLD_A beside NEW_A']],
    ['import os\nvalue = load(os.getenv("NEW_A"), os.getenv("OTHER_A"))', ['read NEW_A', 'read OTHER_A']],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });
});

describe('libraries that read settings', () => {
  it.each([
    ['from decouple import config\nconfig("GL_A", default="x")', ['read GL_A default']],
    ['from environs import Env\nenv = Env()\nenv.read_env("GL_X")\nenv.str("GL_A")\nenv("GL_B", "x")', ['read GL_A', 'read GL_B default']],
    ['from environs import Env\nenv = Env()\nwith env.prefixed("GL_"):\n    env.str("A")', []],
    ['from starlette.config import Config\nconfig = Config(".env")\nconfig("GL_A", cast=bool)', ['read GL_A']],
    ['import typer\ndef main(x: str = typer.Option("a", envvar="GL_A")): pass', ['read GL_A default']],
    ['import click\n@click.option("--x", envvar=["NEW_A", "OLD_A"])\ndef main(x): pass', ['read NEW_A default beside OLD_A', 'read OLD_A default beside NEW_A']],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });
});

describe('settings classes', () => {
  const v2 = 'from pydantic import Field, AliasChoices\nfrom pydantic_settings import BaseSettings, SettingsConfigDict\nclass S(BaseSettings):\n';
  it.each([
    [`${v2}    gl_env: str = "dev"`, ['read GL_ENV default unsafe']],
    [`${v2}    GL_ENV: str`, ['read GL_ENV unsafe']],
    [`${v2}    env: str = Field("dev", validation_alias="GL_ENV")`, ['read GL_ENV default']],
    [`${v2}    env: str = Field("dev", validation_alias=AliasChoices("NEW_A", "OLD_A"))`, ['read NEW_A default beside OLD_A', 'read OLD_A default beside NEW_A']],
    [`${v2}    model_config = SettingsConfigDict(env_prefix="GL_")\n    env: str = "dev"`, ['read GL_ENV default unsafe']],
    [`${v2}    model_config = SettingsConfigDict(env_prefix=PREFIX)\n    env: str = "dev"`, []],
    [`${v2}    gl_env: str = make()\n    _GL_X: int = 1\n    def GL_Y(self): pass`, ['read GL_ENV default none']],
    ['from pydantic import BaseSettings, Field\nclass S(BaseSettings):\n    gl_env: str = "dev"\n    other: str = Field("x", env="GL_B")', ['read GL_ENV default none', 'read GL_B default']],
    ['from pydantic import BaseModel\nclass S(BaseModel):\n    GL_ENV: str = "dev"', []],
    ['from dataclasses import dataclass\n@dataclass\nclass S:\n    GL_ENV: str = "dev"', []],
  ])('%s', (code, expected) => {
    expect(environment(code)).toEqual(expected);
  });

  it('says how the field takes an alias', () => {
    const edits = [`${v2}    GL_A: str = "dev"  # where\n`, `${v2}    GL_A: str = Field("dev", description="x")\n`, `${v2}    GL_A: str = Field(\n        "dev",\n    )\n`, `${v2}    GL_A: str\n`].map((code) => {
      const [fact] = factsOf(code).filter((one): one is EnvironmentFact => one.kind === 'environment');
      const { start, end } = fact?.templateRange ?? { start: 0, end: 0 };
      return (code.slice(0, start) + (fact?.template ?? '').replace('$', 'NEW_A') + code.slice(end)).slice(v2.length);
    });
    expect(edits).toEqual([
      '    GL_A: str = Field("dev", validation_alias="NEW_A")  # where\n',
      '    GL_A: str = Field("dev", description="x", validation_alias="NEW_A")\n',
      '    GL_A: str = Field(\n        "dev", validation_alias="NEW_A",\n    )\n',
      '    GL_A: str = Field(validation_alias="NEW_A")\n',
    ]);
  });
});

describe('no variables', () => {
  it.each([
    'import os\n"""GL_A and os.environ["GL_A"]"""\nprint("GL_A", "os.getenv(\'GL_A\')")',
    'import os\nconfig = {"GL_A": 1}\nconfig["GL_A"]\nconfig.get("GL_A")',
    'import os\nos.getenv(f"{prefix}_A")\nos.getenv("GL_" + name)\nos.environ.get(name)',
    'def f(os):\n    return os.getenv("GL_A")',
    'getenv("GL_A")\nenviron["GL_A"]',
    'assert "GL_A" in output',
    'import os\nenv = {"GL_A": 1}\nenv["GL_A"]',
    'import os\nNAME = "GL_A"\nNAME = "GL_B"\nos.getenv(NAME)',
    'import os\ndef f(NAME):\n    return os.getenv(NAME)\nNAME = "GL_A"',
    'import os\nos.getenv(b"GL_A")\nos.getenv("GL\\x5fA")',
  ])('%s', (code) => {
    expect(environment(code)).toEqual([]);
  });
});

describe('commands', () => {
  it.each([
    ['import subprocess\nsubprocess.run(["gl", "run", path, "--x"], check=True)', ['gl run ? --x | list" | "gl", "run", path, "--x"']],
    ['from subprocess import check_call as cc\ncc((\'gl\', \'agent\', f"{x}"))', ['gl agent ? | list" | \'gl\', \'agent\', f"{x}"']],
    ['import subprocess\nsubprocess.run(["gl", "run", *rest])', ['gl run ? | opaque | "gl", "run", *rest']],
    ['import subprocess\ncmd = ["gl", "run"]\ncmd.append("x")\nsubprocess.run(cmd)', ['gl run | opaque | "gl", "run"']],
    ['import subprocess\ncmd = ["gl", "run"]\nsubprocess.run(cmd)\nsubprocess.run(cmd)', ['gl run | list" | "gl", "run"']],
    ['import subprocess\nsubprocess.run(["gl", "run"] + rest)', ['gl run | opaque | "gl", "run"']],
    ['import subprocess\nsubprocess.run(["sudo", "gl", "run"])', ['gl run | list" | "gl", "run"']],
    ['import subprocess\nsubprocess.run("gl run x.yaml | tee log", shell=True)', ['gl run x.yaml | line | gl run x.yaml', 'tee log | line | tee log']],
    ['import os\nos.system(\'cd a && gl run x.yaml\')', ['cd a | line | cd a', 'gl run x.yaml | line | gl run x.yaml']],
    ['import os\nos.system(f"gl run {path} --json")', ['gl run ? --json | opaque | gl run {path} --json']],
    ['import os\nos.system("gl run "\n          "x.yaml --json")', ['gl run x.yaml --json | line | gl run "\n          "x.yaml --json']],
    ['import shlex\nshlex.split("gl run x")', ['gl run x | line | gl run x']],
    ['import subprocess\nsubprocess.run("gl run x".split())', ['gl run x | line | gl run x']],
    ['import asyncio\nasync def f():\n    await asyncio.create_subprocess_exec("gl", "run", x)', ['gl run ? | list" | "gl", "run", x']],
    ['import asyncio\nasync def f():\n    await asyncio.create_subprocess_shell("gl run x")', ['gl run x | line | gl run x']],
    ['from invoke import task\n@task\ndef build(c):\n    c.run("gl run x")', ['gl run x | line | gl run x']],
    ['import subprocess\ndef sh(cmd):\n    print(cmd)\n    return subprocess.run(cmd, shell=True)\nsh("gl run x")', ['gl run x | line | gl run x']],
    ['import subprocess\nclass T:\n    def run(self, args, check=True):\n        subprocess.run(args, check=check)\n    def go(self):\n        self.run(["gl", "run"])', ['gl run | list" | "gl", "run"']],
  ])('%s', (code, expected) => {
    expect(commands(code)).toEqual(expected);
  });

  it.each([
    'print("gl run x")\nlogger.info("run: gl run x")\n"""gl run x"""',
    'from typer.testing import CliRunner\nCliRunner().invoke(app, ["gl", "run"])',
    'import subprocess\nsubprocess.run(cmd)\nsubprocess.run(build("gl run"))',
    'def run(x): pass\nrun("gl run x")\nself.run("gl run x")',
    'import subprocess\ndef sh(cmd):\n    cmd = "echo " + cmd\n    subprocess.run(cmd, shell=True)\nsh("gl run x")',
    'import subprocess\ndef helper():\n    def sh(cmd):\n        subprocess.run(cmd, shell=True)\nsh("gl run x")',
  ])('nothing in %s', (code) => {
    expect(commands(code)).toEqual([]);
  });

  it('reads what the words of a command say of the environment', () => {
    expect(environment('import subprocess\nsubprocess.run(["env", "GL_A=1", "gl", "run"])\nsubprocess.run("echo $GL_B", shell=True)')).toEqual(['set GL_A', 'read GL_B']);
  });
});

describe('SQL and models', () => {
  it.each([
    ['cursor.execute("SELECT a FROM t WHERE b = %s", (1,))', ['t.a use', 't.b use']],
    ['db.execute("""\n  SELECT x.a\n  FROM t x\n""")', ['t.a use']],
    ['db.execute(text("SELECT a " "FROM t"))', ['t.a use']],
    ['db.execute(f"SELECT a FROM t WHERE b IN ({ids})")', ['t.a use', 't.b use']],
    ['db.execute(f"SELECT a FROM {table}")', []],
    ['QUERY = "SELECT a FROM t"\ndef f():\n    db.fetch(QUERY)', ['t.a use']],
    ['class R:\n    SQL = "SELECT a FROM t"\n    def f(self):\n        self.db.execute(self.SQL)', ['t.a use']],
    ['db.execute("SELECT a FROM %s" % "t")', []],
    ['db.execute("UPDATE t SET a = {}".format(1))', ['t.a use']],
    ['NOTE = "SELECT a FROM t"\nprint("SELECT a FROM t")', []],
    ['search.query("find a from t")', []],
    ['class M(Base):\n    __tablename__ = "t"\n    a = Column(String)\n    b = mapped_column("c", String)\n    d: Mapped[str]\n    note = "x"', ['t.a define', 't.c define', 't.d define']],
    ['class M(SQLModel, table=True):\n    __tablename__ = "t"\n    a: str', ['t.a define']],
    ['class M(models.Model):\n    a = models.TextField()\n    b = models.TextField(db_column="c")\n    class Meta:\n        db_table = "t"', ['t.a define', 't.c define']],
    ['t = Table("t", metadata, Column("a", String))', ['t.a define']],
    ['op.drop_column("t", "a")\nop.add_column("t", sa.Column("b", sa.Text()))\nop.alter_column("t", "c", new_column_name="d")', ['t.a drop', 't.b define', 't.c drop']],
    ['with op.batch_alter_table("t") as batch:\n    batch.drop_column("a")', ['t.a drop']],
    ['class M(Base):\n    a = Column(String)', []],
  ])('%s', (code, expected) => {
    expect(columns(code)).toEqual(expected);
  });
});

it('names imported modules with the names they are asked for; those of its own package are marked', () => {
  const code = 'import greenlang.core as c, os\nfrom greenlang.sdk import (A,\n  B)\nfrom . import x\nfrom .y import z\nfrom greenlang import *\n';
  const imports = factsOf(code).flatMap((fact) => (fact.kind === 'import' ? [fact] : []));
  expect(imports.filter(({ own }) => own !== true).map(({ module, range, names }) => `${module} ${code.slice(range.start, range.end)} ${names?.join('+') ?? 'whole'}`)).toEqual([
    'greenlang.core greenlang.core whole', 'os os whole', 'greenlang.sdk greenlang.sdk A+B', 'greenlang greenlang whole',
  ]);
  expect(imports.filter(({ own }) => own === true).map(({ range, names }) => `${code.slice(range.start, range.end)} ${names?.join('+') ?? 'whole'}`)).toEqual(['. x', '.y z']);
});

describe('string literals', () => {
  function text(code: string): { readonly text: string; readonly places: string } | undefined {
    const expression = parsed(`x = ${code}\n`).tree?.root.namedChildren[0]?.namedChildren[0]?.field('right');
    const found = pythonStringText(expression);
    return found && { text: found.text.replace(/\ue000+/g, '<?>'), places: [...found.text].map((_, i) => (found.rangeOf(i, i + 1) ? '.' : '-')).join('') };
  }

  it.each([
    ['"a b"', 'a b', '...'],
    ['"""a\n"b"""', 'a\n"b', '....'],
    ['r"a\\n"', 'a\\n', '...'],
    ['"a\\nb"', 'a\nb', '.-.'],
    ['"\\x41\\u0042\\103\\d"', 'ABC\\d', '---..'],
    ['f"a{x}b{{c"', 'a<?>b{c', '.---...'],
    ['("a"  # one\n  \'b\')', 'ab', '..'],
    ['u"é" r\'\\d\'', 'é\\d', '...'],
    ['""', '', ''],
  ])('%s', (code, expected, places) => {
    expect(text(code)?.text).toBe(expected);
    expect(text(code)?.places).toBe(places);
  });

  it('gives nothing for bytes and other expressions', () => {
    expect(text('b"a"')).toBeUndefined();
    expect(text('"a" + b')).toBeUndefined();
    expect(text('"a" b"c"')).toBeUndefined();
  });
});

it('survives broken and strange code', () => {
  for (const code of ['os.environ[', 'import os\nos.getenv(', 'import os\nos.environ["GL_A" = 1', 'class S(BaseSettings:\n  x: ', 'import subprocess\nsubprocess.run(["gl", "run"', 'x = f"{', '('.repeat(3000), '\t\r\n', 'a.' .repeat(3000)]) {
    expect(() => factsOf(code)).not.toThrow();
  }
});
