import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** One line a test, through the console: that is what leaves the extension host in every kind of VS Code. */
class Lines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { constants } = Mocha.Runner;
    runner.on(constants.EVENT_SUITE_BEGIN, (suite) => { if (!suite.root) print(suite.titlePath().join(' › ')); });
    runner.on(constants.EVENT_TEST_PASS, (test) => print(`  ✔ ${test.title} (${test.duration ?? 0} ms)`));
    runner.on(constants.EVENT_TEST_PENDING, (test) => print(`  - ${test.title} (skipped)`));
    runner.on(constants.EVENT_TEST_FAIL, (test, error: Error) => print(`  ✘ ${test.title}\n${error.stack ?? error.message}`));
  }
}

/** Marked, so that the harness tells the suite's lines from VS Code's own. */
function print(text: string): void {
  // eslint-disable-next-line no-console -- the console is the only way out of the extension host
  for (const line of text.split('\n')) console.log(`[suite] ${line}`);
}

/** The suites that belong to what is open; loaded late because Mocha's globals must be there first. */
async function load(): Promise<void> {
  if (vscode.workspace.workspaceFile !== undefined) {
    await import('./suite/folders.ts');
    return;
  }
  // In this order: the upgrade comes last, since it changes most.
  await import('./suite/activation.ts');
  await import('./suite/diagnostics.ts');
  await import('./suite/reading.ts');
  await import('./suite/fixes.ts');
  await import('./suite/code.ts');
  await import('./suite/settings.ts');
  await import('./suite/ownMigrations.ts');
  await import('./suite/server.ts');
  await import('./suite/view.ts');
  await import('./suite/route.ts');
  await import('./suite/upgrade.ts');
  await import('./suite/rollback.ts');
  await import('./suite/problemMatchers.ts');
  await import('./suite/report.ts');
  await import('./suite/baseline.ts');
  await import('./suite/nextSteps.ts');
  await import('./suite/sameBytes.ts');
  await import('./suite/large.ts');
}

/** Called by VS Code's extension host. Rejects when a test failed, which gives VS Code a non-zero exit code. */
export async function run(): Promise<void> {
  const grep = process.env['UPGUIDE_TEST_GREP'];
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, slow: 10_000, reporter: Lines, ...(grep !== undefined && { grep }) });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, 'suite', mocha);
  await load();
  const names: string[] = [];
  const { passes = 0, failures = 0 } = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error('Mocha gave no statistics'));
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test) => names.push(test.fullTitle()));
  });
  print(`${String(passes)} passed, ${String(failures)} failed`);
  const results = process.env['UPGUIDE_TEST_RESULTS'];
  if (results !== undefined) await writeFile(results, JSON.stringify({ passed: passes, failed: failures, names }));
  if (failures > 0) throw new Error(`${String(failures)} tests failed`);
}
