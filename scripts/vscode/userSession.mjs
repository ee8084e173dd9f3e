// What a user does, with keyboard and mouse, in a window with the packaged extension installed: no test code runs in
// VS Code, so its questions, notifications and Undo are the real ones. Runs in code-server's VS Code.
//   node scripts/vscode/userSession.mjs [--results FILE]
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackedExtension } from '../package.mjs';
import { launchBrowser, startCodeServer } from './codeServer.mjs';
import { cache, provideBrowserKind } from './provision.mjs';
import { Workbench } from './workbench.mjs';
import { copyExample } from './workspace.mjs';

/** The files of the folder, by path, without git's and our own. */
async function readAll(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name));
    if (entry.isFile() && !/^\.(git|upguide)\//.test(name)) files.set(name, await readFile(path.join(folder, name), 'latin1'));
  }
  return files;
}

const changed = (before, after) => [...after.keys()].filter((name) => before.get(name) !== after.get(name));

/** Files with safe changes, files that follow them (they use what was changed), and files without any safe change. */
const upgraded = ['.env', '.env.example', '.env.production', 'greenlang.yaml', 'packs/fuel-calculator/pack.yaml', 'agents/fuel.py', 'app/main.py', 'scripts/run.sh', 'Dockerfile', 'web/client.ts', 'requirements.txt'];
const following = ['app/check_fuel.py', 'tests/test_agents.py'];
const untouched = ['packs/solar/pack.yaml', 'tools/bundle/pack.yaml', 'app/exporters.py', 'README.md', 'db/queries.sql', 'data/site.json'];

/** Asks again until it holds; the last reason is the failure. */
async function eventually(check) {
  for (const end = Date.now() + 30_000; ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The steps, in their order: each begins where the one before it ended. */
function steps({ workbench, page, folder }) {
  let before;
  let after;
  return [
    ['sees old names struck through and the findings of the whole workspace', async () => {
      before = await readAll(folder);
      await workbench.openFile('.env');
      await page.locator('.squiggly-inline-deprecated, .squiggly-warning, .squiggly-error').first().waitFor();
      await workbench.run('Problems: Focus on Problems View');
      for (const name of ['fuel.py', 'greenlang.yaml']) await workbench.row('.markers-panel', name);
    }],
    ['reads the page of the change behind the code of a finding', async () => {
      const finding = await workbench.row('.markers-panel', 'BC-007');
      await finding.locator('a', { hasText: 'BC-007' }).first().click();
      await workbench.acceptQuestion(/Open|Allow/);
      await page.locator('.tab', { hasText: 'BC-007' }).first().waitFor();
      await workbench.run('View: Close Editor');
    }],
    ['is shown what "Upgrade Workspace" will change: safe ticked, unsafe not, and nothing is changed', async () => {
      await workbench.openFile('.env');
      await workbench.run('Upguide: Upgrade Workspace');
      await workbench.expandUpgradeRow('BC-007');
      await workbench.expandUpgradeRow(/^\s*\.env\s*\d/);
      const rows = await eventually(async () => {
        const found = await workbench.upgradeRows();
        assert.ok(found.some(({ text }) => text.includes('Rename to GL_ENV')));
        return found;
      });
      const row = (text) => rows.find((each) => each.text.includes(text));
      assert.equal(row('Rename to GL_ENV')?.checked, true, JSON.stringify(rows));
      assert.equal(row('GL_API_KEYS_ENABLED=false')?.checked, false, JSON.stringify(rows));
      assert.equal(row('BC-004')?.checked, undefined, 'for a person only');
      assert.equal(row('BC-007')?.checked, false, 'not all of it');
      assert.match(await page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Upguide"]') }).first().innerText(), /\d+/, 'the number left');
      assert.deepEqual(changed(before, await readAll(folder)), []);
    }],
    ['looks at the diff of one finding', async () => {
      const row = await workbench.upgradeRow('Rename to GL_DATABASE_URL');
      await row.hover();
      await row.locator('[aria-label^="Show Diff"]').first().click();
      await page.locator('.tab', { hasText: '.env: Rename to GL_DATABASE_URL' }).first().waitFor();
      await page.locator('.monaco-diff-editor .view-line', { hasText: 'GL_DATABASE_URL' }).first().waitFor();
      // The diff stands in the tab that the file had, as previews do.
      await workbench.run('View: Close Editor');
      await workbench.run('View: Show Explorer');
      await workbench.openFile('.env');
      await workbench.run('Upguide: Upgrade Workspace');
    }],
    ['filters while typing, and clears the filter', async () => {
      const texts = async () => (await workbench.upgradeRows()).map(({ text }) => text);
      // A row has the focus: what the button does must not depend on it.
      await (await workbench.upgradeRow('BC-008')).click();
      await workbench.pressInUpgradeTitle('Filter');
      await page.locator('.quick-input-widget input').waitFor();
      await page.keyboard.type('bc-010 safe');
      await eventually(async () => {
        const changes = (await texts()).filter((text) => text.startsWith('BC-'));
        assert.ok(changes.length === 1 && changes[0].startsWith('BC-010'), changes.join());
      });
      await page.keyboard.press('Enter');
      await workbench.pressInUpgradeTitle('Clear Filter');
      await workbench.expandUpgradeRow('BC-007');
      await workbench.expandUpgradeRow(/^\s*\.env\s*\d/);
    }],
    ['ticks an unsafe one, too, unticks a safe one, and applies', async () => {
      await workbench.tickUpgradeRow('GL_API_KEYS_ENABLED=false');
      await workbench.tickUpgradeRow('Rename to GL_DATABASE_URL');
      await eventually(async () => assert.equal((await workbench.upgradeRows()).find(({ text }) => text.includes('GL_API_KEYS_ENABLED=false'))?.checked, true));
      await workbench.pressInUpgradeTitle('Apply Selected');
      await eventually(async () => {
        after = await readAll(folder);
        const names = changed(before, after);
        assert.deepEqual([...upgraded, ...following].filter((name) => !names.includes(name)), []);
        assert.deepEqual(untouched.filter((name) => names.includes(name)), []);
        assert.match(after.get('.env'), /^GL_ENV=development$/m);
        assert.match(after.get('.env'), /^GL_API_KEYS_ENABLED=false$/m, 'what was ticked');
        assert.match(after.get('.env'), /^GREENLANG_DB_URL=/m, 'what was unticked');
        assert.doesNotMatch(after.get('.env'), /GL_SECRET_KEY/, 'what was not ticked');
        assert.match(after.get('packs/fuel-calculator/pack.yaml'), /^spec_version: "2\.0"$/m);
        assert.match(after.get('tests/test_agents.py'), /assert result\.status == AgentStatus\.SUCCESS$/m, 'follows the agent');
      });
    }],
    ['is told how many of what, and finds no unsaved tabs and no new ones', async () => {
      const toast = page.locator('.notifications-toasts .notification-list-item', { hasText: /Upgraded \d/ });
      await toast.waitFor();
      assert.match(await toast.innerText(), /Upgraded \d+ files: \d+ safe changes, 1 unsafe change\. \d+ left, \d+ of them for you\./);
      assert.equal(await page.locator('.tab.dirty').count(), 0);
      assert.equal(await page.locator('.tab').count(), 1);
    }],
    ['takes back by Undo what was done in the open file', async () => {
      await workbench.focusEditor();
      await page.keyboard.press('Control+z');
      await eventually(async () => assert.match(await workbench.editorText(), /GREENLANG_ENV=development/));
      await page.keyboard.press('Control+Shift+z');
      await eventually(async () => assert.match(await workbench.editorText(), /GL_API_KEYS_ENABLED/));
      await workbench.run('File: Save All Files');
      await eventually(async () => assert.deepEqual(changed(after, await readAll(folder)), []));
    }],
    ['is asked about unsaved changes, and nothing happens before the answer', async () => {
      await workbench.focusEditor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('# typed');
      await page.keyboard.press('Escape');
      await page.locator('.tab.dirty').first().waitFor();
      await workbench.tickUpgradeRow('Add GL_ASYNC_ENABLED=true');
      await workbench.pressInUpgradeTitle('Apply Selected');
      const question = page.locator('.monaco-dialog-box');
      await question.waitFor();
      const buttons = await question.locator('.monaco-button').allInnerTexts();
      for (const button of ['Save and Include', 'Include Without Saving', 'Leave Them Alone', 'Cancel']) assert.ok(buttons.includes(button), buttons.join());
      await question.locator('.monaco-button', { hasText: 'Cancel' }).click();
      assert.deepEqual(changed(after, await readAll(folder)), []);
      await workbench.pressInUpgradeTitle('Apply Selected');
      await question.locator('.monaco-button', { hasText: 'Include Without Saving' }).click();
      await eventually(async () => assert.match(await workbench.editorText(), /GL_ASYNC_ENABLED=true[^]*# typed|# typed[^]*GL_ASYNC_ENABLED=true/));
      assert.equal(await page.locator('.tab.dirty').count(), 1, 'saving stays with the user');
      assert.equal((await readAll(folder)).get('.env'), after.get('.env'));
      await workbench.run('File: Save All Files');
      await eventually(async () => assert.match((await readAll(folder)).get('.env'), /# typed/));
    }],
    ['ticks everything: nothing is left but what is for a person', async () => {
      await workbench.tickUpgradeRow('GreenLang 0.2');
      await workbench.pressInUpgradeTitle('Apply Selected');
      await eventually(async () => {
        after = await readAll(folder);
        assert.match(after.get('.env'), /^GL_SECRET_KEY=\S{32,}$/m);
        assert.match(after.get('app/main.py'), /asyncio\.run\(workflow\.execute\(context\)\)/);
        assert.match(after.get('README.md'), /^gl agents register/m);
        assert.deepEqual((await workbench.upgradeRows()).filter(({ checked }) => checked !== undefined), []);
      });
      await page.locator('.part.sidebar .tree-explorer-viewlet-tree-view .message', { hasText: /^\d+ left: \d+ for you\./ }).waitFor();
    }],
  ];
}

async function main() {
  const { values } = parseArgs({ options: { results: { type: 'string' } } });
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-session-'));
  const { node, server, chromium } = await provideBrowserKind(console.log);
  const example = await copyExample();
  const running = await startCodeServer({ node, server, installed: [await unpackedExtension(work)] });
  const browser = await launchBrowser(chromium);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const workbench = new Workbench(page);
  const total = { passed: 0, failed: 0, names: [] };
  try {
    await workbench.open(running.urlOf({ workspace: example.open }));
    console.log('a user');
    for (const [name, step] of steps({ workbench, page, folder: example.folder })) {
      const started = Date.now();
      try {
        await step();
        total.passed += 1;
        console.log(`  ✔ ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        total.failed += 1;
        total.names.push(name);
        console.log(`  ✘ ${name}\n${error instanceof Error ? error.stack : error}`);
        const artifacts = path.join(cache, 'test-artifacts/user');
        await workbench.screenshot(path.join(artifacts, 'vscode.png'));
        await writeFile(path.join(artifacts, 'vscode.log'), await running.logs());
        console.log(`A picture and the logs: ${artifacts}`);
        // The steps after it would begin nowhere.
        break;
      }
    }
  } finally {
    await browser.close().catch(() => undefined);
    await running.stop();
    await example.remove();
    await rm(work, { recursive: true, force: true });
  }
  if (values.results) {
    await mkdir(path.dirname(path.resolve(values.results)), { recursive: true });
    await writeFile(values.results, JSON.stringify(total));
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
