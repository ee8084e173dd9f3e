import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { BaselineResult } from '../../../server/src/protocol.ts';
import { closeAll, diagnostic, diagnosticsOf, eventually, fileUri, filesOnDisk, restoreFiles } from './support.ts';
import { itemOf, readView, rowOf, upgradeView } from './viewSupport.ts';

const command = async (id: string, argument?: unknown): Promise<BaselineResult | undefined> => await vscode.commands.executeCommand<BaselineResult | undefined>(`upguide.${id}`, argument);
const file = (): string => fileUri('.upguide/baseline.json').fsPath;
const entries = async (): Promise<string> => await readFile(file(), 'utf8').catch(() => '');

describe('baseline', () => {
  let original: ReadonlyMap<string, string>;
  let size: number;
  before(async () => {
    original = await filesOnDisk();
    size = (await readView()).store.size;
  });
  afterEach(async () => {
    await closeAll();
    await restoreFiles(original);
    await command('clearBaseline', { confirmed: true });
    const view = await upgradeView();
    await eventually('everything as it was', () => view.store.size === size, () => view.store.size);
  });

  it('takes one accepted finding out of view and problems, and gives it back when cleared', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env', 'greenlang/environment-renamed');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    const onIt = (): boolean => diagnosticsOf('.env').some(({ message }) => message === item.message);
    const result = await command('acceptItem', rowOf(item));
    assert.deepEqual([result?.accepted, result?.problem], [1, undefined]);
    assert.ok((await entries()).includes(item.id), 'in the file that is committed');
    await eventually('one less in the view', () => !view.tree.nodes.has(rowOf(item)) && view.store.size === size - 1, () => view.store.size);
    await eventually('one less among the problems', () => !onIt());
    await command('clearBaseline', { confirmed: true });
    assert.equal(await entries(), '');
    await eventually('the finding', () => view.tree.nodes.has(rowOf(item)) && onIt());
  });

  it('accepts everything there is', async () => {
    const view = await readView();
    const result = await command('acceptBaseline', { confirmed: true });
    assert.equal(result?.accepted, size);
    await eventually('an empty view', () => view.store.size === 0, () => view.store.size);
    assert.equal(await command('acceptBaseline', { confirmed: true }), undefined, 'nothing is left to accept');
  });

  it('prunes what matches nothing any more', async () => {
    const view = await readView();
    const item = await itemOf(view, '.env.production', 'greenlang/environment-renamed');
    const other = await itemOf(view, '.env', 'greenlang/environment-renamed');
    await command('acceptItem', rowOf(item));
    await command('acceptItem', rowOf(other));
    assert.deepEqual([(await command('pruneBaseline'))?.accepted, (await entries()).includes(item.id)], [2, true]);
    const uri = fileUri('.env.production');
    await writeFile(uri.fsPath, (await readFile(uri.fsPath, 'latin1')).replace('GREENLANG_ENV=', 'GL_ENV='), 'latin1');
    const pruned = await eventually('the stale entry gone', async () => {
      const result = await command('pruneBaseline');
      return result?.accepted === 1 ? result : undefined;
    });
    assert.equal(pruned.stale, 0);
    const text = await entries();
    assert.ok(!text.includes(item.id) && text.includes(other.id));
  });
});
