// Where the programs are that we are measured beside, and which versions they are.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The native program in a package for this machine: launchers are made by install scripts, which we do not run. */
function nativeOf(root, scope, prefix, file) {
  const folder = path.join(root, 'node_modules', scope);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(prefix)) : [];
  return names.map((name) => path.join(folder, name, file)).find((program) => existsSync(program));
}

function onPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)).find((program) => existsSync(program));
}

function versionOf(program) {
  try {
    return /\d+\.\d+[.\d]*/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0];
  } catch {
    return undefined;
  }
}

/**
 * `undefined` for what is not installed. ripgrep is no dependency of ours: it is taken from `--ripgrep FILE`, from the npm package
 * `@vscode/ripgrep` or from the PATH.
 */
export function findPeers({ root, yamlFolder, ripgrep }) {
  const astGrep = nativeOf(root, '@ast-grep', 'cli-', 'ast-grep');
  const rg = ripgrep ?? nativeOf(root, '@vscode', 'ripgrep-', 'bin/rg') ?? onPath('rg');
  const yaml = path.resolve(yamlFolder ?? root, 'node_modules/yaml-language-server');
  return {
    'ast-grep': astGrep && { program: astGrep, version: versionOf(astGrep) },
    'ripgrep': rg && { program: rg, version: versionOf(rg) },
    'yaml-language-server': existsSync(yaml) ? { program: path.join(yaml, 'bin/yaml-language-server'), version: JSON.parse(readFileSync(path.join(yaml, 'package.json'), 'utf8')).version } : undefined,
  };
}
