import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describeFileError, errorCode } from '../node/fileErrors.ts';
import { StoppedError } from './environment.ts';

/** Stands in every file that `plan` writes: it tells later runs whose the file is, and keeps its old names from being findings themselves. */
const mark = 'upguide-ignore-file all: a plan of Upguide, which names what is old';

/** The mark as a comment of Markdown and HTML. */
export const planMark = `<!-- ${mark} -->`;
/** The mark in JSON, as the value of `kind`. */
export const planKind = 'upguide-plan';

/** Writes a plan into a file. Throws a `StoppedError` where something else is in its place. */
export async function writePlanFile(file: string, shown: string, text: string): Promise<void> {
  const there = await readIfThere(file, shown);
  if (there !== undefined && !isPlan(there)) throw new StoppedError(`${shown} is there already and is no plan that Upguide wrote, so it is left alone. Name another file, or move that one away.`);
  await replaceFile(file, shown, text);
}

function isPlan(text: string): boolean {
  const head = text.slice(0, 200);
  return head.includes(planMark) || new RegExp(`^\\s*\\{\\s*"version": \\d+,\\s*"kind": "${planKind}"`).test(head);
}

/** The text of a file; `undefined` when there is none. */
async function readIfThere(file: string, shown: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new StoppedError(`${shown} cannot be written: ${describeFileError(error)}.`);
  }
}

/** Gives a file of ours its text in one step: it is never there by half. */
export async function replaceFile(file: string, shown: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.upguide-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await fs.open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw new StoppedError(`${shown} could not be written: ${describeFileError(error)}. Nothing was changed.`);
  }
}
