import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Rollback } from '../../../client/src/rollback/rollBackUpgrade.ts';
import type { UpgradeRun } from '../../../client/src/upgrade/applyUpgrade.ts';
import type { Counts } from '../../../client/src/upgrade/treeNodes.ts';
import type { UpgradeView } from '../../../client/src/upgrade/upgradeView.ts';
import { changedFiles, closeAll, eventually, fileUri, filesOnDisk, folder, open, restoreFiles } from './support.ts';
import { readView, tabs, tabsBecome, upgradeView } from './viewSupport.ts';

/** As many as CI has the time for; a thousand are written in test/lsp/upgradeLarge.test.ts. */
const count = 200;
const limitMb = 400;
/** Every file is synced to the disk, which may be a slow one. */
const patienceMs = 120_000;

const nameOf = (number: number): string => `large/s${number}/.env`;
const textOf = (number: number): string => [
  `# Service ${number}`, 'GREENLANG_ENV=production', 'GL_LOG_LEVEL=INFO', ...Array.from({ length: 30 }, (_, line) => `SERVICE_${number}_OPTION_${line}=${number * line}`), '',
].join('\n');
const upgraded = (text: string): string => text.replace('GREENLANG_ENV=', 'GL_ENV=');

/** Ids of the runs whose journals are in the folder. */
async function journals(): Promise<readonly string[]> {
  const names = await readdir(path.join(folder().fsPath, '.upguide/runs')).catch(() => []);
  return names.filter((name) => /^\d/.test(name)).sort();
}

/** The most memory that the server has had, in MB; `undefined` where the system does not tell. */
async function peakOfServer(): Promise<number | undefined> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const id of processes) {
    const [command, status] = await Promise.all(['cmdline', 'status'].map((name) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '')));
    if (command?.includes('server.js') !== true || !new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status ?? '')) continue;
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  }
  return undefined;
}

async function upgrade(): Promise<UpgradeRun | undefined> {
  return await vscode.commands.executeCommand<UpgradeRun | undefined>('upguide.upgradeWorkspace', { apply: 'safe', unsaved: 'leave' });
}

/** Opens a file in a tab that no other one takes. */
async function openToStay(relative: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(relative));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** The view of a new server, which reads the workspace by itself: watchers miss files of folders that have just been made. */
async function readAnew(): Promise<UpgradeView> {
  await vscode.commands.executeCommand('upguide.restartServer');
  return await readView();
}

/**
 * Loads documents from the disk that show something else than `files`: watchers miss changes in folders that have just been made, and the editor keeps
 * documents for minutes that no tab shows any more, so that the server would go on reading what they show.
 */
async function loadAnew(files: ReadonlyMap<string, string>): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const text = files.get(vscode.workspace.asRelativePath(document.uri));
    if (text === undefined || document.isDirty || document.getText() === text) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
}

/** What is found by file and rule, without files of ours: the editor keeps documents for minutes that no tab shows any more. */
function namesOf({ store }: UpgradeView): readonly string[] {
  return [...store.items()]
    .map(({ uri, rule, range: { start } }) => `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${start.line + 1} ${rule}`)
    .filter((name) => !name.startsWith('large/'))
    .sort();
}

describe(`an upgrade of ${count} files`, function largeUpgrade() {
  this.timeout(patienceMs);
  let original: ReadonlyMap<string, string>;
  let small: readonly string[];
  let large: Counts;

  before(async () => {
    small = namesOf(await readAnew());
    for (let number = 0; number < count; number++) {
      const file = fileUri(nameOf(number)).fsPath;
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, textOf(number));
    }
    original = await filesOnDisk();
    const view = await readAnew();
    const known = [...view.store.files].filter(([uri, items]) => uri.includes('/large/') && items.length > 0);
    assert.equal(known.length, count);
    large = { ...view.counts };
  });

  afterEach(async () => {
    await loadAnew(original);
    await closeAll();
    await restoreFiles(original);
    const view = await upgradeView();
    await eventually('everything as it was', () => view.counts.safe === large.safe, () => view.counts);
  });

  after(async () => {
    await rm(fileUri('large').fsPath, { recursive: true, force: true });
    assert.deepEqual(namesOf(await readAnew()), small);
  });

  it('opens no tab, leaves nothing unsaved but what was, is undone in open documents, and is rolled back byte for byte', async () => {
    const dirty = await open(nameOf(0));
    await dirty.edit((edit) => edit.insert(new vscode.Position(0, 0), '# not saved yet\n'));
    const typed = dirty.document.getText();
    const saved = [await openToStay(nameOf(1)), await openToStay(nameOf(2))];
    const shown = await eventually('a tab for each', () => (tabs().length === 3 ? tabs() : undefined), tabs);

    const run = await upgrade();
    assert.equal(run?.problem, undefined);
    assert.ok(run?.runs[0], run?.message);
    assert.equal(run.applied.safe >= count - 1, true, run.message);
    await tabsBecome(shown, [nameOf(0)]);
    assert.equal(dirty.document.getText(), typed);
    const after = await filesOnDisk();
    assert.equal(after.get(nameOf(0)), textOf(0));
    for (let number = 1; number < count; number++) assert.equal(after.get(nameOf(number)), upgraded(textOf(number)));

    for (const document of saved) {
      await vscode.window.showTextDocument(document);
      const number = Number(/s(\d+)\/\.env$/.exec(document.uri.path)?.[1]);
      assert.equal(document.getText(), upgraded(textOf(number)));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), textOf(number));
      await vscode.commands.executeCommand('redo');
      await document.save();
      assert.equal(document.getText(), upgraded(textOf(number)));
    }

    const rollback = await vscode.commands.executeCommand<Rollback | undefined>('upguide.rollBack', run.runs[0]);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), [], rollback?.message);
    await tabsBecome(shown, [nameOf(0)]);
    assert.equal(dirty.document.getText(), typed);

    const peak = await peakOfServer();
    // eslint-disable-next-line no-console -- what is not looked at is said in the suite's own way
    if (peak === undefined) console.log('[suite] There is no /proc, or the server is not found in it: its memory is not looked at.');
    else assert.ok(peak < limitMb, `the server has used ${peak.toFixed(0)} MB at most`);
  });

  it('changes nothing when it is cancelled before it writes, and leaves no journal', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    const before = await journals();
    let through = false;
    const running = upgrade().finally(() => { through = true; });
    // The notification with the progress has one button: Cancel.
    await eventually('the end of the upgrade', async () => {
      if (!through) await vscode.commands.executeCommand('notification.acceptPrimaryAction').then(undefined, () => undefined);
      return through;
    });
    assert.equal(await running, undefined);
    assert.deepEqual(changedFiles(original, await filesOnDisk()), []);
    assert.deepEqual(await journals(), before);
    const view = await upgradeView();
    assert.equal(view.counts.safe, large.safe);
  });
});
