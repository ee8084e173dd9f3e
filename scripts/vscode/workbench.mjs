// What a user's hands do in VS Code, for a page that shows it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Patience with a busy machine. */
const timeout = 30_000;

/** A row of a list, and none of those that stick to its top while others scroll by. */
const rowOfList = '.monaco-list-rows .monaco-list-row';

/** What is around the rows of a tree that an extension shows; the Upgrade view is the only one. */
const upgradeTree = '.part.sidebar .customview-tree';

export class Workbench {
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(timeout);
  }

  /** Opens a window and waits until it can be worked with. */
  async open(url) {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
  }

  async #quickInput(key, text) {
    const { page } = this;
    const input = page.locator('.quick-input-widget input[type="text"]');
    // The first key after the start may come too early to be heard.
    for (let attempt = 0; ; attempt += 1) {
      await page.keyboard.press(key);
      try {
        await input.waitFor({ state: 'visible', timeout: 3000 });
        break;
      } catch (error) {
        if (attempt === 5) throw error;
      }
    }
    await input.fill(text);
  }

  /** Runs a command by its full title. An open list does not learn of commands that come later: it is opened again then. */
  async run(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 0; ; attempt += 1) {
      await this.#quickInput('F1', `>${title}`);
      try {
        await row.click({ timeout: 3000 });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Opens a file by its path. Quick Open lists no files that git ignores, so those of the root are clicked. */
  async openFile(name) {
    const inRoot = path.dirname(name) === '.';
    if (!inRoot) await this.#quickInput('Control+p', name);
    const escaped = path.basename(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const label = this.page.locator('.label-name', { hasText: new RegExp(`^${escaped}$`) });
    const rows = this.page.locator(inRoot ? '.explorer-folders-view .monaco-list-row' : '.quick-input-list .monaco-list-row');
    await rows.filter({ has: label }).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
  }

  /** The text of the editor in front, as far as it is in view. */
  async editorText() {
    const text = await this.page.locator('.editor-group-container.active .view-lines').first().innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  /** Puts the cursor into the editor in front. */
  async focusEditor() {
    await this.page.locator('.editor-group-container.active .view-lines').first().click();
  }

  /**
   * A row of a list by its text. Rows that are out of view are not there, so the list is scrolled until it is, from the
   * top, and again while the list may still fill. `list` selects what is around the list.
   */
  async row(list, text) {
    const rows = this.page.locator(`${list} ${rowOfList}`, { hasText: text });
    for (const end = Date.now() + timeout; ;) {
      for await (const _ of this.#pagesOf(list)) for (const row of await rows.all()) if (await this.#isWhole(row, list)) return row;
      if (Date.now() > end) throw new Error(`no row ${JSON.stringify(String(text))} in ${list}`);
    }
  }

  /** Whether something stands in a list's view and is not cut off. */
  async #isWhole(thing, list) {
    const view = await this.page.locator(`${list} .monaco-list`).first().boundingBox();
    const place = await thing.boundingBox({ timeout: 1000 }).catch(() => null);
    return view !== null && place !== null && place.y >= view.y && place.y + place.height <= view.y + view.height;
  }

  /** Scrolls a list from the top to the bottom and stops at each piece that is in view; gives the rows there. */
  async * #pagesOf(list) {
    const rows = this.page.locator(`${list} ${rowOfList}`);
    await rows.first().waitFor();
    const view = await this.page.locator(`${list} .monaco-list`).first().boundingBox();
    await this.page.mouse.move(view.x + 150, view.y + view.height / 2);
    // However far it turns, one event of the wheel moves a list by two rows.
    const first = this.page.locator(`${list} ${rowOfList}[data-index="0"]`);
    for (let turns = 0; turns < 500 && await first.count() === 0; turns += 1) await this.page.mouse.wheel(0, -1000);
    await this.page.mouse.wheel(0, -1000);
    for (let last = ''; ;) {
      await this.page.waitForTimeout(50);
      const found = await rows.evaluateAll((elements) => elements.map((row) => {
        const box = row.querySelector('[role="checkbox"]');
        return {
          index: Number(row.getAttribute('data-index')),
          text: row.innerText.replaceAll('\u00a0', ' ').replaceAll('\n', ' ').trim(),
          level: Number(row.getAttribute('aria-level')),
          checked: box === null ? undefined : box.getAttribute('aria-checked') === 'true',
        };
      }));
      yield found;
      const now = found.map(({ index }) => index).join();
      if (now === last) return;
      last = now;
      for (let moved = 46; moved < view.height - 46; moved += 46) await this.page.mouse.wheel(0, 1000);
    }
  }

  /** A row of the Upgrade view by its text. */
  async upgradeRow(text) {
    return await this.row(upgradeTree, text);
  }

  /** All rows of the Upgrade view that are open, from the top to the bottom, with the state of their boxes. */
  async upgradeRows() {
    const rows = new Map();
    for await (const found of this.#pagesOf(upgradeTree)) for (const row of found) rows.set(row.index, row);
    return [...rows.values()].sort((a, b) => a.index - b.index);
  }

  /** Opens a branch of the Upgrade view. */
  async expandUpgradeRow(text) {
    const row = await this.upgradeRow(text);
    if (await row.getAttribute('aria-expanded') !== 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** Clicks the box of a row of the Upgrade view. */
  async tickUpgradeRow(text) {
    await (await this.upgradeRow(text)).locator('[role="checkbox"]').first().click();
  }

  /** Presses a button in the title of the Upgrade view. */
  async pressInUpgradeTitle(label) {
    // In the title, which shows its buttons while the pointer is over the view.
    await this.page.locator('.part.sidebar .composite.title, .part.sidebar .pane-header').first().hover();
    await this.page.locator(`.part.sidebar .actions-container [aria-label^="${label}"]`).first().click();
  }

  /** Presses a button of the question on the screen, if there is one. */
  async acceptQuestion(button) {
    const found = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first();
    await found.click({ timeout: 3000 }).catch(() => undefined);
  }

  /** Presses a button of a notification that may have gone from the corner by itself: all are kept behind the bell. */
  async pressInNotification(text, button) {
    await this.run('Notifications: Show Notifications');
    const notification = this.page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
    await notification.locator('.monaco-button', { hasText: button }).first().click();
    // While the list is open, new ones do not show in the corner.
    await this.run('Notifications: Clear All Notifications');
  }

  /** Saves what the window shows, or a part of it. */
  async screenshot(file, clip) {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, ...(clip && { clip }) });
  }
}
