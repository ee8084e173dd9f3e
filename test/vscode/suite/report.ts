import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri, folder, open, placeOf } from './support.ts';
import { extensionExports, readView } from './viewSupport.ts';

const inFront = (): string => vscode.window.activeTextEditor?.document.uri.toString() ?? '';

describe('report', () => {
  afterEach(closeAll);

  async function shown(): Promise<string> {
    await vscode.commands.executeCommand('upguide.showReport');
    const html = (await extensionExports()).report.html;
    assert.ok(html);
    return html.replaceAll('&#39;', '\'');
  }

  it('opens beside the files, with the numbers of the view, and runs no script but its own', async () => {
    const { counts } = await readView();
    const html = await shown();
    await eventually('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Upgrade Report');
    const text = html.replace(/<style[^]*?<\/style>|<script[^]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    for (const count of [counts.safe, counts.unsafe, counts.manual]) assert.match(text, new RegExp(`\\b${count}\\b`));
    assert.match(text, /GreenLang/);
    assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none';/);
    const [, nonce] = /<script nonce="([^"]+)">/.exec(html) ?? [];
    assert.ok(nonce !== undefined && nonce.length >= 22);
    assert.ok(html.includes(`script-src 'nonce-${nonce}'`));
    assert.doesNotMatch(html, /unsafe-inline|unsafe-eval|\son\w+=/);
    assert.doesNotMatch(html, /your-api-key-here/, 'no value of a secret');
  });

  it('opens a place of the page', async () => {
    const html = await shown();
    const [, uri, line] = /data-uri="([^"]+\/web\/client\.ts)" data-line="(\d+)"/.exec(html) ?? [];
    assert.ok(uri !== undefined && line !== undefined);
    const { report } = await extensionExports();
    assert.equal(await report.handle({ type: 'open', uri, line: Number(line) }), true);
    assert.equal(inFront(), fileUri('web/client.ts').toString());
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, Number(line));
  });

  it('opens nothing outside of the workspace, and does nothing that the report has no business doing', async () => {
    await shown();
    const { report } = await extensionExports();
    const before = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const root = folder().toString();
    const hostile = [
      { type: 'open', uri: 'file:///etc/passwd', line: 0 },
      { type: 'open', uri: `${root}/../../etc/passwd`, line: 0 },
      { type: 'open', uri: `${root}/%2e%2e/%2e%2e/etc/passwd`, line: 0 },
      { type: 'open', uri: `${root}-other/a`, line: 0 },
      { type: 'open', uri: 'command:workbench.action.closeAllEditors', line: 0 },
      { type: 'open', uri: 'https://example.org/', line: 0 },
      { type: 'open', uri: fileUri('.env').toString(), line: -1 },
      { type: 'run', command: 'workbench.action.closeAllEditors' },
      { type: 'save', format: '../x' },
      'open', null, 7,
    ];
    for (const posted of hostile) assert.equal(await report.handle(posted), false, JSON.stringify(posted));
    assert.deepEqual(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)), before);
    assert.equal(inFront(), '');
  });

  it('follows the files, and what is marked as done', async () => {
    const view = await readView();
    await shown();
    const { report } = await extensionExports();
    const first = report.html;
    const item = [...view.store.items()].find(({ applicability }) => applicability === 'manual');
    assert.ok(item);
    await vscode.commands.executeCommand('upguide.upgrade.markDone', `item/${item.id}`);
    const marked = await eventually('another page', () => (report.html !== first ? report.html : undefined));
    await vscode.commands.executeCommand('upguide.upgrade.markNotDone', `item/${item.id}`);
    await eventually('a page without the mark', () => report.html !== marked);

    const before = report.html;
    const document = await vscode.workspace.openTextDocument(fileUri('.env'));
    const edit = new vscode.WorkspaceEdit();
    const place = placeOf(document, 'GREENLANG_ENV=');
    edit.replace(document.uri, new vscode.Range(place, place.translate(0, 'GREENLANG_ENV'.length)), 'GL_ENV');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('upguide.showReport');
    await eventually('a page with one less', () => report.html !== before);
  });

  it('is saved as Markdown and as a page without script, with links from where it lies', async () => {
    await open('.env');
    const markdown = fileUri('docs/upgrade.md');
    const page = fileUri('upgrade.html');
    try {
      await vscode.commands.executeCommand('upguide.saveReportAsMarkdown', markdown);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(markdown));
      assert.match(text, /^# .*GreenLang/m);
      assert.match(text, /\]\(\.\.\/web\/client\.ts/);
      await vscode.commands.executeCommand('upguide.saveReportAsHtml', page);
      const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
      assert.match(html, /^<!DOCTYPE html>/);
      assert.doesNotMatch(html, /<script|data-uri/);
    } finally {
      await vscode.workspace.fs.delete(markdown);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(markdown, '..'), { recursive: true });
      await vscode.workspace.fs.delete(page);
    }
  });
});
