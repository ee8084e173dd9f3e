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

/** The files of the folder, by path, without git's. */
async function readAll(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name));
    if (entry.isFile() && !name.startsWith('.git/')) files.set(name, await readFile(path.join(folder, name), 'latin1'));
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
    ['is shown what "Upgrade Workspace" will change: safe ticked, unsafe not', async () => {
      await workbench.openFile('.env');
      await workbench.run('Upguide: Upgrade Workspace');
      const rows = await eventually(async () => {
        const found = await workbench.previewRows();
        assert.ok(found.some(({ level }) => level === 2));
        return found;
      });
      const row = (text) => rows.find((each) => each.text.includes(text));
      assert.equal(row('GREENLANG_ENVGL_ENV')?.checked, true, JSON.stringify(rows));
      assert.equal(row('GL_API_KEYS_ENABLED')?.checked, false, JSON.stringify(rows));
      assert.equal(row('@sync_only')?.checked, true, 'Python, too');
      assert.deepEqual(changed(before, await readAll(folder)), [], 'nothing is changed yet');
    }],
    ['ticks an unsafe change, too, and applies', async () => {
      await workbench.tickPreviewRow('GL_API_KEYS_ENABLED');
      await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
      await eventually(async () => {
        after = await readAll(folder);
        const names = changed(before, after);
        assert.deepEqual([...upgraded, ...following].filter((name) => !names.includes(name)), []);
        assert.deepEqual(untouched.filter((name) => names.includes(name)), []);
        assert.match(after.get('.env'), /^GL_ENV=development$/m);
        assert.match(after.get('.env'), /^GL_API_KEYS_ENABLED=false$/m, 'what was ticked');
        assert.doesNotMatch(after.get('.env'), /GL_SECRET_KEY/, 'what was not ticked');
        assert.match(after.get('packs/fuel-calculator/pack.yaml'), /^spec_version: "2\.0"$/m);
        assert.match(after.get('tests/test_agents.py'), /assert result\.status == AgentStatus\.SUCCESS$/m, 'follows the agent');
      });
    }],
    ['is told how many of what, and finds no unsaved tabs', async () => {
      const toast = page.locator('.notifications-toasts .notification-list-item', { hasText: /Upgraded \d/ });
      await toast.waitFor();
      assert.match(await toast.innerText(), /Upgraded \d+ files: \d+ safe changes, 1 unsafe change\. \d+ changes left out\. \d+ findings left/);
      assert.equal(await page.locator('.tab.dirty').count(), 0);
    }],
    ['takes back by Undo in a file what the preview showed', async () => {
      await workbench.focusEditor();
      await page.keyboard.press('Control+z');
      await workbench.acceptQuestion(/Undo in \d+ Files/);
      await eventually(async () => assert.match(await workbench.editorText(), /GREENLANG_ENV=development/));
      await workbench.run('File: Save All Files');
      // What followed in a step of its own may stay; the notification's button takes that back, too.
      await eventually(async () => assert.deepEqual(changed(before, await readAll(folder)).filter((name) => !following.includes(name)), []));
    }],
    ['redoes it and takes all of it back with the button of the notification', async () => {
      await workbench.focusEditor();
      await page.keyboard.press('Control+Shift+z');
      await eventually(async () => assert.match(await workbench.editorText(), /GL_API_KEYS_ENABLED/));
      await workbench.run('File: Save All Files');
      await eventually(async () => assert.deepEqual(await readAll(folder), after));
      await workbench.pressInNotification(/Upgraded \d/, 'Undo');
      await eventually(async () => assert.deepEqual(changed(before, await readAll(folder)), []));
      await eventually(async () => assert.equal(await page.locator('.tab.dirty').count(), 0));
    }],
    ['ticks everything: nothing is left but what is for a person', async () => {
      await workbench.run('Upguide: Upgrade Workspace');
      await page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor();
      await workbench.tickWholePreview();
      const unticked = (await workbench.previewRows()).filter(({ checked }) => !checked);
      assert.deepEqual(unticked, []);
      await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
      const toast = page.locator('.notifications-toasts .notification-list-item', { hasText: /Upgraded \d/ });
      await toast.waitFor();
      const [, left, manual] = /(\d+) findings left, (\d+) of them for you to settle/.exec(await toast.innerText()) ?? [];
      assert.ok(Number(left) > 0 && left === manual, await toast.innerText());
      after = await readAll(folder);
      assert.match(after.get('.env'), /^GL_SECRET_KEY=\S{32,}$/m);
      assert.match(after.get('app/main.py'), /asyncio\.run\(workflow\.execute\(context\)\)/);
      assert.match(after.get('README.md'), /^gl agents register/m);
    }],
    ['takes all of that back with "Undo Last Upgrade"', async () => {
      await workbench.run('Upguide: Undo Last Upgrade');
      await eventually(async () => assert.deepEqual(changed(before, await readAll(folder)), []));
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
  const total = { passed: 0, failed: 0 };
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
