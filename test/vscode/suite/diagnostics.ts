import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnostic, diagnosticsOf, eventually, fileUri, open, placeOf } from './support.ts';

describe('diagnostics', () => {
  after(closeAll);

  it('shows old variables of .env, struck through, with a link to the page of the change', async () => {
    const { document } = await open('.env');
    const found = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    assert.equal(document.getText(found.range), 'GREENLANG_ENV');
    assert.deepEqual(found.tags, [vscode.DiagnosticTag.Deprecated]);
    assert.match(found.message, /GL_ENV/);
    assert.ok(typeof found.code === 'object');
    assert.match(found.code.target.toString(), /:\/\/upguide\.upguide\/explain\/greenlang\/BC-007$/);
  });

  it('shows findings of files that nobody has opened', async () => {
    const closed = 'packs/fuel-calculator/pack.yaml';
    assert.ok(!vscode.workspace.textDocuments.some(({ uri }) => uri.path.endsWith(closed)));
    await eventually('findings of a closed pack', () => diagnosticsOf(closed).length > 0);
  });

  it('finds nothing in what is new already, and in files of other products', async () => {
    await eventually('the scan', () => diagnosticsOf('packs/fuel-calculator/pack.yaml').length > 0);
    for (const name of ['packs/solar/pack.yaml', 'tools/bundle/pack.yaml']) {
      await open(name);
      assert.deepEqual(diagnosticsOf(name), [], name);
    }
  });

  it('follows typing', async () => {
    const editor = await open('.env');
    const before = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    await editor.edit((edit) => edit.replace(before.range, 'GL_ENV'));
    await eventually('the finding is gone', () => !diagnosticsOf('.env').some(({ message }) => message.includes('GREENLANG_ENV')),
      () => diagnosticsOf('.env').map(({ message }) => message));
    await vscode.commands.executeCommand('undo');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    assert.ok(!editor.document.isDirty || editor.document.getText().includes('GREENLANG_ENV'));
  });

  it('follows files that change on disk', async () => {
    const uri = fileUri('.env.local');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('GREENLANG_ENV=staging\n'));
    await eventually('a finding in the new file', () => diagnosticsOf('.env.local').length > 0);
    await vscode.workspace.fs.delete(uri);
    await eventually('no finding in the deleted file', () => diagnosticsOf('.env.local').length === 0);
  });

  it('reports broken YAML where it breaks, and a typo in a key with a fix', async () => {
    const editor = await open('greenlang.yaml');
    await editor.edit((edit) => edit.insert(placeOf(editor.document, 'echo:'), 'ehco: [\n  '));
    await eventually('an error', () => diagnosticsOf('greenlang.yaml').some(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
