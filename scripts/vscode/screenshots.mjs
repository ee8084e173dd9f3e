// Takes the pictures of README: `node scripts/vscode/screenshots.mjs` (build first); `--only upgrade` takes its group alone. They are of the packaged extension
// in a window of 1280 by 800, on a copy of the example. Look at them before you commit them.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unpackedExtension } from '../package.mjs';
import { launchBrowser, startCodeServer } from './codeServer.mjs';
import { provideBrowserKind, root } from './provision.mjs';
import { report, walkthrough } from './reportPictures.mjs';
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

/** The file in the root; its neighbours begin with the same letters. */
const envRow = /^\s*\.env\s*\d/;

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

async function upgrade(workbench, page) {
  await workbench.run('View: Close All Editors');
  await workbench.run('Upguide: Upgrade Workspace');
  await workbench.upgradeRow('BC-007');
  const bar = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(bar.x + bar.width + 1, 500);
  await page.mouse.down();
  await page.mouse.move(520, 500, { steps: 5 });
  await page.mouse.up();
  await workbench.expandUpgradeRow('BC-007');
  await workbench.expandUpgradeRow(envRow);
  const row = await workbench.upgradeRow('Rename to GL_DATABASE_URL');
  await row.hover();
  await row.locator('[aria-label^="Show Diff"]').first().click();
  await page.locator('.monaco-diff-editor .view-line', { hasText: 'GL_DATABASE_URL' }).first().waitFor();
  await settle(page);
  await workbench.screenshot(image('upgrade-dark.png'));
  await workbench.run('Preferences: Toggle between Light/Dark Themes');
  await settle(page);
  await workbench.screenshot(image('upgrade-light.png'));
}

/** A migration of the workspace's own in which the example no longer says what the fix does. */
async function ownMigration(workbench, page) {
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.openFile('.upguide/acme.migration.yaml');
  // The place is out of view until the command goes there, and the command finds nothing before the example has run.
  await page.waitForTimeout(4000);
  await workbench.run('Go to Next Problem in Files (Error, Warning, Info)');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.squiggly-error').first().waitFor();
  const mark = await page.locator('.squiggly-error').first().boundingBox();
  await page.mouse.move(mark.x + 10, mark.y + mark.height - 6, { steps: 5 });
  await page.locator('.monaco-hover', { hasText: 'ACME_CODE' }).first().waitFor();
  await page.waitForTimeout(800);
  await workbench.screenshot(image('own-migration.png'));
}

/** Each group has a window of its own; in it, each picture can begin where the one before it ended. */
const groups = [
  { settings, shots: [findings, lightbulb, python] },
  // The number left is on the activity bar and in the status bar.
  { settings: { ...settings, 'workbench.activityBar.location': 'default', 'workbench.statusBar.visible': true }, shots: [upgrade] },
  { settings, shots: [report] },
  { settings, shots: [walkthrough] },
  {
    settings, shots: [ownMigration], example: 'own-migration',
    prepare: (folder) => replaceIn(path.join(folder, '.upguide/acme.migration.yaml'), '          ACME_KEY=s3cret', '          ACME_CODE=s3cret'),
  },
];

async function replaceIn(file, before, after) {
  await writeFile(file, (await readFile(file, 'utf8')).replace(before, after));
}

async function take({ settings: own, shots, example: name, prepare }, { node, server, browser, extension }) {
  const example = await copyExample({ example: name });
  await prepare?.(example.folder);
  const running = await startCodeServer({ node, server, settings: own, installed: [extension] });
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
  try {
    const workbench = new Workbench(page);
    await workbench.open(running.urlOf({ workspace: example.open }));
    await workbench.run('Notifications: Toggle Do Not Disturb Mode');
    for (const shot of shots) {
      try {
        await shot(workbench, page);
        console.log(`${shot.name}: taken`);
      } catch (error) {
        await workbench.screenshot(path.join(root, '.cache/test-artifacts/pictures', `${shot.name}.png`));
        throw error;
      }
    }
  } finally {
    await page.close();
    await running.stop();
    await example.remove();
  }
}

async function main() {
  const { values: { only } } = parseArgs({ options: { only: { type: 'string' } } });
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-pictures-'));
  const { node, server, chromium } = await provideBrowserKind(console.log);
  const browser = await launchBrowser(chromium);
  try {
    const extension = await unpackedExtension(work);
    for (const group of groups) {
      if (only === undefined || group.shots.some(({ name }) => name === only)) await take(group, { node, server, browser, extension });
    }
  } finally {
    await browser.close();
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
