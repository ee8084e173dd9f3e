import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './support.ts';

const titles: Readonly<Record<string, string>> = {
  'upguide.upgradeWorkspace': 'Upgrade Workspace',
  'upguide.upgradeFile': 'Upgrade This File',
  'upguide.explainChange': 'Explain Change',
  'upguide.restartServer': 'Restart Server',
  'upguide.showLog': 'Show Log',
};

interface CommandContribution {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

describe('activation', () => {
  it('starts by itself in a workspace that has one of the files', async () => {
    const extension = vscode.extensions.getExtension('upguide.upguide');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('offers every command under its title, and each of them is there', async () => {
    const manifest: unknown = vscode.extensions.getExtension('upguide.upguide')?.packageJSON;
    const { contributes } = manifest as { contributes: { commands: readonly CommandContribution[] } };
    const commands = await vscode.commands.getCommands(true);
    for (const { command, category } of contributes.commands) {
      assert.equal(category, 'Upguide');
      assert.ok(commands.includes(command), `${command} is registered`);
    }
    for (const [id, title] of Object.entries(titles)) {
      assert.equal(contributes.commands.find(({ command }) => command === id)?.title, title);
    }
  });

  it('takes .env files for what they are, with their relatives', async () => {
    for (const name of ['.env', '.env.example', '.env.production']) {
      assert.equal((await open(name)).document.languageId, 'dotenv', name);
    }
  });
});
