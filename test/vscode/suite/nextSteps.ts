import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { prepareStep } from '../../../client/src/upgrade/guideSteps.ts';
import { closeAll, closeTerminals, eventually, fileUri } from './support.ts';
import { readView } from './viewSupport.ts';

const exists = async (uri: vscode.Uri): Promise<boolean> => await vscode.workspace.fs.stat(uri).then(() => true, () => false);

describe('next steps', () => {
  afterEach(async () => {
    await closeTerminals();
    await closeAll();
  });

  it('are offered from the guides, and the one picked is prepared or marked', async () => {
    const view = await readView();
    assert.ok(view.store.migrations.some(({ followUps }) => followUps.length > 0));
    // Enter may come before the list has an entry that it could take; then nothing is picked, and the list is opened again.
    await eventually('a step that is picked', async () => {
      const picking = vscode.commands.executeCommand<boolean>('upguide.nextSteps');
      let through = false;
      void Promise.resolve(picking).finally(() => { through = true; });
      await eventually('the pick', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return through;
      });
      return await picking;
    });
    const [first] = view.store.migrations.flatMap(({ followUps }) => followUps);
    if (first?.command !== undefined) assert.ok(vscode.window.terminals.some(({ name }) => name === 'Upguide'));
    else assert.ok(view.choices.done.size > 0 || vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled));
    view.choices.markDone([...view.choices.done], false);
  });

  it('put a command into a terminal that runs it only after the Enter key', async () => {
    const made = fileUri('ran-by-enter');
    assert.equal(await prepareStep({ title: 'Verify', command: `touch '${made.fsPath}'` }), true);
    const terminal = await eventually('the terminal', () => vscode.window.terminals.find(({ name }) => name === 'Upguide'));
    await terminal.processId;
    assert.equal(await exists(made), false, 'it waits');
    // What the Enter key sends. The shell may need a moment before it listens.
    terminal.sendText('', true);
    await eventually('the command has run', () => exists(made));
    await vscode.workspace.fs.delete(made);
  });
});
