import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, closeAll, codeAction, codeActions, diagnostic, diagnosticsOf, eventually, fileUri, filesOnDisk, changedFiles, open } from './support.ts';

describe('fixes', () => {
  let before: ReadonlyMap<string, string>;
  beforeEach(async () => { before = await filesOnDisk(); });
  afterEach(closeAll);

  it('renames a variable from the lightbulb: preferred, with its tier, and one undo takes it back', async () => {
    const { document } = await open('.env');
    const text = document.getText();
    const found = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const action = await codeAction(document.uri, found.range, /GL_ENV.*\(safe\)$/, 'quickfix');
    assert.equal(action.isPreferred, true);
    await apply(action);
    assert.equal(document.getText(), text.replace('GREENLANG_ENV', 'GL_ENV'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('fixes all of one change in a file', async () => {
    const { document } = await open('.env.production');
    const found = await diagnostic('.env.production', 'BC-007', 'GREENLANG_ENV');
    await apply(await codeAction(document.uri, found.range, /all.*BC-007/i, 'quickfix'));
    assert.match(document.getText(), /^export GL_ENV=production$/m);
    assert.match(document.getText(), /^export GL_DATABASE_URL='postgresql:\/\/greenlang@db\.example:5432\/greenlang'$/m);
    assert.doesNotMatch(document.getText(), /GREENLANG_/);
  });

  it('suppresses a finding with a comment that holds a reason', async () => {
    const { document } = await open('.env');
    const found = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const action = await codeAction(document.uri, found.range, /suppress|ignore/i, 'quickfix');
    await apply(action);
    assert.match(document.getText(), /upguide/i);
    await eventually('the finding is gone', () => !diagnosticsOf('.env').some((each) => document.getText(each.range) === 'GREENLANG_ENV'));
  });

  it('explains the change from the lightbulb', async () => {
    const { document } = await open('.env');
    const found = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const action = await codeAction(document.uri, found.range, /^Explain BC-007/, 'quickfix');
    assert.deepEqual(action.command?.arguments, ['greenlang/BC-007']);
  });

  it('applies safe fixes, and only those, on save when asked to', async () => {
    const editorSettings = vscode.workspace.getConfiguration('editor');
    await editorSettings.update('codeActionsOnSave', { 'source.fixAll.upguide': 'explicit' }, vscode.ConfigurationTarget.Global);
    try {
      const editor = await open('.env.production');
      await diagnostic('.env.production', 'BC-007', 'GREENLANG_ENV');
      // VS Code runs the actions only when there is something to save.
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# On save\n'));
      await diagnostic('.env.production', 'BC-007', 'GREENLANG_ENV');
      await editor.document.save();
      assert.match(editor.document.getText(), /^# On save\n[^]*^export GL_ENV=production$/m);
      assert.doesNotMatch(editor.document.getText(), /GL_SECRET_KEY/, 'no secret is made on save');
    } finally {
      await editorSettings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.writeFile(fileUri('.env.production'), Buffer.from(before.get('.env.production') ?? '', 'latin1'));
    }
    await eventually('the file is as before', async () => changedFiles(before, await filesOnDisk()).length === 0);
    await diagnostic('.env.production', 'BC-007', 'GREENLANG_ENV');
  });

  it('offers no fix in files that are not ours', async () => {
    const { document } = await open('tools/bundle/pack.yaml');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    assert.deepEqual((await codeActions(document.uri, all, 'quickfix')).filter(({ title }) => /\((un)?safe\)/.test(title)), []);
  });
});
