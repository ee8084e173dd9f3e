import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, diagnostic, eventually, open, placeOf } from './support.ts';

type Locations = readonly (vscode.Location | vscode.LocationLink)[];

function fileNames(locations: Locations): readonly string[] {
  const names = locations.map((each) => ('targetUri' in each ? each.targetUri : each.uri).path.replace(/^.*\//, ''));
  return [...new Set(names)].sort();
}

describe('reading', () => {
  afterEach(closeAll);

  it('shows on hover what the guide says, before and after', async () => {
    const { document } = await open('.env');
    const { range } = await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
    const text = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');
    assert.match(text, /BC-007/);
    assert.match(text, /GREENLANG_ENV/);
    assert.match(text, /GL_ENV/);
  });

  it('completes variable names inside ${', async () => {
    const editor = await open('greenlang.yaml');
    await diagnostic('greenlang.yaml', 'BC-007');
    const inside = placeOf(editor.document, 'GREENLANG_DB_URL');
    const labels = await eventually('completions', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, inside);
      const found = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.includes('GL_DATABASE_URL') && found;
    });
    assert.ok(labels.includes('GL_ENV'), labels.join(', '));
  });

  it('completes keys of greenlang.yaml', async () => {
    const editor = await open('greenlang.yaml');
    await editor.edit((edit) => edit.insert(placeOf(editor.document, 'level:'), '\n  '));
    const place = placeOf(editor.document, 'logging:\n', 'logging:\n  '.length);
    await eventually('the key format', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, place);
      return items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'format');
    });
  });

  it('goes from ${NAME} to the lines that set it', async () => {
    const { document } = await open('greenlang.yaml');
    await diagnostic('greenlang.yaml', 'BC-007');
    const place = placeOf(document, 'GREENLANG_DB_URL', 3);
    const found = await eventually('a definition', async () => {
      const locations = await vscode.commands.executeCommand<Locations>('vscode.executeDefinitionProvider', document.uri, place);
      return locations.length > 0 && locations;
    });
    assert.ok(fileNames(found).includes('.env'), fileNames(found).join(', '));
  });

  it('finds everything that uses a variable', async () => {
    const { document } = await open('.env');
    await diagnostic('.env', 'BC-007', 'GREENLANG_DB_URL');
    const place = placeOf(document, 'GREENLANG_DB_URL', 3);
    const found = await eventually('references', async () => {
      const locations = await vscode.commands.executeCommand<Locations>('vscode.executeReferenceProvider', document.uri, place);
      return locations.length > 2 && locations;
    });
    for (const name of ['.env', '.env.production', 'greenlang.yaml']) assert.ok(fileNames(found).includes(name), name);
  });

  it('links ${NAME} to its line', async () => {
    const { document } = await open('greenlang.yaml');
    await eventually('a link', async () => {
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 100);
      return links.some(({ range, target }) => document.getText(range).includes('GREENLANG_DB_URL') && target?.path.endsWith('.env'));
    });
  });

  it('shows the page of a change', async () => {
    assert.equal(await vscode.commands.executeCommand('upguide.explainChange', 'BC-007'), true);
    await eventually('a preview', () => vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('BC-007'))));
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('upguide-explain:/BC-007.md'));
    assert.match(page.getText(), /GL_DATABASE_URL/);
  });
});
