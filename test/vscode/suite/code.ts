import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { apply, closeAll, codeAction, codeOf, diagnostic, diagnosticsOf, eventually, open, placeOf } from './support.ts';

/** How often a line is in a document. */
function linesLike(document: vscode.TextDocument, line: string): number {
  return document.getText().split(/\r?\n/).filter((each) => each === line).length;
}

async function fix(document: vscode.TextDocument, code: string, on: string, title: RegExp): Promise<void> {
  const name = vscode.workspace.asRelativePath(document.uri);
  const { range } = await diagnostic(name, code, on);
  await apply(await codeAction(document.uri, range, title, 'quickfix'));
}

describe('code', () => {
  afterEach(closeAll);

  it('marks what is old in a Python agent, struck through, with the page of the change', async () => {
    const { document } = await open('agents/fuel.py');
    const found = await diagnostic('agents/fuel.py', 'BC-009', '"success": False');
    assert.deepEqual(found.tags, [vscode.DiagnosticTag.Deprecated]);
    assert.match(found.message, /AgentResult/);
    assert.ok(typeof found.code === 'object');
    assert.match(found.code.target.toString(), /explain\/greenlang\/BC-009$/);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, found.range.start);
    const text = hover?.contents.map((each) => (typeof each === 'string' ? each : each.value)).join('\n') ?? '';
    assert.match(text, /BC-009/);
    assert.match(text, /AgentStatus\.SUCCESS/);
    // What only looks like it: a function of the project's own, in the same form.
    const own = (await open('agents/site.py')).document;
    await diagnostic('agents/site.py', 'BC-006');
    assert.deepEqual(diagnosticsOf('agents/site.py').filter((each) => own.getText(each.range).includes('success')), []);
  });

  it('converts one use of a result, and imports what it needs once', async () => {
    const { document } = await open('app/main.py');
    const needed = 'from greenlang.core.types import AgentStatus';
    assert.equal(linesLike(document, needed), 0);
    await fix(document, 'BC-009', 'success', /AgentStatus\.SUCCESS \(safe\)$/);
    assert.match(document.getText(), /^ {4}if result\.status != AgentStatus\.SUCCESS:$/m);
    assert.equal(linesLike(document, needed), 1);
    // The other uses of the same result are as they were.
    assert.match(document.getText(), /result\["errors"\]/);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(placeOf(document, '    fuel = '), '    assert result["success"]\n'));
    await fix(document, 'BC-009', 'success', /AgentStatus\.SUCCESS \(safe\)$/);
    assert.match(document.getText(), /^ {4}assert result\.status == AgentStatus\.SUCCESS$/m);
    assert.equal(linesLike(document, needed), 1);
  });

  it('finds and fixes commands and variables of a shell script', async () => {
    const { document } = await open('scripts/run.sh');
    await fix(document, 'BC-011', 'agent', /agents \(safe\)$/);
    assert.match(document.getText(), /^gl agents register packs\/fuel-calculator\/pack\.yaml$/m);
    assert.match(document.getText(), /^echo "gl run is started for \$GREENLANG_ENV"$/m, 'what is printed is no command');
    assert.deepEqual(diagnosticsOf('scripts/run.sh').filter(({ range }) => document.getText(range).includes('gl run is')), []);
  });

  it('finds and fixes the base image, variables and commands of a Dockerfile', async () => {
    const { document } = await open('Dockerfile');
    await fix(document, 'BC-008', '3.8', /\(safe\)$/);
    await fix(document, 'BC-007', 'GREENLANG_ENV', /GL_ENV.*\(safe\)$/);
    await diagnostic('Dockerfile', 'BC-011', 'run');
    assert.match(document.getText(), /^FROM python:3\.9-slim$/m);
    assert.match(document.getText(), /^ENV GL_ENV=production$/m);
  });

  it('finds what is old in TypeScript, Compose, Kubernetes, workflows, Make, SQL and Markdown', async () => {
    const places: readonly (readonly [file: string, code: string])[] = [
      ['web/client.ts', 'BC-002'], ['docker-compose.yml', 'BC-007'], ['deploy/deployment.yaml', 'BC-011'], ['.github/workflows/ci.yml', 'BC-008'],
      ['Makefile', 'BC-011'], ['db/queries.sql', 'BC-004'], ['README.md', 'BC-011'], ['package.json', 'BC-011'], ['scripts/run.ps1', 'BC-007'], ['scripts/run.bat', 'BC-007'],
    ];
    for (const [file, code] of places) await diagnostic(file, code);
  });

  it('follows typing in Python', async () => {
    const editor = await open('app/nightly.py');
    await diagnostic('app/nightly.py', 'BC-011', 'agent');
    await editor.edit((edit) => edit.insert(placeOf(editor.document, '"gl", "agent"'), '"echo", '));
    const ofLine = (): readonly vscode.Diagnostic[] => diagnosticsOf('app/nightly.py').filter(({ range }) => editor.document.lineAt(range.start.line).text.includes('"echo"'));
    await eventually('silence: it is echo that is run', () => ofLine().length === 0, ofLine);
    await vscode.commands.executeCommand('undo');
    await diagnostic('app/nightly.py', 'BC-011', 'agent');
  });

  it('follows a base class: findings of a closed file go and come with what is typed in another', async () => {
    const closed = 'agents/fuel.py';
    const results = (): boolean => diagnosticsOf(closed).some((each) => codeOf(each) === 'BC-009');
    await eventually('findings in the closed file', results);
    const editor = await open('agents/site.py');
    const base = placeOf(editor.document, '(BaseAgent)');
    await editor.edit((edit) => edit.delete(new vscode.Range(base, base.translate(0, '(BaseAgent)'.length))));
    await eventually('no findings: nothing says any more that it is an agent', () => !results());
    assert.ok(!vscode.window.visibleTextEditors.some(({ document }) => document.uri.path.endsWith(closed)));
    await vscode.commands.executeCommand('undo');
    await eventually('the findings again', results);
  });

  it('shows the findings of a Python file that is open when the server starts', async () => {
    await open('agents/grid.py');
    await diagnostic('agents/grid.py', 'BC-009');
    await vscode.commands.executeCommand('upguide.restartServer');
    await diagnostic('agents/grid.py', 'BC-009', '"success"');
  });

  it('upgrades a Python file from the palette: its safe changes only, in one step', async () => {
    const { document } = await open('agents/fuel.py');
    const before = document.getText();
    await diagnostic('agents/fuel.py', 'BC-009');
    await vscode.commands.executeCommand('upguide.upgradeFile');
    await eventually('no finding', () => diagnosticsOf('agents/fuel.py').length === 0, () => diagnosticsOf('agents/fuel.py').map(({ message }) => message));
    assert.match(document.getText(), /^@sync_only\nclass SiteFuelAgent\(SiteAgent\):$/m);
    assert.match(document.getText(), / {2}# the report shows two digits$/m, 'comments stay');
    assert.ok(document.isDirty, 'saving stays with the user');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });
});
