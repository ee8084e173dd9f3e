import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, diagnostic, diagnosticsOf, eventually, open, placeOf } from './support.ts';

/** Two copies of the example in one workspace. */
function folders(): readonly [vscode.Uri, vscode.Uri] {
  const [plant, second] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(plant && second);
  return [plant.uri, second.uri];
}

describe('a workspace of two folders', () => {
  afterEach(closeAll);

  it('finds what is old in both', async () => {
    for (const base of folders()) await diagnostic('.env', 'BC-007', 'GREENLANG_ENV', base);
  });

  it('takes settings for each folder', async () => {
    const [plant, second] = folders();
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV', second);
    const settings = vscode.workspace.getConfiguration('upguide', second);
    await settings.update('migrations', { greenlang: 'off' }, vscode.ConfigurationTarget.WorkspaceFolder);
    await eventually('silence in the second', () => diagnosticsOf('.env', second).length === 0 && diagnosticsOf('greenlang.yaml', second).length === 0);
    assert.ok(diagnosticsOf('.env', plant).length > 0, 'the first goes on');
    await settings.update('migrations', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV', second);
  });

  it('leaves YAML syntax to the Red Hat extension, unless that one is told to be silent', async () => {
    assert.ok(vscode.extensions.getExtension('redhat.vscode-yaml'), 'its stand-in is installed');
    const [plant] = folders();
    const editor = await open('greenlang.yaml', plant);
    await diagnostic('greenlang.yaml', 'BC-003', undefined, plant);
    await editor.edit((edit) => edit.insert(placeOf(editor.document, 'echo:'), 'echo: [\n  '));
    const syntax = (): readonly vscode.Diagnostic[] => diagnosticsOf('greenlang.yaml', plant).filter((each) => codeOf(each) === 'upguide/yaml-syntax');
    const settings = vscode.workspace.getConfiguration('yaml');
    await settings.update('validate', false, vscode.ConfigurationTarget.Global);
    await eventually('our own error', () => syntax().length > 0);
    await settings.update('validate', undefined, vscode.ConfigurationTarget.Global);
    await eventually('silence', () => syntax().length === 0);
    // A new server learns it at its start.
    await vscode.commands.executeCommand('upguide.restartServer');
    await diagnostic('greenlang.yaml', 'BC-003', undefined, plant);
    assert.deepEqual(syntax(), []);
  });

  it('forgets a folder that is taken out', async () => {
    const [, second] = folders();
    // A file that no editor has: open documents are checked wherever they are.
    const closed = 'packs/boiler-efficiency/pack.yaml';
    await eventually('findings', () => diagnosticsOf(closed, second).length > 0);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await eventually('no findings', () => diagnosticsOf(closed, second).length === 0);
  });
});
