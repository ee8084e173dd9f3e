import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Status } from '../../../server/src/protocol.ts';
import { statusText } from '../../../client/src/status.ts';
import { closeAll, diagnostic, eventually, folder, open } from './support.ts';

describe('server', () => {
  afterEach(closeAll);

  it('comes back after a restart, with the findings', async () => {
    await open('.env');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    await vscode.commands.executeCommand('upguide.restartServer');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
  });

  it('opens the guide\'s database migration and the way back as new documents', async () => {
    assert.equal(await vscode.commands.executeCommand('upguide.writeDatabaseMigration', 'sqlite'), 2);
    const texts = vscode.workspace.textDocuments.filter(({ isUntitled, languageId }) => isUntitled && languageId === 'sql').map((document) => document.getText());
    assert.equal(texts.length, 2);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /DROP COLUMN legacy_format/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows its log', async () => {
    await vscode.commands.executeCommand('upguide.showLog');
    const text = await eventually('the log', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes('Upguide'))?.getText());
    assert.doesNotMatch(text, /uncaught|unhandled|TypeError/i);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('says in the status which migration is active for a file, and why not', () => {
    const root = folder().toString();
    const status: Status = {
      scanning: false,
      migrations: [
        { id: 'greenlang', title: 'GreenLang', from: '0.2', to: '0.3', root, active: true, evidence: ['requirements.txt: greenlang==0.2.0'] },
        { id: 'other', title: 'Other', from: '1', to: '2', root: 'file:///elsewhere', active: true, evidence: [] },
      ],
      findings: { total: 3, safe: 2, unsafe: 1, manual: 0 },
      files: { scanned: 7, skipped: [] },
      interrupted: [],
    };
    assert.equal(statusText(status, `${root}/.env`).text, 'GreenLang 0.2 → 0.3');
    assert.equal(statusText(status, `${root}/.env`).detail, '3 findings: 2 safe, 1 unsafe, 0 manual');
    assert.equal(statusText({ ...status, migrations: [] }, `${root}/.env`).text, 'No migration is active');
    assert.equal(statusText({ ...status, scanning: true }, undefined).busy, true);
    assert.equal(statusText(undefined, undefined).busy, true);
  });
});
