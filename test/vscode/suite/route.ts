import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, open, placeOf } from './support.ts';
import { findWorkspace, type FoundWorkspace, readView, restoreWorkspace } from './viewSupport.ts';

describe('Routes in the Upgrade view', () => {
  let found: FoundWorkspace;
  before(async () => { found = await findWorkspace(); });
  afterEach(async () => { await restoreWorkspace(found); });

  it('show the hops from the version that a manifest states, and what is left of each', async () => {
    const view = await readView();
    const rows = (): readonly string[] => view.getChildren('migration/greenlang').filter((key) => key.startsWith('route/'));
    assert.deepEqual(rows(), [], 'one hop says no more than its migration');
    const editor = await open('requirements.txt');
    const place = placeOf(editor.document, 'greenlang==0.2.0', 'greenlang=='.length);
    await editor.edit((edit) => edit.replace(new vscode.Range(place, place.translate(0, '0.2.0'.length)), '0.1.0'));
    const row = await eventually('the route', () => rows()[0], () => view.getChildren('migration/greenlang'));
    assert.equal(view.getChildren('migration/greenlang')[0], row, 'it comes before all else');
    assert.equal(view.getTreeItem(row).label, 'Route: 0.1 → 0.2 → 0.3');
    const hops = view.getChildren(row).map((key) => view.getTreeItem(key));
    assert.deepEqual(hops.map(({ label }) => label), ['0.1 → 0.2', '0.2 → 0.3']);
    assert.equal(hops[0]?.description, 'by hand: no guide here has rules for it');
    assert.match(String(hops[1]?.description), /^\d+ places left$/);
    await vscode.commands.executeCommand('undo');
    await eventually('the route gone', () => rows().length === 0);
  });
});
