import { parseArguments } from './args.ts';
import { check } from './commands/check.ts';
import { explain } from './commands/explain.ts';
import { fix } from './commands/fix.ts';
import { help } from './commands/help.ts';
import { migrations } from './commands/migrations.ts';
import { script } from './commands/script.ts';
import { version } from './commands/version.ts';
import { ConfigError } from '../node/config.ts';
import { type CliEnvironment, type Outcome, StoppedError, UsageError } from './environment.ts';

/** Runs one command line. Wrong use and wrong settings are reported here; other errors are the caller's. */
export async function runCli(words: readonly string[], environment: CliEnvironment): Promise<Outcome> {
  try {
    const args = parseArguments(words, environment.version);
    switch (args.command) {
      case 'check': return await check(args, environment);
      case 'fix': return await fix(args, environment);
      case 'migrations': return await migrations(args, environment);
      case 'explain': return explain(args, environment);
      case 'script': return await script(args, environment);
      case 'help': return help(args, environment);
      case 'version': return version(environment);
    }
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError) && !(error instanceof StoppedError)) throw error;
    environment.err(`upguide: ${error.message}\n`);
    return 'failed';
  }
}
