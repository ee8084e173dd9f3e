import fs from 'node:fs/promises';
import path from 'node:path';
import type { MigrationScript, MigrationScriptVariant } from '../../analysis/migration.ts';
import { describeFileError, errorCode } from '../../node/fileErrors.ts';
import { type Arguments, suggestion } from '../args.ts';
import { type CliEnvironment, type Outcome, StoppedError, UsageError } from '../environment.ts';
import { usageLine } from '../usage.ts';

/**
 * `upguide script ID --dialect NAME`: prints what a guide has people run themselves. Only the first script is printed, since the ones behind it take
 * it back; `--output` writes all of them. A file that is there is never written over.
 */
export async function script(args: Arguments, environment: CliEnvironment): Promise<Outcome> {
  const variant = chosenVariant(args, environment);
  if (args.output === undefined) {
    const [first, ...others] = variant.files;
    environment.out(first?.text ?? '');
    if (others.length > 0 && !args.quiet) environment.err(`upguide: --output DIR writes this script and the way back (${others.map(({ name }) => name).join(', ')}).\n`);
    return 'done';
  }
  const folder = path.resolve(environment.cwd, args.output);
  for (const { name } of variant.files) if (await exists(path.join(folder, name))) throw new StoppedError(`${path.join(args.output, name)} is there already, so nothing was written. Name another folder, or move it away.`);
  for (const { name, text } of variant.files) {
    try {
      await fs.mkdir(folder, { recursive: true });
      // Not even a file that appeared a moment ago.
      await fs.writeFile(path.join(folder, name), text, { flag: 'wx' });
    } catch (error) {
      throw new StoppedError(`${path.join(args.output, name)} could not be written: ${describeFileError(error)}.`);
    }
    environment.out(`${path.join(args.output, name)}\n`);
  }
  return 'done';
}

function chosenVariant(args: Arguments, { migrations }: CliEnvironment): MigrationScriptVariant {
  const [id = ''] = args.operands;
  const known = new Map<string, MigrationScript>(migrations.flatMap((migration) => (migration.scripts ?? []).map((one) => [`${migration.id}/${one.id}`, one] as const)));
  const found = known.get(id);
  if (!found) throw new UsageError(`There is no script ${id}.${suggestion(id, [...known.keys()])} Scripts: ${[...known.keys()].join(', ')}.\n${usageLine('script')}`);
  const names = found.variants.map((variant) => variant.id);
  if (args.dialect === undefined) throw new UsageError(`The option --dialect is missing: ${names.join(', ')}.\n${usageLine('script')}`);
  const variant = found.variants.find((one) => one.id === args.dialect);
  if (!variant) throw new UsageError(`--dialect ${args.dialect}: expected ${names.join(', ')}.${suggestion(args.dialect, names)}\n${usageLine('script')}`);
  return variant;
}

async function exists(file: string): Promise<boolean> {
  try {
    await fs.lstat(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw new StoppedError(`${file} could not be looked at: ${describeFileError(error)}.`);
  }
}
