import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { watchers } from '../../server/src/lsp/watch.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { filePatterns } from '../../server/src/protocol.ts';
import { fileKind } from '../../server/src/service/fileKinds.ts';
import type { ParsedFile } from '../../server/src/syntax/parsedFile.ts';

/** Files that the server reads, by the language that it reads them as: a new language needs names here, and then patterns. */
const names: Readonly<Record<ParsedFile['language'], readonly string[]>> = {
  yaml: ['pack.yaml', 'pack.yml', 'greenlang.yaml', 'compose.yml', '.github/workflows/ci.yaml'],
  json: ['task_context.json', 'tsconfig.jsonc', 'log.jsonl', 'rows.ndjson', 'package.json'],
  dotenv: ['.env', '.env.production', 'deploy/.env.example'],
  toml: ['config.toml', 'config.production.toml', 'config-dev.toml', 'workflow-engine.toml', 'workflow-engine.local.toml', 'pyproject.toml', 'Cargo.toml', 'Pipfile'],
  python: ['app.py', 'setup.py', 'window.pyw'],
  typescript: ['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs'],
  rust: ['src/main.rs'],
  shell: ['run.sh', 'run.bash', 'run.zsh', 'run.ksh', 'run.bats', 'dev.envrc', '.envrc', '.bashrc', '.bash_profile', '.profile', '.zshrc', '.zprofile'],
  batch: ['run.bat', 'run.cmd', 'RUN.BAT', 'RUN.CMD'],
  powershell: ['run.ps1', 'run.psm1', 'RUN.PS1', 'RUN.PSM1'],
  makefile: ['Makefile', 'makefile', 'GNUmakefile', 'rules.mk'],
  dockerfile: ['Dockerfile', 'Dockerfile.dev', 'Containerfile', 'Containerfile.dev', 'api.dockerfile', 'api.Dockerfile'],
  template: ['values.tpl', 'compose.j2'],
  ini: ['tox.ini', 'setup.cfg', 'api.service', 'api.socket', 'api.timer', 'supervisord.conf'],
  sql: ['schema.sql'],
  graphql: ['schema.graphql', 'schema.graphqls', 'types.gql'],
  markdown: ['README.md', 'README.MD', 'guide.markdown', 'page.mdx'],
  requirements: ['requirements.txt', 'Requirements.txt', 'dev-requirements.in', 'requirements-dev.txt', 'constraints.txt', 'Constraints.txt', 'requirements/base.txt', 'requirements/dev.in'],
  text: ['.python-version', 'runtime.txt', '.nvmrc', '.node-version'],
};
const others = ['notes.txt', 'photo.png', 'LICENSE', 'main.go', 'book.toml', 'docs/intro.txt', '.envoy', 'Dockerfiles'];

const everything = Object.entries(names).flatMap(([language, files]) => files.map((file) => [file, language] as const));
const isSent = picomatch([...filePatterns], { dot: true });
const isWatched = picomatch(watchers.filter(({ kind }) => kind === undefined).map(({ globPattern }) => String(globPattern)), { dot: true });

describe('files that the editor sends and the server watches', () => {
  it.each(everything)('%s, which is read as %s', (file, language) => {
    expect(fileKind(file, builtInMigrations)?.language, 'the list is about what the server reads').toBe(language);
    for (const name of [file, `deep/in/the/tree/${file}`]) expect([isSent(name), isWatched(name)], name).toEqual([true, true]);
  });

  it.each(others)('not %s', (file) => {
    expect(fileKind(file, builtInMigrations)).toBeUndefined();
    expect([isSent(file), isWatched(file)]).toEqual([false, false]);
  });

  it('are watched with what settings and the baseline are in', () => {
    for (const file of ['.gitignore', 'a/.gitignore', '.upguide/config.json', '.upguide/baseline.json']) expect(isWatched(file), file).toBe(true);
  });
});
