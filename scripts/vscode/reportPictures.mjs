// The pictures of the report and of the walkthrough, for screenshots.mjs.
import path from 'node:path';
import { root } from './provision.mjs';
import { reducePng } from './reducePng.mjs';

/** Of the window while pictures are taken that are packaged: they stay small. */
const small = { width: 760, height: 480 };

/** The inside of the panel that shows the report. */
const reportIn = (page) => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

/** Two pictures of what `arrange` brings to the screen, `NAME-dark` and `NAME-light`; ends with the theme it began with. */
async function inBothThemes(workbench, page, name, arrange) {
  for (const theme of ['dark', 'light']) {
    await arrange();
    // Away from what lights up or explains itself under the pointer; what fades gives no sign of its end.
    const { width, height } = page.viewportSize();
    await page.mouse.move(width - 60, height / 2);
    await page.waitForTimeout(1000);
    const file = path.join(root, 'docs/images', `${name}-${theme}.png`);
    await workbench.screenshot(file);
    await reducePng(file);
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
  await page.setViewportSize(small);
  await workbench.run('Upguide: Upgrade Workspace');
  await workbench.upgradeRow('BC-007');
  const bar = await page.locator('.part.sidebar').boundingBox();
  await page.mouse.move(bar.x + bar.width + 1, 300);
  await page.mouse.down();
  await page.mouse.move(380, 300, { steps: 5 });
  await page.mouse.up();
  await inBothThemes(workbench, page, 'walkthrough-found', () => workbench.upgradeRow('BC-007'));
  await workbench.expandUpgradeRow('BC-007');
  await workbench.expandUpgradeRow(/^\s*\.env\s*\d/);
  const row = await workbench.upgradeRow('Rename to GL_DATABASE_URL');
  await row.hover();
  await row.locator('[aria-label^="Show Diff"]').first().click();
  await page.locator('.monaco-diff-editor .view-line', { hasText: 'GL_DATABASE_URL' }).first().waitFor();
  await inBothThemes(workbench, page, 'walkthrough-review', () => workbench.upgradeRow('Rename to GL_DATABASE_URL'));
  await workbench.run('View: Close All Editors');
  await workbench.pressInUpgradeTitle('Apply Selected');
  await inBothThemes(workbench, page, 'walkthrough-apply', () => showNotification(workbench, page, 'Upgraded'));
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await inBothThemes(workbench, page, 'walkthrough-rollback', async () => {
    await workbench.run('Upguide: Roll Back Upgrade');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'GreenLang' }).first().click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '.env' }).first().waitFor();
  });
  await workbench.run('Upguide: Show Upgrade Report');
  await inBothThemes(workbench, page, 'walkthrough-report', () => reportIn(page).locator('h1').waitFor());
}

/** Opens the list of notifications until this one is in it: an open list does not stay open while it is empty. */
async function showNotification(workbench, page, text) {
  const told = page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
  for (let attempt = 0; ; attempt += 1) {
    await workbench.run('Notifications: Show Notifications');
    try {
      await told.waitFor({ timeout: 3000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
