import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FileUpgradeReport } from '../../../client/src/fileUpgrade/fileReport.ts';
import type { UpgradeRun } from '../../../client/src/upgrade/applyUpgrade.ts';
import { changedFiles, closeAll, diagnostic, diagnosticsOf, eventually, filesOnDisk, open, placeOf } from './support.ts';
import { findWorkspace, type FoundWorkspace, readView, restoreWorkspace, tabsBecome } from './viewSupport.ts';

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

async function upgradeWorkspace(unsavedDocuments: 'save' | 'include' | 'leave'): Promise<UpgradeRun> {
  const run = await vscode.commands.executeCommand<UpgradeRun | undefined>('upguide.upgradeWorkspace', { apply: 'safe', unsaved: unsavedDocuments });
  assert.ok(run, 'the upgrade reports');
  return run;
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
    const report = await acceptingPreview(vscode.commands.executeCommand<FileUpgradeReport | undefined>('upguide.upgradeFile'));
    assert.ok(report);
    assert.equal(report.files, 1);
    assert.equal(report.safe.applied, report.safe.planned);
    assert.match(document.getText(), /connection_string: \$\{GL_DATABASE_URL\}/);
  });

  it('says what it looked at when there is nothing to change', async () => {
    await open('packs/solar/pack.yaml');
    const report = await vscode.commands.executeCommand<FileUpgradeReport | undefined>('upguide.upgradeFile');
    assert.equal(report?.files, 0);
    assert.match(report?.message ?? '', /nothing to change.*GreenLang/i);
  });

  describe('of the workspace', () => {
    let found: FoundWorkspace;
    before(async () => { found = await findWorkspace(); });
    afterEach(async () => { await restoreWorkspace(found); });

    it('takes everything safe in one run, and leaves an unsaved document alone', async () => {
      const dirty = await open('.env');
      await dirty.edit((edit) => edit.insert(new vscode.Position(0, 0), '# not saved yet\n'));
      const text = dirty.document.getText();
      const run = await upgradeWorkspace('leave');
      assert.equal(run.problem, undefined);
      assert.ok(run.applied.safe > 0 && run.applied.unsafe === 0, run.message);
      assert.ok(run.runs.length === 1, 'a journal that can be rolled back');
      assert.equal(dirty.document.getText(), text);
      await tabsBecome(['.env'], ['.env']);

      const after = await filesOnDisk();
      const changed = changedFiles(found.files, after);
      assert.ok(!changed.includes('.env'));
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
      assert.match(after.get('greenlang.yaml') ?? '', /connection_string: \$\{GL_DATABASE_URL\}[^]*level: INFO/);
      assert.match(after.get('packs/fuel-calculator/pack.yaml') ?? '', /^spec_version: "2\.0"$/m);
    });

    it('edits an unsaved document without saving it when told to, and one Undo takes that back', async () => {
      const dirty = await open('.env');
      await dirty.edit((edit) => edit.insert(new vscode.Position(0, 0), '# not saved yet\n'));
      const text = dirty.document.getText();
      await upgradeWorkspace('include');
      assert.match(dirty.document.getText(), /^# not saved yet\n[^]*^GL_ENV=development$/m);
      await tabsBecome(['.env'], ['.env']);
      assert.equal((await filesOnDisk()).get('.env'), found.files.get('.env'));
      await vscode.commands.executeCommand('undo');
      assert.equal(dirty.document.getText(), text);
    });

    it('saves an unsaved document first when told to: it is upgraded on disk, and nothing is unsaved', async () => {
      const dirty = await open('.env');
      await dirty.edit((edit) => edit.insert(new vscode.Position(0, 0), '# saved with it\n'));
      const run = await upgradeWorkspace('save');
      assert.match((await filesOnDisk()).get('.env') ?? '', /^# saved with it\n[^]*^GL_ENV=development$/m, run.message);
      await tabsBecome(['.env'], []);
    });

    it('leaves nothing safe behind, and says what is left', async () => {
      await open('.env');
      const run = await upgradeWorkspace('leave');
      assert.equal(run.left.safe, 0, run.message);
      assert.match(run.message, /^Upgraded \d+ files: \d+ safe changes\. \d+ left, \d+ of them for you\.$/);
      await eventually('no old variable in .env', () => diagnosticsOf('.env').every(({ message }) => !message.includes('GREENLANG_')));
      await tabsBecome(['.env'], []);
      const view = await readView();
      assert.equal(view.counts.safe, 0, view.message);
    });
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
