import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { UpgradeRun } from '../../../client/src/upgrade/applyUpgrade.ts';
import type { Rollback } from '../../../client/src/rollback/rollBackUpgrade.ts';
import { interruptRun } from '../../support/interruptedRun.ts';
import { changedFiles, eventually, fileUri, filesOnDisk, folder, open } from './support.ts';
import { commandLine } from './commandLine.ts';
import { extensionExports, findWorkspace, type FoundWorkspace, restoreWorkspace, tabsBecome, upgradeView } from './viewSupport.ts';

const command = async (id: string, argument?: unknown): Promise<Rollback | undefined> => await vscode.commands.executeCommand<Rollback | undefined>(id, argument);
const outcomes = (rollback: Rollback | undefined): readonly string[] => [...new Set(rollback?.files.map(({ outcome }) => outcome))];

describe('Roll Back Upgrade', () => {
  let found: FoundWorkspace;
  let original: ReadonlyMap<string, string>;
  before(async () => {
    // The journals of suites before this one hold files as they are not any more.
    await rm(fileUri('.upguide').fsPath, { recursive: true, force: true });
    found = await findWorkspace();
    original = found.files;
  });
  afterEach(async () => { await restoreWorkspace(found); });

  async function upgrade(): Promise<{ readonly root: string; readonly id: string }> {
    const run = await vscode.commands.executeCommand<UpgradeRun | undefined>('upguide.upgradeWorkspace', { apply: 'safe', unsaved: 'leave' });
    assert.ok(run?.runs[0], run?.message);
    assert.ok(changedFiles(original, await filesOnDisk()).length > 10);
    return run.runs[0];
  }

  it('takes the run of the notification back as a whole, also what is open in an editor', async () => {
    const { document } = await open('.env');
    const run = await upgrade();
    await eventually('the upgraded document', () => document.getText().includes('GL_ENV=development'));
    const rollback = await command('upguide.rollBack', run);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), [], rollback?.message);
    assert.match(rollback?.message ?? '', /^Rolled back \d+ files\.$/);
    await eventually('the document as it was', () => document.getText() === original.get('.env')?.replace(/^\xEF\xBB\xBF/, ''));
    await tabsBecome(['.env'], []);
    const view = await upgradeView();
    await eventually('the findings again', () => view.counts.safe === found.left.safe, () => view.counts);
  });

  it('lets the user pick run and files, all of them ticked at first', async () => {
    await upgrade();
    const rolling = command('upguide.rollBack');
    let through = false;
    void rolling.finally(() => { through = true; });
    // Once for the run, once for its files; an answer to a list that is not there yet does nothing.
    await eventually('the rollback', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return through;
    });
    assert.deepEqual(outcomes(await rolling), ['restored']);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), []);
  });

  it('takes single files back', async () => {
    const run = await upgrade();
    const upgraded = changedFiles(original, await filesOnDisk());
    const rollback = await command('upguide.rollBack', { ...run, uris: [fileUri('requirements.txt').toString()] });
    assert.deepEqual(outcomes(rollback), ['restored']);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), upgraded.filter((name) => name !== 'requirements.txt'));
  });

  it('leaves a file alone that has changed since, shows its diff, and overwrites it when told to', async () => {
    const run = await upgrade();
    const uri = fileUri('requirements.txt');
    const mine = `${(await filesOnDisk()).get('requirements.txt') ?? ''}mine==1.0\n`;
    await writeFile(uri.fsPath, mine, 'latin1');
    const refused = await command('upguide.rollBack', run);
    assert.deepEqual(refused?.files.filter(({ outcome }) => outcome === 'refused').map((file) => vscode.Uri.parse(file.uri).toString()), [uri.toString()]);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), ['requirements.txt'], refused?.message);
    assert.equal((await filesOnDisk()).get('requirements.txt'), mine);

    const { originals } = await extensionExports();
    await originals.show(run, uri.toString());
    const diff = await eventually('the diff', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff && input.original.scheme === 'upguide-original' ? input : undefined;
    });
    assert.equal((await vscode.workspace.openTextDocument(diff.original)).getText(), original.get('requirements.txt'));
    assert.equal(diff.modified.toString(), uri.toString());

    const forced = await command('upguide.rollBack', { ...run, uris: [uri.toString()], force: true });
    assert.deepEqual(outcomes(forced), ['restored']);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), []);
  });

  it('takes back what the command line has done, as the last run', async () => {
    const { stderr } = spawnSync(process.execPath, [await commandLine(), 'fix'], { cwd: folder().fsPath, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' });
    assert.ok(changedFiles(original, await filesOnDisk()).length > 10, stderr);
    // Documents that tests before this one have opened live on for a while; until the editor has read them anew, they count as changed.
    await eventually('the editor to read what was written', async () => {
      const documents = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'file' && uri.fsPath.startsWith(folder().fsPath));
      const same = await Promise.all(documents.map(async (document) => (await readFile(document.uri.fsPath, 'utf8').catch(() => document.getText())).replace(/^\uFEFF/, '') === document.getText()));
      return same.every(Boolean);
    });
    const rollback = await command('upguide.undoUpgrade');
    assert.deepEqual(outcomes(rollback), ['restored'], rollback?.message);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), []);
  });

  it('says so when there is nothing to take back', async () => {
    assert.equal(await command('upguide.undoUpgrade'), undefined);
    assert.equal(await command('upguide.rollBack'), undefined);
  });

  describe('of an upgrade that was killed', () => {
    const files = ['.env', '.env.production'];
    const upgraded = (text: string): string => text.replace('GREENLANG_ENV=', 'GL_ENV=');

    async function interrupted(): Promise<{ readonly root: string; readonly id: string }> {
      await interruptRun(folder().fsPath, files, upgraded);
      assert.deepEqual(changedFiles(original, await filesOnDisk()), ['.env']);
      // As a window that is opened again: a new server looks at the journals.
      await vscode.commands.executeCommand('upguide.restartServer');
      const { recovery } = await extensionExports();
      const [run] = await eventually('the interrupted run', () => (recovery.interrupted.length > 0 ? recovery.interrupted : undefined));
      assert.ok(run);
      assert.equal(run.files.length, 2);
      return { root: run.root, id: run.id };
    }

    afterEach(async () => {
      const { recovery } = await extensionExports();
      await eventually('nothing interrupted any more', () => recovery.interrupted.length === 0, () => recovery.interrupted);
      const view = await upgradeView();
      await view.load();
    });

    it('finishes it', async () => {
      const run = await interrupted();
      const result = await command('upguide.resumeUpgrade', { ...run, action: 'finish' });
      const after = await filesOnDisk();
      assert.deepEqual(changedFiles(original, after), files, result?.message);
      for (const file of files) assert.equal(after.get(file), upgraded(original.get(file) ?? ''));
    });

    it('restores it', async () => {
      const run = await interrupted();
      const result = await command('upguide.resumeUpgrade', { ...run, action: 'restore' });
      assert.equal(result?.problem, undefined);
      assert.deepEqual(changedFiles(original, await filesOnDisk()), []);
    });
  });
});
