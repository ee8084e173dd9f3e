// Takes the pictures of README: `node scripts/vscode/screenshots.mjs` (build first). They are of the packaged extension
// in a window of 1280 by 800, on a copy of the example. Look at them before you commit them.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unpackedExtension } from '../package.mjs';
import { launchBrowser, startCodeServer } from './codeServer.mjs';
import { provideBrowserKind, root } from './provision.mjs';
import { Workbench } from './workbench.mjs';
import { copyExample } from './workspace.mjs';

const size = { width: 1280, height: 800 };

/** Nothing in the picture but the editor and what the extension shows. */
const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.editor.showTabIndex': false,
  'workbench.editor.enablePreview': false,
  'workbench.editor.editorActionsLocation': 'hidden',
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': false,
  'window.commandCenter': false,
  'window.title': '${rootName}',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.scrollBeyondLastLine': false,
  'editor.renderLineHighlight': 'none',
  'editor.occurrencesHighlight': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.guides.indentation': false,
  'editor.hover.delay': 100,
  'editor.hover.above': false,
  'problems.autoReveal': false,
  // A line a finding; the tree shows the places that belong to each, too.
  'problems.defaultViewMode': 'table',
  // Its icon is the one for AI in this VS Code, whatever the fix; the menu is the same.
  'editor.lightbulb.enabled': 'off',
  'editor.overviewRulerBorder': false,
  'editor.hideCursorInOverviewRuler': true,
};

const image = (name) => path.join(root, 'docs/images', name);

/** Time for what fades in or out; there is no sign of its end. */
async function settle(page) {
  // Away from borders and buttons, which light up under the pointer.
  await page.mouse.move(size.width - 300, 300);
  await page.waitForTimeout(800);
}

async function findings(workbench, page) {
  await workbench.openFile('.env');
  await workbench.openFile('packs/fuel-calculator/pack.yaml');
  await workbench.run('View: Move Editor into Right Group');
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await page.locator('.codelens-decoration').first().waitFor();
  await workbench.run('Problems: Focus on Problems View');
  await workbench.row('.markers-panel', 'greenlang.yaml');
  await workbench.row('.markers-panel', 'fuel.py');
  await workbench.run('View: Focus Left Editor Group');
  await page.keyboard.press('Control+End');
  await settle(page);
  await workbench.screenshot(image('problems.png'));
}

/** A line of the left editor. */
const lineWith = (page, text) => page.locator('.editor-group-container').first().locator('.view-line', { hasText: text });
const leftEditor = { x: 0, y: 0, width: 960, height: 320 };

async function lightbulb(workbench, page) {
  await workbench.run('View: Toggle Panel Visibility');
  await workbench.run('View: Close All Editors');
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.openFile('.env');
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await lineWith(page, 'GREENLANG_ENV').click({ position: { x: 40, y: 8 } });
  await settle(page);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row').first().waitFor();
  await settle(page);
  await workbench.screenshot(image('lightbulb.png'), leftEditor);
  await page.keyboard.press('Escape');
}

async function python(workbench, page) {
  await workbench.run('View: Close All Editors');
  await workbench.openFile('agents/fuel.py');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+End');
  await lineWith(page, 'the fuel is unknown').hover({ position: { x: 190, y: 8 } });
  await page.locator('.monaco-hover', { hasText: 'BC-009' }).first().waitFor();
  // The pointer stays: the hover goes with it.
  await page.waitForTimeout(800);
  await workbench.screenshot(image('python.png'));
}

async function preview(workbench, page) {
  await workbench.run('View: Close All Editors');
  await workbench.run('Upguide: Upgrade Workspace');
  await page.locator('.bulk-edit-panel .monaco-list-row').first().waitFor();
  await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
  // The changes of a file below, their diff above. Rows that are out of view are not there: the list is scrolled first.
  await (await workbench.row('.bulk-edit-panel', '@sync_only')).click();
  await page.locator('.monaco-diff-editor .view-line', { hasText: '@sync_only' }).first().waitFor();
  await settle(page);
  await workbench.screenshot(image('preview.png'));
}

async function main() {
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-pictures-'));
  const { node, server, chromium } = await provideBrowserKind(console.log);
  const example = await copyExample();
  const running = await startCodeServer({ node, server, settings, installed: [await unpackedExtension(work)] });
  const browser = await launchBrowser(chromium);
  try {
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
    const workbench = new Workbench(page);
    await workbench.open(running.urlOf({ workspace: example.open }));
    await workbench.run('Notifications: Toggle Do Not Disturb Mode');
    for (const shot of [findings, lightbulb, python, preview]) {
      try {
        await shot(workbench, page);
        console.log(`${shot.name}: taken`);
      } catch (error) {
        await workbench.screenshot(path.join(root, '.cache/test-artifacts/pictures', `${shot.name}.png`));
        throw error;
      }
    }
  } finally {
    await browser.close();
    await running.stop();
    await example.remove();
    await rm(work, { recursive: true, force: true });
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
