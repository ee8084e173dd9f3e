import readline from 'node:readline/promises';
import type { Terminal } from './environment.ts';

/** The terminal of this process. `signal`: the user asked to stop, also in the middle of a question. */
export function createTerminal(signal: AbortSignal): Terminal {
  const { stdin, stderr, env } = process;
  const drawn = stderr.isTTY && env['TERM'] !== 'dumb';
  return {
    redraws: drawn && !isSet(env['CI']),
    columns: () => stderr.columns || 80,
    ask: stdin.isTTY && stderr.isTTY ? (question) => ask(question, signal) : undefined,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}

async function ask(question: string, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  // The terminal itself edits the line: so Ctrl+C is a signal, as everywhere else in the program.
  const lines = readline.createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const closed = new Promise<undefined>((resolve) => { lines.once('close', () => { resolve(undefined); }); });
  try {
    return await Promise.race([lines.question(question, { signal }), closed]);
  } catch {
    // Stopped.
    return undefined;
  } finally {
    lines.close();
  }
}
