import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation', () => {
  it('starts in a workspace that has one of the files', async () => {
    const extension = vscode.extensions.getExtension('upguide.upguide');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
