import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageFacts } from '../../server/src/facts/packages.ts';
import { parseRequirements } from '../../server/src/syntax/requirements.ts';
import { mutated, runs, soup } from './arbitraries.ts';

const requirementsText = [
  '# head', 'PyYAML>=6.0.1  # why', 'typer[all, x] >=0.12,<2 ; python_version < "3.13"', 'a_b.c', 'hashed==1.0 \\', '    --hash=sha256:abc \\', '    --hash=sha256:def',
  '-r base.txt', '--constraint=limits.txt', '-e ./local', '--index-url https://x/y', 'git+https://h/r.git@main#egg=From_Git', 'named @ https://h/n-1.0.whl', './wheel-1.0.whl', 'tilde~=1.4 # c',
  'exact===1.0+local', 'sub/dir-1.0.tar.gz', 'legacy (>=1.0)',
].join('\r\n');

describe('requirements.txt', () => {
  const { requirements, includes } = parseRequirements(requirementsText);

  test('names, extras and specifiers', () => {
    expect(requirements.map(({ name, extras, specifier }) => [name, extras, specifier])).toEqual([
      ['pyyaml', [], '>=6.0.1'], ['typer', ['all', 'x'], '>=0.12,<2'], ['a-b-c', [], ''], ['hashed', [], '==1.0'], ['from-git', [], ''], ['named', [], ''],
      ['tilde', [], '~=1.4'], ['exact', [], '===1.0+local'], ['legacy', [], '>=1.0'],
    ]);
  });

  test('ranges are exact', () => {
    for (const { specifier, specifierRange, range } of requirements) {
      expect(requirementsText.slice(specifierRange.start, specifierRange.end)).toBe(specifier);
      expect(requirementsText.slice(range.start, range.end)).toMatch(/^\w[^#;]*\S$/);
    }
    expect(includes.map(({ path, constraints, range }) => [path, constraints, requirementsText.slice(range.start, range.end)])).toEqual([
      ['base.txt', false, 'base.txt'], ['limits.txt', true, 'limits.txt'],
    ]);
  });
});

describe('packageFacts', () => {
  const facts = (file: string, text: string): string[] => packageFacts(file, text).map(({ ecosystem, name, specifier }) => `${ecosystem} ${name} ${specifier}`.trim());
  const pyproject = [
    '# é😀', '[project]', 'dependencies = [', '  "GreenLang[x]>=0.2,<0.3", # c', "  'plain',", ']', '[project.optional-dependencies]', 'dev = ["pytest>=7"]', '[dependency-groups]',
    'lint = ["ruff", {include-group = "dev"}]', '[tool.poetry.dependencies]', 'python = "^3.11"', 'requests = "^2.1"', 'big = { version = "~1", extras = ["y"] }', 'any = "*"', '[tool.poetry.group.dev.dependencies]',
    'black = [{ version = "1", python = "<3" }]', '[tool.other.dependencies]', 'no = "1"', '',
  ].join('\n');

  test('pyproject.toml', () => {
    expect(facts('pyproject.toml', pyproject)).toEqual([
      'pypi greenlang >=0.2,<0.3', 'pypi plain', 'pypi pytest >=7', 'pypi ruff', 'pypi requests ^2.1', 'pypi big ~1', 'pypi any', 'pypi black 1',
    ]);
    const [first, , , , requests] = packageFacts('pyproject.toml', pyproject);
    expect(pyproject.slice(first?.range.start, first?.range.end)).toBe('GreenLang[x]>=0.2,<0.3');
    expect(pyproject.slice(requests?.range.start, requests?.range.end)).toBe('requests = "^2.1"');
    expect(facts('pyproject.toml', `${pyproject}\nbroken = [`)).toEqual([]);
  });

  test.each([
    ['Pipfile', '[packages]\nGreenLang = ">=0.2"\nx = {version = "*"}\n[dev-packages]\ny = "*"\n[requires]\npython_version = "3"\n', ['pypi greenlang >=0.2', 'pypi x', 'pypi y']],
    ['setup.py', 'R = [\n "late>=1",\n]\nsetup(\n  install_requires=["a>=1", \'b\', # "no"\n   f"x{1}", "c" if X else "d<2"],\n  extras_require={"dev": ["e[f]==1"]},\n  tests_require=R, name="z")\n',
      ['pypi late >=1', 'pypi a >=1', 'pypi b', 'pypi c', 'pypi d <2', 'pypi e ==1']],
    ['setup.py', 'setup(install_requires=["a", ', []],
    ['setup.cfg', '[metadata]\nname = z\n[options]\ninstall_requires =\n    a>=1\n    # c\n    b ; python_version<"3"\npython_requires = >=3\n[options.extras_require]\ndev = c==1\n[other]\ninstall_requires = no\n',
      ['pypi a >=1', 'pypi b', 'pypi c ==1']],
    ['package.json', '{"name": "n", "dependencies": {"@kagzi/client": "^1.0.0"}, "devDependencies": {"x": "*", "y": 1}, "other": {"no": "1"}}', ['npm @kagzi/client ^1.0.0', 'npm x']],
    ['package.json', '{"dependencies": {"a": "1", ', ['npm a 1']],
    ['Cargo.toml', '[dependencies]\nkagzi_client = "0.1"\nw.workspace = true\nr = { package = "real", version = "2" }\n[target.\'cfg(unix)\'.dev-dependencies]\nt = "3"\n[workspace.dependencies]\nq = "4"\n[package]\nv = "5"\n',
      ['cargo kagzi-client 0.1', 'cargo w', 'cargo real 2', 'cargo t 3', 'cargo q 4']],
    ['requirements-dev.txt', 'a==1\n', ['pypi a ==1']], ['dev_requirements.in', 'a\n', ['pypi a']], ['notes.txt', 'a==1\n', []],
  ])('%s', (file, text, expected) => { expect(facts(file, text)).toEqual(expected); });

  test('no input throws, ranges lie in the text', () => {
    const files = ['pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg', 'package.json', 'Cargo.toml', 'requirements.txt'];
    const samples = [requirementsText, pyproject, 'setup(install_requires=["a>=1", \'b\'], extras_require={"x": ["y"]})\n', '[options]\ninstall_requires =\n  a>=1\n', '{"dependencies": {"a": "1"}}'];
    fc.assert(fc.property(fc.constantFrom(...files), fc.oneof(soup, mutated(samples)), (file, text) => {
      for (const { range } of packageFacts(file, text)) expect(range.start >= 0 && range.start < range.end && range.end <= text.length).toBe(true);
    }), runs(3_000));
  });

  test.each([
    ['pyproject.toml', `a = ${'['.repeat(10_000)}`], ['package.json', '{"a":'.repeat(10_000)], ['setup.py', 'install_requires=['.repeat(50_000)], ['setup.py', 'install_requires=X\n'.repeat(50_000)],
    ['setup.py', `install_requires=["${'a'.repeat(500_000)}`], ['requirements.txt', 'a==1\n'.repeat(100_000)], ['requirements.txt', `a${'=='.repeat(200_000)}`], ['requirements.txt', `a${'.'.repeat(200_000)}`],
    ['requirements.txt', `a==1${' '.repeat(200_000)}#`], ['requirements.txt', 'a \\\n'.repeat(100_000)], ['setup.cfg', 'a\n'.repeat(200_000)],
  ])('%s: hostile input comes back before its time is up', (file, text) => {
    packageFacts(file, text);
  });
});
