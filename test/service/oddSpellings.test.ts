import { describe, expect, it } from 'vitest';
import { bothRuns } from './support/plainRun.ts';

/*
 * What a plain search for words could miss: spellings that are odd but legal. Each is found by a run that looks at every file, and so must be found by
 * the run that goes by literals.
 */

const manifest = { 'requirements.txt': 'greenlang==0.2.3\n' };

/** A rule, what is odd, and the file (or the files of which the first is the one). */
type Case = readonly [rule: string, title: string, files: Readonly<Record<string, string>>];

const python = (code: string): Readonly<Record<string, string>> => ({ 'app.py': code });
const yaml = (name: string, text: string): Readonly<Record<string, string>> => ({ [name]: text });

const cases: readonly Case[] = [
  ['environment-renamed', 'os.environ by another name', python('import os\nE = os.environ\nprint(E["GREENLANG_ENV"])\n')],
  ['environment-renamed', 'environ imported by another name', python('from os import environ as e\nprint(e["GREENLANG_ENV"])\n')],
  ['environment-renamed', 'getenv on lines of its own', python('from os import (\n    path,\n    getenv as g,\n)\nprint(\n  g(\n    "GREENLANG_ENV"\n  )\n)\n')],
  ['environment-renamed', 'a line that goes on', python('import os\nx = os \\\n  .environ \\\n  ["GREENLANG_ENV"]\n')],
  ['environment-renamed', 'a name beside letters that are not ASCII', python('import os\nprint("é", os.getenv("GREENLANG_ENV"), "é")\nGREENLANG_ENVé = 1\n')],
  ['environment-renamed', 'a keyword of an update', python('import os\nos.environ.update(GREENLANG_ENV="x")\n')],
  ['environment-renamed', 'the environment of a program', python('import subprocess as s\ns.run(["x"], env  =  {"GREENLANG_ENV": "x"})\n')],
  ['environment-renamed', 'a script behind an escape', python('import os\nos.system("cd x\\tGREENLANG_ENV=1\\nGREENLANG_ENV=x gl-run")\n')],
  ['environment-renamed', 'a field of a settings class', python('from pydantic_settings import BaseSettings as B\nclass S(B):\n    greenlang_env: str = "x"\n')],
  ['environment-renamed', 'a prefix and a field', python('from pydantic_settings import BaseSettings, SettingsConfigDict\nclass S(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="GREENLANG_")\n    env: str\n')],
  ['environment-renamed', 'a field of a class whose base stands elsewhere', {
    'app.py': 'from base import Base\nclass S(Base):\n    GREENLANG_ENV: str = "x"\n',
    'base.py': 'from pydantic_settings import BaseSettings\nclass Base(BaseSettings):\n    pass\n',
  }],
  ['environment-renamed', 'such a field in lower case, its colon far behind', {
    'app.py': 'from base import Base\nclass S(Base):\n    greenlang_env   : str = "x"\n',
    'base.py': 'from pydantic_settings import BaseSettings\nclass Base(BaseSettings):\n    pass\n',
  }],
  ['environment-renamed', 'such a field by its alias', {
    'app.py': 'from base import Base\nfrom pydantic import Field\nclass S(Base):\n    where: str = Field(validation_alias="GREENLANG_ENV")\n',
    'base.py': 'from pydantic_settings import BaseSettings\nclass Base(BaseSettings):\n    pass\n',
  }],
  ['environment-renamed', 'decouple', python('from decouple import config as c\nc("GREENLANG_ENV")\n')],
  ['environment-renamed', 'an option of click', python('import click\n@click.option("--where", envvar="GREENLANG_ENV")\ndef f(where): pass\n')],
  ['environment-renamed', 'set_key of dotenv', python('from dotenv import set_key\nset_key(".env", "GREENLANG_ENV", "x")\n')],
  ['environment-renamed', 'a monkeypatch', python('def test(monkeypatch):\n    monkeypatch.setenv("GREENLANG_ENV", "x")\n')],

  ['command-renamed', 'a script behind an escape', python('import os\nos.system("cd x\\ngl agent list")\n')],
  ['command-renamed', 'a script behind an escape with a number', python('import os\nos.system("cd x\\x0agl agent list")\n')],
  ['command-renamed', 'system imported by another name', python('from os import (\n  system as s,\n)\ns("gl agent list")\n')],
  ['command-renamed', 'system with its bracket on another line', python('import os\nos.system \\\n  ("gl agent list")\n')],
  ['command-renamed', 'system on a line of its own', python('import os\n(os.\n   system("gl agent list"))\n')],
  ['command-renamed', 'popen', python('from os import popen\npopen("gl agent list")\n')],
  ['command-renamed', 'a list', python('from subprocess import run\nrun(["gl"\n, "agent", "list"])\n')],
  ['command-renamed', 'a task', python('from invoke import task\n@task\ndef f(c):\n    c.run("gl agent list")\n')],
  ['command-renamed', 'a task with arguments, blanks before it', python('import invoke\n@ invoke.task(\n  help={})\ndef f(c):\n    c.run("gl agent list")\n')],
  ['command-renamed', 'shlex', python('import shlex\nshlex.split("gl agent list")\n')],
  ['command-renamed', 'execvp', python('import os\nos.execvp("gl", ["gl", "agent", "list"])\n')],
  ['command-renamed', 'the program as a module of its package', python('import subprocess\nsubprocess.run("python -m greenlang.cli agent list", shell=True)\n')],
  ['command-renamed', 'a function that runs what it is given', python('import subprocess\ndef sh(cmd): return subprocess.run(cmd, shell=True)\nsh("gl agent list")\n')],
  ['command-renamed', 'one program in YAML, one word a line', yaml('docker-compose.yml', 'services:\n  a:\n    image: x\n    command:\n      - gl\n      - agent\n      - list\n')],
  ['command-renamed', 'quotes in YAML', yaml('docker-compose.yml', 'services:\n  a:\n    image: x\n    command: ["gl" , \'agent\' , "list"]\n')],
  ['command-renamed', 'no quotes in YAML, and many lines', yaml('docker-compose.yml', 'services:\n  a:\n    image: x\n    command: [gl,\n      agent\n      , list]\n')],
  ['command-renamed', 'command and args in YAML', yaml('pod.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: x\n      command: ["gl"]\n      args:\n      - agent # the agents\n      - list\n')],
  ['command-renamed', 'a script in YAML', yaml('.github/workflows/a.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          cd x\n          gl --verbose agent list\n')],

  ['command-renamed', 'the list of an image in a page', yaml('README.md', '# x\n\n```dockerfile\nFROM x\nCMD ["gl" , "agent", "list"]\n```\n')],
  ['command-renamed', 'a list of YAML in a page', yaml('README.md', '# x\n\n```yaml\nservices:\n  a:\n    image: x\n    command:\n      - gl\n      - \'agent\'\n      - list\n```\n')],
  ['flag-required', 'a list', python('import subprocess\nsubprocess.run(["gl", "run", "x"])\n')],
  ['flag-required', 'an escape', python('import subprocess\nsubprocess.run("true;\\tgl run x", shell=True)\n')],
  ['package-raised', 'pip in Python', python('import subprocess, sys\nsubprocess.run([sys.executable, "-m", "pip", "install", "x"])\nsubprocess.check_call("pip install \'greenlang==0.2.0\'", shell=True)\n')],
  ['package-raised', 'a setup script', { 'setup.py': 'from setuptools import setup\nNEEDED = ["greenlang==0.2.0"]\nsetup(name="x", install_requires=NEEDED)\n' }],
  ['package-required', 'a setup script', { 'setup.py': 'from setuptools import setup\nsetup(name="x", extras_require={"a": ["greenlang==0.2.0"]}, install_requires=["greenlang"])\n' }],
  ['log-text-searched', 'a search in Python', python('import os\nos.popen("grep ERROR greenlang.log")\n')],
  ['runtime-raised', 'a matrix of versions', yaml('.github/workflows/a.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        python: [3.8,"3.11"]\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version: ${{ matrix.python }}\n')],
  ['runtime-raised', 'an image', yaml('docker-compose.yml', 'services:\n  a:\n    image: "registry.example.com/python:v3.7-slim"\n')],
  ['runtime-raised', 'a version that newer ones begin with', yaml('docker-compose.yml', 'services:\n  a:\n    image: python:3.1\n')],
  ['runtime-raised', 'a conda environment', yaml('environment.yml', 'name: a\ndependencies:\n  - python >=3\n  - numpy\n')],
  ['runtime-raised', 'a conda environment with blanks', yaml('environment.yml', 'name: a\ndependencies:\n  - "conda-forge::python =3"\n  - numpy\n')],

  ['symbol-moved', 'a list on many lines', python('from greenlang.core import (  # moved\n    Other as O,\n    ExecutionContext\n        as EC,\n)\n')],
  ['symbol-moved', 'a line that goes on', python('from greenlang.core \\\n    import \\\n    ExecutionContext\n')],
  ['symbol-moved', 'one statement behind another', python('x = 1; from greenlang.core import AgentResult\n')],
  ['symbol-moved', 'a member of a module by another name', python('import greenlang.core as c\nprint(c\n  .ExecutionContext if 0 else c. \\\n  AgentStatus)\n')],
  ['symbol-moved', 'a module out of its package', python('from greenlang import core as k\nx: "k.ExecutionContext"\n')],
  ['symbol-retired', 'a member of a module', python('import greenlang.db\ngreenlang.db. \\\n  get_database()\n')],
  ['argument-missing', 'another name', python('from greenlang.core.context import ExecutionContext as É\nÉ(data={})\n')],
  ['result-arguments-old', 'one statement behind another', python('if True: from greenlang.core.types import AgentResult as R\nR(\n  success\n  =True)\n')],
  ['argument-missing', 'a bracket in a comment of the import', python('from greenlang.core.context import (\n    Other,  # (moved)\n    ExecutionContext,\n)\nExecutionContext(data={})\n')],
  ['argument-missing', 'an import that goes on in the next line', python('from greenlang.core.context import Other, \\\n    ExecutionContext as C\nC(data={})\n')],
  ['argument-missing', 'a member behind blanks', python('import greenlang.core.context as c\nc . ExecutionContext(data={})\n')],
  ['argument-missing', 'a member on the next line', python('import greenlang.core.context as c\n(c.\n   ExecutionContext)(data={})\n')],
  ['argument-missing', 'a package behind another statement', python('x = 1; import greenlang.core.context\ngreenlang.core.context.ExecutionContext(data={})\n')],
  ['argument-missing', 'all of a module behind another statement', python('if True: from greenlang.core.context import *\nExecutionContext(data={})\n')],
  ['result-arguments-old', 'a module whose name stands behind blanks', python('from greenlang . core . types import AgentResult\nAgentResult(success=True)\n')],
  ['result-arguments-old', 'words of an import on lines of their own', python('from greenlang.core.types \\\n  import AgentResult\nAgentResult(success=True)\n')],
  ['result-arguments-old', 'a form feed before the name', python('from greenlang.core.types import\f AgentResult\nAgentResult(success=True)\n')],
  ['result-arguments-old', 'a class that derives in another file', {
    'app.py': 'from results import Mine\nclass AgentResult(Mine): pass\nAgentResult(success=True)\n',
    'results.py': 'from greenlang.core.types import AgentResult\nclass Mine(AgentResult): pass\n',
  }],
  ['registration-without-metadata', 'a class imported behind another statement', python('x = 1; from greenlang.core.orchestrator import Orchestrator\nOrchestrator().register_agent("a", A())\n')],
  ['registration-without-metadata', 'a member behind blanks', python('import greenlang.core.orchestrator as m\no = m . Orchestrator()\no . register_agent("a", A())\n')],
  ['registration-without-metadata', 'an orchestrator out of another file', {
    'app.py': 'from made import runner as r\nr.register_agent("a", A())\n',
    'made.py': 'from greenlang.core.orchestrator import Orchestrator\nrunner = Orchestrator()\n',
  }],
  ['agent-results-as-dict', 'a context that is imported oddly', python('if 1: from greenlang.core.context import ExecutionContext\nc = ExecutionContext(async_mode=True)\nc.agent_results["a"]\n')],
  ['registration-without-metadata', 'a bracket on another line', python('from greenlang.core.orchestrator import Orchestrator\no = Orchestrator()\no.register_agent \\\n  ("a", A())\n')],
  ['agent-results-as-dict', 'a member on another line', python('from greenlang.core.context import ExecutionContext\nc = ExecutionContext(async_mode=True)\nc \\\n  .agent_results["a"]\n')],
  ['member-replaced', 'members that are part of longer names too', python('from greenlang.core.types import AgentResult\ndef f(r: AgentResult):\n    return r.data_source or r\\\n      .data\n')],
  ['member-replaced', 'a key', python('from greenlang.core.types import AgentResult\ndef f(r: AgentResult):\n    return r[ r"data" ], r.get(\'errors\')\n')],
  ['agent-without-metadata', 'arguments by their places, a bracket in a string', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        super().__init__(")", "A")\n')],
  ['agent-without-metadata', 'words on lines of their own', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        super(A, self) \\\n          . __init__ \\\n          (agent_id  # an id, "quoted\n           ="a", name\n           = "A")\n    def f(self): self.__init__()\n')],
  ['agent-without-metadata', 'a lambda with commas', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        super().__init__(lambda x, metadata: x, "A")\n')],
  ['agent-without-metadata', 'a string that something is put into', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        super().__init__("a", version="1", name=f"{")"}")\n')],
  ['agent-without-metadata', 'behind a comment that opens a bracket', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    "Calls __init__("\n    def __init__(self):\n        # it\'s __init__(x\n        super().__init__(agent_id="a", name="A")\n')],
  ['agent-without-metadata', 'a comment before the bracket', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        x = (super().__init__  # old\n          (agent_id="a", name="A"))\n    def f(self): self.__init__()\n')],
  ['agent-without-metadata', 'one in the arguments of another', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    def __init__(self):\n        print(self.__init__(super().__init__(agent_id="a", name="A")))\n')],
  ['run-not-awaited', 'a method on another line', python('from greenlang.agents.base import BaseAgent\nclass A(BaseAgent):\n    async def run(self, x): ...\nx = (A()\n  .run\n  (1)["a"])\n')],
  ['setting-read-by-old-key', 'other quotes', python('from greenlang.config import load_config as l\nc = l()\nc["database"].get(\n  \'url\')\n')],
  ['endpoint-moved', 'a base of its own and a query', python('import requests\nBASE = "http://localhost/api/v1/agents"\nrequests.post(f"{BASE}/register/?x=1", json={})\n')],
  ['endpoint-moved', 'a script of a page', yaml('README.md', '# x\n\n```console\n$ curl -s \\\n>   "${HOST}/api/v1/agents/register/?x=1" -d \'{}\'\n```\n')],
  ['endpoint-moved', 'a script in YAML', yaml('.github/workflows/a.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "x\\ncurl --url=http://localhost:8000/api/v1/workflows/execute"\n')],
  ['endpoint-moved', 'a common path beside one of the new version', yaml('a.sh', '#!/bin/sh\nHOST=http://localhost:8000\ncurl $HOST/api/v2/workflows/execute\nwget -q $HOST/api/v1/health\n')],
];

describe('odd spellings that literals must let through', () => {
  it.each(cases)('%s: %s', async (rule, _title, files) => {
    const [first] = Object.keys(files);
    for (const eol of ['\n', '\r\n']) {
      const written = Object.fromEntries(Object.entries({ ...manifest, ...files }).map(([name, text]) => [name, text.replaceAll('\n', eol)]));
      const { filtered, plain } = await bothRuns(written);
      expect(plain.filter((line) => line.startsWith(`${first ?? ''}:`) && line.includes(`greenlang/${rule} `)), `${JSON.stringify(eol)}: ${plain.join('\n')}`).not.toEqual([]);
      expect(filtered, JSON.stringify(eol)).toEqual(plain);
    }
  });

  it.each([
    ['Python', 'app.py', 'import os as o\nK = o.environ.get("API_KEY")\n'],
    ['a settings class', 'app.py', 'from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    api_key: str\n'],
    ['compose', 'docker-compose.yml', 'services:\n  a:\n    image: x\n    environment:\n      KEY: "x${API_KEY}_y"\n'],
    ['a script in YAML', '.github/workflows/a.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "cd x\\ndocker run -e API_KEY x; echo $API_KEY"\n'],
    ['a template', 'chart/templates/a.yaml', '{{- if .Values.x }}\nkind: Deployment\nspec:\n  containers:\n    - env:\n        - name: API_KEY\n          value: x\n{{- end }}\n'],
  ])('who reads a variable is known from %s', async (_title, name, text) => {
    const { filtered, plain } = await bothRuns({ ...manifest, '.env': 'GREENLANG_ENV=dev\nAPI_KEY=\n', [name]: text });
    expect(plain.filter((line) => line.includes('greenlang/environment-replaced') && /It is still (?:read|set) in /.test(line))).not.toEqual([]);
    expect(filtered).toEqual(plain);
  });

  it.each([
    ['a pod', 'pod.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: x\n      env:\n        - name: GL_ENV\n          value: dev\n        - name: GL_LOG_LEVEL\n          value: INFO\n'],
    ['Python', 'app.py', 'from os import environ as e\nprint(e["GL_ENV"], e["GL_LOG_LEVEL"])\n'],
    ['a script', 'run.ps1', '$env:GL_ENV = "dev"\n$env:GL_LOG_LEVEL = "INFO"\n'],
  ])('variables prove a project from %s, whatever else is in it', async (_title, name, text) => {
    const { filtered, plain } = await bothRuns({ 'service/pyproject.toml': '[project]\nname = "x"\n', [`service/${name}`]: text, 'service/list.sh': 'gl agent list\n', 'requirements.txt': 'greenlang==0.2.3\n' });
    expect(plain.filter((line) => line.startsWith('service/list.sh'))).not.toEqual([]);
    expect(filtered).toEqual(plain);
  });

  it('and longer names that have one in them let no file through', async () => {
    const { filtered, plain } = await bothRuns({ ...manifest, '.env': 'GREENLANG_ENV=dev\nAPI_KEY=\n', 'app.py': 'import os\nos.environ["OPENAI_API_KEY"]\n' });
    expect(plain.some((line) => line.includes('It is still'))).toBe(false);
    expect(filtered).toEqual(plain);
  });
});
