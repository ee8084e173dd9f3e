import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UpgradeRun } from '../../../client/src/upgrade/applyUpgrade.ts';
import { changedFiles, eventually, filesOnDisk, open, placeOf } from './support.ts';
import { boxOf, findWorkspace, type FoundWorkspace, itemOf, itemsIn, readView, restoreWorkspace, rowOf, stateOf, tabsBecome, upgradeView } from './viewSupport.ts';

const command = async <T>(id: string, ...args: readonly unknown[]): Promise<T> => await vscode.commands.executeCommand<T>(`upguide.upgrade.${id}`, ...args);

/** Of variables with a new name: GREENLANG_ENV is the first in the .env files. */
const renamed = 'greenlang/environment-renamed';

describe('Upgrade view', () => {
  let found: FoundWorkspace;
  before(async () => { found = await findWorkspace(); });
  afterEach(async () => { await restoreWorkspace(found); });

  it('shows what is left, by the guide\'s entries: safe ticked, unsafe not, manual without a box', async () => {
    const view = await readView();
    assert.deepEqual(view.getChildren(), ['migration/greenlang']);
    const changes = view.getChildren('migration/greenlang').filter((key) => key.startsWith('change/'));
    assert.ok(changes.includes('change/greenlang/BC-007'), changes.join());
    assert.match(String(view.getTreeItem('change/greenlang/BC-007').label), /^BC-007 · \S/);
    for (const item of view.store.items()) {
      const expected = { safe: true, unsafe: false, manual: undefined }[item.applicability];
      assert.equal(boxOf(view, rowOf(item)), expected, item.message);
    }
    const { safe, unsafe, manual, ticked } = view.counts;
    assert.ok(safe > 0 && unsafe > 0 && manual > 0 && ticked === safe, view.message);
    assert.match(view.message, new RegExp(`^${safe + unsafe + manual} left: ${safe} safe, ${unsafe} unsafe, ${manual} for you\\. ${safe} selected`));
  });

  it('keeps ticks by the item: with the branch above, through another reading, in the other grouping', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env', renamed);
    view.tick([rowOf(item)], false);
    assert.equal(boxOf(view, rowOf(item)), false);
    assert.equal(boxOf(view, 'change/greenlang/BC-007'), false, 'not all of it is ticked');
    await view.load();
    assert.equal(boxOf(view, rowOf(item)), false);
    await command('groupByFile');
    const file = view.getParent(rowOf(item)) ?? '';
    assert.match(file, /^file\/migration\/greenlang\//);
    view.tick([file], true);
    await command('groupByChange');
    assert.equal(boxOf(view, rowOf(item)), true);
  });

  it('filters, and takes only what is shown for selected', async () => {
    const view = await readView();
    await command('filter', { text: 'web/client.ts safe' });
    const shown = view.selected();
    assert.ok(shown.length > 0);
    assert.ok(shown.every(({ uri }) => uri.endsWith('/web/client.ts')));
    assert.match(view.message, /shows \d+ of \d+; Apply Selected takes the \d+ of them/);
    await command('filter', { text: 'no such thing' });
    assert.deepEqual(view.getChildren(), []);
    assert.match(view.message, /Nothing matches/);
    await command('clearFilter');
    assert.deepEqual(view.getChildren(), ['migration/greenlang']);
  });

  it('shows the diff of one item, and of a file with what is ticked in it', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env', renamed);
    assert.equal(await command('showDiff', rowOf(item)), true);
    const [left, right] = await shownDiff();
    const text = (found.files.get('.env') ?? '').replace(/\r\n/g, '\n');
    assert.equal(left.replace(/\r\n/g, '\n'), text);
    assert.equal(right.replace(/\r\n/g, '\n'), text.replace(/^GREENLANG_ENV=/m, 'GL_ENV='), 'that item alone');
    await command('showDiff', view.getParent(rowOf(item)));
    const after = await eventually('the diff of the file', async () => (await shownDiff()).find((side) => side.includes('GL_DATABASE_URL')));
    assert.doesNotMatch(after, /^GREENLANG_ENV=/m);
    assert.deepEqual(changedFiles(found.files, await filesOnDisk()), []);
  });

  it('follows the file: the list after an edit, and a diff that is open', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env', renamed);
    await command('showDiff', rowOf(item));
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    const editor = await open('.env');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# one\n# two\n'));
    await eventually('the item, two lines below', () => itemsIn(view, '.env').find(({ id, range }) => id === item.id && range.start.line === item.range.start.line + 2));
    await eventually('the diff', () => vscode.workspace.textDocuments.some(({ uri, getText }) => uri.scheme === 'upguide-preview' && getText().startsWith('# one\n# two\n')));
    const place = placeOf(editor.document, 'GREENLANG_ENV=');
    await editor.edit((edit) => edit.replace(new vscode.Range(place, place.translate(0, 'GREENLANG_ENV'.length)), 'GL_ENV'));
    await eventually('the item gone', () => !view.tree.nodes.has(rowOf(item)));
  });

  it('marks as done what is for a person, and takes that back', async () => {
    const view = await readView();
    const { manual } = view.counts;
    const item = [...view.store.items()].find(({ applicability }) => applicability === 'manual');
    assert.ok(item);
    await command('markDone', rowOf(item));
    assert.deepEqual([view.counts.manual, view.counts.done], [manual - 1, 1]);
    assert.equal(view.getTreeItem(rowOf(item)).contextValue, 'item.manual.done');
    await view.load();
    assert.equal(view.counts.done, 1);
    await command('markNotDone', rowOf(item));
    assert.deepEqual([view.counts.manual, view.counts.done], [manual, 0]);
  });

  it('is cancelled without waiting for the server, keeps what it knows, and reads on when asked', async () => {
    const view = await readView();
    const known = view.store.size;
    const reading = view.load();
    assert.equal(stateOf(view), 'loading');
    await command('cancel');
    await reading;
    assert.equal(stateOf(view), 'cancelled');
    assert.match(view.message, /cancelled, so this is not all/);
    assert.equal(view.store.size, known);
    await command('refresh');
    assert.equal(stateOf(view), 'loaded');
    assert.equal(view.store.size, known);
  });

  it('applies one finding and nothing else, without a tab', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env.production', renamed);
    const run = await command<UpgradeRun>('apply', rowOf(item));
    assert.deepEqual(changedFiles(found.files, await filesOnDisk()), ['.env.production'], run.message);
    assert.equal((await filesOnDisk()).get('.env.production'), found.files.get('.env.production')?.replace('GREENLANG_ENV=', 'GL_ENV='));
    assert.deepEqual(run.applied, { safe: 1, unsafe: 0 });
    await tabsBecome([], []);
    await eventually('the item gone', () => !view.tree.nodes.has(rowOf(item)));
  });

  it('applies what is selected: an unsafe item that was ticked, and not what was unticked', async () => {
    const view = await readView();
    view.tick(view.getChildren(), false);
    const key = await itemOf(view, '.env', 'greenlang/environment-replaced');
    assert.equal(key.applicability, 'unsafe');
    view.tick([rowOf(key)], true);
    const editor = await open('.env');
    const run = await command<UpgradeRun>('applySelected');
    assert.deepEqual(run.applied, { safe: 0, unsafe: 1 });
    assert.deepEqual(changedFiles(found.files, await filesOnDisk()), ['.env']);
    assert.match(editor.document.getText(), /^GREENLANG_ENV=/m, 'what was not ticked is as it was');
    await tabsBecome(['.env'], []);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), found.files.get('.env'), 'Undo takes it back');
    await editor.document.save();
  });

  it('says so when nothing is ticked', async () => {
    const view = await readView();
    view.tick(view.getChildren(), false);
    assert.equal(await command('applySelected'), undefined);
    assert.deepEqual(changedFiles(found.files, await filesOnDisk()), []);
  });

  it('says what was looked at when nothing is found', async () => {
    const settings = vscode.workspace.getConfiguration('upguide');
    await settings.update('migrations', { greenlang: 'off' }, vscode.ConfigurationTarget.Workspace);
    const view = await upgradeView();
    try {
      await eventually('an empty list', async () => {
        await view.load();
        return view.store.size === 0 && stateOf(view) === 'loaded';
      });
      const labels = view.getChildren().map((key) => view.getTreeItem(key).label);
      assert.equal(labels[0], 'Nothing old was found');
      assert.match(String(labels[1]), /^\d+ files? looked at$/);
      assert.ok(labels.includes('No migration is active'), labels.join());
    } finally {
      await settings.update('migrations', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually('the findings again', async () => {
      await view.load();
      return view.store.size > 0;
    });
  });
});

/** The texts of both sides of the diff in front. */
async function shownDiff(): Promise<readonly [string, string]> {
  const input = await eventually('a diff', () => {
    const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return shown instanceof vscode.TabInputTextDiff && shown.modified.scheme === 'upguide-preview' ? shown : undefined;
  });
  const [left, right] = await Promise.all([vscode.workspace.openTextDocument(input.original), vscode.workspace.openTextDocument(input.modified)]);
  return [left.getText(), right.getText()];
}
