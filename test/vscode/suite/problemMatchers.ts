import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, closeTerminals, eventually, fileUri } from './support.ts';

const name = 'print what a program says';

/** Starts a program that prints this and ends when it gets a line, as a task of the user's with our matchers. */
async function startTask(output: string, ...matchers: readonly string[]): Promise<vscode.TaskExecution> {
  const code = `process.stdout.write(${JSON.stringify(output)}); process.stdin.once('data', () => process.exit());`;
  const program = new vscode.ProcessExecution(process.execPath, ['-e', code], { env: { ELECTRON_RUN_AS_NODE: '1' } });
  const task = new vscode.Task({ type: 'process' }, vscode.TaskScope.Workspace, name, 'upguide tests', program, [...matchers]);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Silent };
  return await vscode.tasks.executeTask(task);
}

/** Lets the program end. */
async function endTask(): Promise<void> {
  const terminal = await eventually('the terminal', () => vscode.window.terminals.find((each) => each.name.includes(name)), () => vscode.window.terminals.map((each) => each.name));
  terminal.sendText('');
  await eventually('the end of the task', () => vscode.tasks.taskExecutions.length === 0, () => vscode.tasks.taskExecutions.length);
}

const problemsOf = (relative: string): readonly string[] => vscode.languages.getDiagnostics(fileUri(relative))
  .filter(({ message }) => message.startsWith('KeyError') || message.startsWith('RuntimeError'))
  .map(({ message, range, source }) => `${range.start.line} ${source ?? ''} ${message}`);

describe('problem matchers', () => {
  let running: vscode.TaskExecution | undefined;
  afterEach(async () => {
    running?.terminate();
    await closeTerminals();
    await closeAll();
  });

  it('show the errors of the guides in a task\'s output at their files', async () => {
    const error = 'RuntimeError: This agent requires async execution but was called synchronously';
    running = await startTask([
      'Traceback (most recent call last):', '  File "app/main.py", line 2, in main', '    result = agent.run(data)', '             ^^^^^^^^^^^^^^^',
      '  File "/venv/lib/python3.11/site-packages/greenlang/core/pending.py", line 28, in __getattr__', '    raise RuntimeError(text)', error,
      'KeyError: \'database.url\'', 'Config file: greenlang.yaml', '',
    ].join('\r\n'), '$upguide-python', '$upguide-python-called-marked', '$upguide-config');
    // VS Code shows the problems of a file when those of another one follow, and at the end. What has not been read yet at the end is lost.
    await eventually('the line that called', () => problemsOf('app/main.py').includes(`1 upguide task ${error}`), () => problemsOf('app/main.py'));
    await endTask();
    await eventually('the configuration', () => problemsOf('greenlang.yaml').includes('0 upguide task KeyError: \'database.url\''), () => problemsOf('greenlang.yaml'));
    assert.deepEqual(problemsOf('app/main.py').length, 1);
  });
});
