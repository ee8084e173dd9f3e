import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const stubs = import.meta.dirname;
let found: string | undefined;

/** The Python that tests run: `$PYTHON`, `python3` or `python`, whichever is 3.9 or newer first. Throws when none is; CI has one. */
export function python(): string {
  found ??= [process.env['PYTHON'], 'python3', 'python'].find((name) => {
    if (name === undefined) return false;
    return spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], { stdio: 'ignore' }).status === 0;
  });
  if (found === undefined) throw new Error('These tests need python3, 3.9 or newer. Install it (https://www.python.org) and have it on PATH, or set PYTHON.');
  return found;
}

/** The environment in which code finds one version of the stub of GreenLang, and nothing of this machine's own. */
export function stubEnvironment(version: '0.2' | '0.3', more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = path.join(stubs, `greenlang-${version}`);
  const inherited = Object.fromEntries(['PATH', 'Path', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'HOME'].map((name) => [name, process.env[name]]));
  const searchPath = [path.join(own, 'bin'), inherited['PATH'] ?? inherited['Path'] ?? ''].join(path.delimiter);
  return {
    ...inherited,
    PATH: searchPath,
    PYTHON: python(),
    PYTHONPATH: [own, path.join(stubs, 'common')].join(path.delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    ...more,
  };
}

/** How a program ended. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(program: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  return { status, stdout: stdout.replaceAll('\r\n', '\n'), stderr: stderr.replaceAll('\r\n', '\n') };
}

/** Starts the REST API of a stub and gives its address as soon as it listens. The caller ends the process. */
export async function serveStub(version: '0.2' | '0.3'): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const server = spawn(python(), ['-m', 'greenlang.server'], { env: stubEnvironment(version), stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (data: Buffer) => { resolve(data.toString().trim()); });
    server.once('error', reject);
    server.once('exit', () => { reject(new Error('the stub server ended')); });
  });
  return { url: `http://127.0.0.1:${port}`, server };
}
