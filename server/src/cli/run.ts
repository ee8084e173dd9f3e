import { parseArguments } from './args.ts';
import { baseline } from './commands/baseline.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { fix } from './commands/fix.ts';
import { help } from './commands/help.ts';
import { migrations } from './commands/migrations.ts';
import { plan } from './commands/plan.ts';
import { rollback } from './commands/rollback.ts';
import { script } from './commands/script.ts';
import { test } from './commands/test.ts';
import { verify } from './commands/verify.ts';
import { version } from './commands/version.ts';
import { ConfigError } from '../node/config.ts';
import { type CliEnvironment, type Outcome, StoppedError, UsageError } from './environment.ts';
import { withOwnMigrations } from './ownMigrations.ts';
import { withProgress } from './progress.ts';
import { createRecord } from './results/resultRecord.ts';

/** Runs one command line. Wrong use and wrong settings are reported here; other errors are the caller's. */
export async function runCli(words: readonly string[], host: CliEnvironment): Promise<Outcome> {
  let print = host.err;
  try {
    const args = parseArguments(words);
    const plain = withProgress(host, args.quiet);
    print = plain.err;
    const record = createRecord(args, plain);
    const environment = withOwnMigrations(args, record === undefined ? plain : { ...plain, record, err: record.err });
    print = environment.err;
    switch (args.command) {
      case 'check': return await check(args, environment);
      case 'plan': return await plan(args, environment);
      case 'fix': return await fix(args, environment);
      case 'verify': return await verify(args, environment);
      case 'rollback': return await rollback(args, environment);
      case 'baseline': return await baseline(args, environment);
      case 'migrations': return await migrations(args, environment);
      case 'test': return await test(args, environment);
      case 'explain': return explain(args, environment);
      case 'script': return await script(args, environment);
      case 'help': return help(args, environment);
      case 'version': return version(environment);
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError) && !(error instanceof StoppedError)) throw error;
    print(`upguide: ${error.message}\n`);
    return 'failed';
  }
}
