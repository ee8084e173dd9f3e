// The pictures of the report and of the walkthrough, for screenshots.mjs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './provision.mjs';

/** Of the window, so that the picture stays small: it is packaged. */
const part = { width: 640, height: 440 };

/** The inside of the panel that shows the report. */
const reportIn = (page) => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

/** Fewer colours make a third of the size, and nobody sees the difference. Without ImageMagick the picture is left as it is. */
function reduceColours(file) {
  spawnSync('convert', [file, '-strip', '-colors', '128', `PNG8:${file}`], { stdio: 'ignore' });
}

/** Two pictures of what `arrange` brings to the screen, `NAME-dark` and `NAME-light`; ends with the theme it began with. */
async function inBothThemes(workbench, page, name, arrange, clip) {
  for (const theme of ['dark', 'light']) {
    await arrange();
    await page.waitForTimeout(1000);
    const file = path.join(root, 'docs/images', `${name}-${theme}.png`);
    await workbench.screenshot(file, clip);
    reduceColours(file);
    await page.keyboard.press('Escape');
    await workbench.run('Preferences: Toggle between Light/Dark Themes');
  }
}

/** The whole report, and whether its places can be opened. */
export async function report(workbench, page) {
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.run('Upguide: Show Upgrade Report');
  await reportIn(page).locator('h1').waitFor();
  await inBothThemes(workbench, page, 'report', () => reportIn(page).locator('h1').waitFor());
  await reportIn(page).locator('details[open] button.place').first().click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** Each step of the walkthrough: found, reviewed, applied, taken back, reported. */
export async function walkthrough(workbench, page) {
  const { width, height } = page.viewportSize();
  const topLeft = { x: 0, y: 0, ...part };
  const topRight = { x: width - part.width, y: 0, ...part };
  await workbench.run('Upguide: Upgrade Workspace');
  await inBothThemes(workbench, page, 'walkthrough-found', () => workbench.upgradeRow('BC-007'), topLeft);
  await workbench.expandUpgradeRow('BC-007');
  await workbench.expandUpgradeRow(/^\s*\.env\s*\d/);
  const row = await workbench.upgradeRow('Rename to GL_DATABASE_URL');
  await row.hover();
  await row.locator('[aria-label^="Show Diff"]').first().click();
  await page.locator('.monaco-diff-editor .view-line', { hasText: 'GL_DATABASE_URL' }).first().waitFor();
  await inBothThemes(workbench, page, 'walkthrough-review', () => page.locator('.monaco-diff-editor').first().waitFor(), topRight);
  await workbench.run('View: Close All Editors');
  await workbench.pressInUpgradeTitle('Apply Selected');
  const told = page.locator('.notifications-center .notification-list-item', { hasText: 'Upgraded' }).first();
  await inBothThemes(workbench, page, 'walkthrough-apply', async () => {
    await workbench.run('Notifications: Show Notifications');
    await told.waitFor();
  }, { x: width - part.width, y: height - part.height, ...part });
  await inBothThemes(workbench, page, 'walkthrough-rollback', async () => {
    await workbench.run('Upguide: Roll Back Upgrade');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'GreenLang' }).first().click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '.env' }).first().waitFor();
  }, { x: (width - part.width) / 2, y: 0, ...part });
  await workbench.run('Upguide: Show Upgrade Report');
  await inBothThemes(workbench, page, 'walkthrough-report', () => reportIn(page).locator('h1').waitFor(), topRight);
}
