import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri } from './support.ts';

/** Runs a program that prints this, as a task of the user's with our matchers. Through when it has ended. */
async function runTask(output: string, ...matchers: readonly string[]): Promise<void> {
  const program = new vscode.ProcessExecution(process.execPath, ['-e', `process.stdout.write(${JSON.stringify(output)})`], { env: { ELECTRON_RUN_AS_NODE: '1' } });
  const task = new vscode.Task({ type: 'process' }, vscode.TaskScope.Workspace, 'print', 'upguide tests', program, [...matchers]);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent };
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve();
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
}

const problemsOf = (relative: string): readonly string[] => vscode.languages.getDiagnostics(fileUri(relative))
  .filter(({ message }) => message.startsWith('KeyError') || message.startsWith('RuntimeError'))
  .map(({ message, range, source }) => `${range.start.line} ${source ?? ''} ${message}`);

describe('problem matchers', () => {
  afterEach(async () => {
    vscode.window.terminals.forEach((terminal) => terminal.dispose());
    await closeAll();
  });

  it('show the errors of the guides in a task\'s output at their files', async () => {
    const error = 'RuntimeError: This agent requires async execution but was called synchronously';
    await runTask([
      'Traceback (most recent call last):', '  File "app/main.py", line 2, in main', '    result = agent.run(data)', '             ^^^^^^^^^^^^^^^',
      '  File "/venv/lib/python3.11/site-packages/greenlang/core/pending.py", line 28, in __getattr__', '    raise RuntimeError(text)', error,
      'KeyError: \'database.url\'', 'Config file: greenlang.yaml', '',
    ].join('\r\n'), '$upguide-python', '$upguide-python-called-marked', '$upguide-config');
    await eventually('the line that called', () => problemsOf('app/main.py').includes(`1 upguide task ${error}`), () => problemsOf('app/main.py'));
    await eventually('the configuration', () => problemsOf('greenlang.yaml').includes('0 upguide task KeyError: \'database.url\''), () => problemsOf('greenlang.yaml'));
    assert.deepEqual(problemsOf('app/main.py').length, 1);
  });
});
