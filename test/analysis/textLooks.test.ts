import { describe, expect, it } from 'vitest';
import type { Rule, RuleContext } from '../../server/src/analysis/migration.ts';
import { mayMatter } from '../../server/src/analysis/requiredLiterals.ts';
import { factsOf } from '../../server/src/facts/factsOf.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';
import { randomOf } from '../facts/python/edits.ts';

type Text = readonly [name: string, language: ParsedFile['language'], text: string];

/** A proven project that requires the system, and of which nothing else is known. */
const project = {
  root: 'file:///', complete: true, proven: true, switchedOn: false, evidence: [],
  environment: () => [], environmentFilesBeside: () => [], endpoints: () => [], documentsBeside: () => [],
  packages: (name: string) => (name === 'greenlang' ? [{ uri: 'file:///requirements.txt', fact: { ecosystem: 'pypi' } }] : []),
};

function isFound(rule: Rule, [name, language, text]: Text): boolean {
  const file = parse(`file:///${name}`, text, language);
  return [...rule.check({ file, facts: factsOf(file), python: undefined, document: undefined, project } as unknown as RuleContext)].length > 0;
}

const random = randomOf(11);
const one = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';

const names = ['pydantic', 'Pydantic', 'greenlang', 'GreenLang', 'pydantic[email]', 'greenlang[all,dev]', 'aiohttp', 'cryptography'];
const versions = ['==0.2.0', '==1.10.2', '<2', '<=1.9', '~=1.8', '==1.*', '>=1,<2', '===1.10', '==2.5.0', '>=2', '<3,>=1', '==0.1.0rc1', '!=1.8,<2'];
const step = (script: string): string => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${script}\n`;

function* installations(count: number): Iterable<Text> {
  for (let i = 0; i < count; i++) {
    const version = one(versions);
    const wanted = `${one(names)}${one(['', '', ' '])}${version}${one(['', '', '; python_version>"3.6"'])}`;
    const word = wanted.includes('"') ? `'${wanted}'` : one([`"${wanted}"`, `'${wanted}'`, /[\s<>;]/.test(wanted) ? `"${wanted}"` : wanted]);
    const line = `${one(['pip', 'pip3', 'python -m pip', 'uv pip', 'sudo -H pip', '/v/bin/pip3.11'])} install${one([' ', ' -U ', ' \\\n  ', ' numpy ', ' --index-url https://x/y '])}${word}${one(['', ' numpy==1.0', ';', ' && x', ' | cat', ' # why'])}`;
    yield ['a.sh', 'shell', `${line}\n`];
    yield ['Dockerfile', 'dockerfile', `FROM x\nRUN ${line.replace(/ #.*/, '')}\nRUN ["pip", "install", ${JSON.stringify(wanted)}]\n`];
    yield ['a.yml', 'yaml', step(`|\n          ${line.replaceAll('\n', '\n          ')}`)];
    yield ['b.yml', 'yaml', step(JSON.stringify(`x\n${line}`))];
    yield ['c.yml', 'yaml', step(`'${line.replaceAll('\'', '\'\'').replace('\n', ' ').replace('\\', '').replace(/ #.*/, '')}'`)];
    yield ['Makefile', 'makefile', `a:\n\t@${line.replaceAll('\n', '\n\t').replace(/ #.*/, '')}\n`];
    yield ['a.bat', 'batch', `pip install "${wanted.replaceAll('"', '\'')}"\r\n`];
    yield ['a.ps1', 'powershell', `pip install '${wanted.replaceAll('\'', '"')}'\n`];
    const conda = `${one(['', '', 'conda-forge::'])}${one(['pydantic', 'greenlang', 'Pydantic'])}${one(['=1.10', ' 1.10', '=1.10=py_0', ' 1.10 py_0', '==0.2.0', ' <2', ' >=1,<2', '~=0.2.1', '', ' =0.2'])}`;
    yield ['environment.yml', 'yaml', `name: a\n${one(['dependencies:', '"dependencies" :'])}\n  - ${one([conda, `"${conda}"`, `'${conda}'`])}${one(['', ' # why'])}\n  - pip:\n    - ${one([wanted.includes('"') ? 'x' : `"${wanted}"`, 'x'])}\n`];
    yield ['my-env.yaml', 'yaml', `{name: a, dependencies: [numpy, ${conda.includes(',') ? `"${conda}"` : conda}]}\n`];
    yield ['compose.yml', 'yaml', `services:\n  a:\n    image: ${one(['', 'docker.io/'])}${one(['greenlang/greenlang', 'GreenLang/greenlang'])}:${one(['', 'v'])}${one(['0.2', '0.2.3-slim', '0.3.0', '0.1.0@sha256:aa'])}\n`];
    yield ['values.yaml', 'yaml', `image:\n  repository: greenlang/greenlang\n  pullPolicy: x\n  tag: "${one(['0.2.0', '0.3.0'])}"\n`];
  }
}

const old = ['3.8', '3.7.2', '3.8.x', '3.1', '3.11', '3.10', '3.9', '3.12.1'];

function* runtimes(count: number): Iterable<Text> {
  for (let i = 0; i < count; i++) {
    const version = one(old);
    const value = one([version, `"${version}"`, `'${version}'`, `${version} # why`]);
    const plain = version.replace('.x', '');
    yield ['a.yml', 'yaml', step('x').replace(/- run: x/, `- uses: actions/setup-python@v5\n        with:\n          python-version: ${value}`)];
    yield ['b.yml', 'yaml', step('x').replace(/- run: x/, `- uses: actions/setup-python@v5\n        with:\n          python-version: |\n            3.12\n            ${plain}\n`)];
    yield ['c.yml', 'yaml', `on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        ${one(['python', 'python-version', 'python_versions'])}: [${value.replace(/ #.*/, '')}${one([', "3.12"', ' ,3.13', ''])}]\n    steps: []\n`];
    yield ['d.yml', 'yaml', `on: push\njobs:\n  a:\n    runs-on: x\n    strategy:\n      matrix:\n        include:\n          - {os: x, python: ${value.replace(/ #.*/, '')}}\n          - v:\n            python  : ${value}\n    steps: []\n`];
    yield ['e.yml', 'yaml', `on: push\nenv:\n  PY: ${value}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - with:\n          python-version: "\${{ env.PY }}"\n`];
    yield ['.gitlab-ci.yml', 'yaml', `variables:\n  V: ${value}\na:\n  image: python:$V\n  script: x\n`];
    yield ['azure-pipelines.yml', 'yaml', `steps:\n  - task: UsePythonVersion@0\n    inputs:\n      versionSpec: ${value}\n`];
    yield ['.readthedocs.yaml', 'yaml', `build:\n  tools:\n    python: ${value}\n`];
    yield ['docker-compose.yml', 'yaml', `services:\n  a:\n    image: ${one(['', 'cimg/', 'docker.io/library/'])}python:${one(['', 'v'])}${plain}${one(['', '-slim', '-bullseye'])}\n`];
    yield ['values.yaml', 'yaml', `image:\n  tag: ${plain}${one(['', '-slim'])}\n  repository: ${one(['', 'x.y/'])}python\n`];
    yield ['environment.yml', 'yaml', `name: a\ndependencies:\n  - ${one(['', 'defaults::'])}python${one(['=', ' ', ' >=', '>=', '==', ' =', '<='])}${plain}${one(['', ',<4', '.*', '=h_0'])}\n`];
    yield ['Dockerfile', 'dockerfile', `${one(['', 'ARG V=3.12\n', `ARG V=${plain}\n`])}FROM ${one(['', '--platform=x ', '\\\n  '])}${one(['', 'docker.io/'])}python:${one([plain, `${plain}-slim`, '$V', '${V}-slim', `\${V:-${plain}}`])} AS a\n`];
    yield ['Containerfile', 'dockerfile', `ARG I=python:${plain}\nfrom $I\n`];
  }
}

const variables = ['GREENLANG_ENV', 'GREENLANG_DB_URL', 'XGREENLANG_ENV', 'GREENLANG_ENVS'];

function* assignments(count: number): Iterable<Text> {
  for (let i = 0; i < count; i++) {
    const name = one(variables);
    const use = one([`export ${name}=x`, `echo $${name}`, `echo "\${${name}:-y}"`, `docker run -e${name}=x y`, `docker run --env=${name} y`, `printenv ${name}`, `# ${name}=x`, `bash -c 'echo $${name}'`, `unset ${name}`]);
    yield ['a.sh', 'shell', `${use}\n`];
    yield ['Dockerfile', 'dockerfile', `FROM x\n${one([`ENV ${name} x`, `ENV A=b ${name}=x`, `ARG ${name}`, `RUN ${use}`, `LABEL a=$${name}`])}\n`];
    yield ['Makefile', 'makefile', `${name} ?= x\na:\n\techo $(${name})\n`];
    yield ['a.bat', 'batch', `${one([`set ${name}=x`, `set "${name}=x"`, `echo %${name}%`, `echo !${name}!`])}\r\n`];
    yield ['a.ps1', 'powershell', `${one([`$env:${name} = "x"`, `echo "\${env:${name}}"`, `[Environment]::SetEnvironmentVariable("${name}", "x")`])}\n`];
    yield ['a.yml', 'yaml', step(JSON.stringify(`x\n${use}\n\t${use}`))];
    yield ['b.yml', 'yaml', step(`|\n          ${use}`)];
    yield ['compose.yml', 'yaml', `services:\n  a:\n    image: x\n    environment:\n      ${one([`${name}: x`, `"${name}": x`, `- ${name}=x`, `- "${name}"`, `- {name: ${name}}`, `A: a\${${name}}b`])}\n`];
    yield ['pod.yaml', 'yaml', `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - env: [{name: ${name}, value: x}]\n      command: ["x", "$(${name})"]\n`];
    yield ['chart.yaml', 'template', `{{- if .x }}\nenv:\n  - name: ${name}\n    value: "{{ .Values.${name} }}"\n{{- end }}\n`];
    yield ['a.service', 'ini', `[Service]\nEnvironment=${name}=x\nExecStart=/bin/x $${name}\n`];
    yield ['README.md', 'markdown', `# x\n\n${one(['', '- '])}\`\`\`${one(['bash', 'env', 'yaml', 'dockerfile', 'ini', 'console'])}\n${one([`export ${name}=x`, `${name}=x`, `$ export ${name}=x`, `env:\n  ${name}: x`, `ENV ${name}=x`])}\n\`\`\`\n`];
  }
}

describe('a closer look at a text says no to no text in which its rule finds something', () => {
  it.each([
    ['package-raised', [...installations(300)], 12],
    ['package-required', [...installations(100)], 2],
    ['runtime-raised', [...runtimes(120)], 13],
    ['environment-renamed', [...assignments(120)], 12],
  ] as const)('%s', (id, texts, kinds) => {
    const rule = greenlang.rules.find((one) => one.id === `greenlang/${id}`) as Rule;
    const found = new Map<string, number>();
    const lost: Text[] = [];
    let refused = 0;
    for (const text of texts) {
      const matters = mayMatter(rule, text[2], text[1]);
      if (!matters) refused++;
      if (!isFound(rule, text)) continue;
      found.set(text[0], (found.get(text[0]) ?? 0) + 1);
      if (!matters) lost.push(text);
    }
    expect(lost.slice(0, 10)).toEqual([]);
    expect([...found].filter(([, count]) => count < 8)).toEqual([]);
    expect(found.size).toBe(kinds);
    expect(refused).toBeGreaterThan(texts.length / 10);
  });
});

describe('a closer look', () => {
  // What takes time with the square of the length would not end here.
  it('ends at lines of any length', () => {
    const line = 'from a import ('.repeat(150_000);
    const rule = greenlang.rules.find(({ id }) => id === 'greenlang/runtime-raised');
    expect(rule && mayMatter(rule, `3.8\n${line}`, 'dockerfile')).toBe(false);
    expect(rule && mayMatter(rule, `3.8\n${line}$x`, 'dockerfile')).toBe(true);
  });
});
