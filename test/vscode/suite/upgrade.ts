import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UpgradeReport } from '../../../client/src/report.ts';
import { changedFiles, closeAll, diagnostic, diagnosticsOf, eventually, filesOnDisk, open, placeOf } from './support.ts';

/** Presses Apply in the Refactor Preview until the command is through; the pane takes its time to open. */
async function acceptingPreview<T>(running: Thenable<T>): Promise<T> {
  let done = false;
  const finished = Promise.resolve(running).finally(() => { done = true; });
  await eventually('the upgrade', async () => {
    if (done) return true;
    await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
    return done;
  });
  return await finished;
}

async function upgradeWorkspace(): Promise<UpgradeReport> {
  const report = await acceptingPreview(vscode.commands.executeCommand<UpgradeReport | undefined>('upguide.upgradeWorkspace'));
  assert.ok(report, 'the upgrade reports');
  return report;
}

describe('upgrade', () => {
  afterEach(closeAll);

  it('converts a pack from the lens above it, and back by one undo', async () => {
    const { document } = await open('packs/fuel-calculator/pack.yaml');
    const text = document.getText();
    const lens = await eventually('the lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
      return lenses.find(({ command }) => command?.title === 'Convert to AgentSpec v2');
    });
    const { command } = lens;
    assert.ok(command);
    await acceptingPreview(vscode.commands.executeCommand(command.command, ...(command.arguments ?? [])));
    await eventually('the conversion', () => document.getText().includes('spec_version: "2.0"'), () => document.getText());
    assert.match(document.getText(), /^metadata:$/m);
    assert.match(document.getText(), /see the table in the handbook/, 'comments stay');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('upgrades the file in front, and leaves saving to the user', async () => {
    const { document } = await open('greenlang.yaml');
    await diagnostic('greenlang.yaml', 'BC-003');
    const report = await acceptingPreview(vscode.commands.executeCommand<UpgradeReport | undefined>('upguide.upgradeFile'));
    assert.ok(report);
    assert.equal(report.files, 1);
    assert.equal(report.safe.applied, report.safe.planned);
    assert.match(document.getText(), /connection_string: \$\{GL_DATABASE_URL\}/);
  });

  it('says what it looked at when there is nothing to change', async () => {
    await open('packs/solar/pack.yaml');
    const report = await vscode.commands.executeCommand<UpgradeReport | undefined>('upguide.upgradeFile');
    assert.equal(report?.files, 0);
    assert.match(report?.message ?? '', /nothing to change.*GreenLang/i);
  });

  it('upgrades the workspace, keeps what the user had not saved, and takes all of it back', async () => {
    const before = await filesOnDisk();
    const dirty = await open('.env');
    await dirty.edit((edit) => edit.insert(new vscode.Position(0, 0), '# not saved yet\n'));
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');

    const report = await upgradeWorkspace();
    assert.ok(report.safe.planned > 0 && report.safe.applied === report.safe.planned, report.message);
    assert.ok(report.unsafe.planned > 0, report.message);
    assert.equal(report.unsafe.applied, 0, 'unsafe changes are not ticked');

    assert.ok(dirty.document.isDirty, 'what was not saved is still not saved');
    assert.match(dirty.document.getText(), /^# not saved yet\n[^]*^GL_ENV=development$/m);
    const others = vscode.workspace.textDocuments.filter((document) => document.isDirty && document !== dirty.document);
    assert.deepEqual(others.map(({ fileName }) => fileName), []);

    const after = await filesOnDisk();
    const changed = changedFiles(before, after);
    assert.ok(!changed.includes('.env'), 'not saved for the user');
    const upgraded = [
      '.env.production', '.env.example', 'greenlang.yaml', 'packs/fuel-calculator/pack.yaml', 'requirements.txt', 'agents/fuel.py', 'app/main.py',
      'scripts/run.sh', 'scripts/run.bat', 'Dockerfile', 'docker-compose.yml', 'deploy/deployment.yaml', '.github/workflows/ci.yml', 'web/client.ts',
    ];
    for (const name of upgraded) assert.ok(changed.includes(name), name);
    // Unsafe changes only, for a person only, already new, or nobody's of ours.
    const left = ['README.md', 'db/queries.sql', 'app/legacy_report.py', 'packs/solar/pack.yaml', 'tools/bundle/pack.yaml', 'app/exporters.py', '.gitignore'];
    for (const name of left) assert.ok(!changed.includes(name), name);
    assert.match(after.get('requirements.txt') ?? '', /^greenlang==0\.3\.0$/m);
    assert.match(after.get('scripts/run.sh') ?? '', /^gl agents register packs\/fuel-calculator\/pack\.yaml$/m);
    // What reads the agents' results follows in the same run, although it is in other files.
    assert.match(after.get('agents/fuel.py') ?? '', /^ {12}status=AgentStatus\.SUCCESS,$/m);
    assert.match(after.get('tests/test_agents.py') ?? '', /assert result\.status == AgentStatus\.SUCCESS$/m);
    assert.equal(report.left.safe, 0, report.message);
    assert.match(after.get('greenlang.yaml') ?? '', /connection_string: \$\{GL_DATABASE_URL\}[^]*level: INFO/);
    assert.match(after.get('packs/fuel-calculator/pack.yaml') ?? '', /^spec_version: "2\.0"$/m);
    await eventually('no old variable in .env', () => diagnosticsOf('.env').every(({ message }) => !message.includes('GREENLANG_')));

    assert.equal(await vscode.commands.executeCommand('upguide.undoUpgrade'), changed.length + 1);
    assert.deepEqual(changedFiles(before, await filesOnDisk()), []);
    assert.match(dirty.document.getText(), /^# not saved yet\n[^]*^GREENLANG_ENV=development$/m);
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
  });

  it('does nothing when the preview is discarded', async () => {
    const before = await filesOnDisk();
    let done = false;
    const running = Promise.resolve(vscode.commands.executeCommand('upguide.upgradeWorkspace')).finally(() => { done = true; });
    await eventually('the end', async () => {
      if (!done) await vscode.commands.executeCommand('refactorPreview.discard').then(undefined, () => undefined);
      return done;
    });
    assert.equal(await running, undefined);
    assert.deepEqual(changedFiles(before, await filesOnDisk()), []);
    assert.deepEqual(vscode.workspace.textDocuments.filter((document) => document.isDirty).map(({ fileName }) => fileName), []);
  });

  it('keeps the cursor where it is', async () => {
    const editor = await open('.env');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const place = placeOf(editor.document, 'GL_LOG_LEVEL');
    editor.selection = new vscode.Selection(place, place);
    await acceptingPreview(vscode.commands.executeCommand('upguide.upgradeFile'));
    const line = editor.document.lineAt(editor.selection.active.line).text;
    assert.match(line, /^GL_LOG_LEVEL/);
  });
});
