// What a user's hands do in VS Code, for a page that shows it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Patience with a busy machine. */
const timeout = 30_000;

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

  /** Runs a command by its full title. */
  async run(title) {
    await this.#quickInput('F1', `>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
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

  /** The rows of the Refactor Preview that are in view, with the state of their boxes. */
  async previewRows() {
    return await this.page.locator('.bulk-edit-panel .monaco-list-row').evaluateAll((rows) => rows.map((row) => {
      const box = row.querySelector('input[type="checkbox"], [role="checkbox"]');
      return {
        text: row.innerText.replaceAll('\u00a0', ' ').replaceAll('\n', ' ').trim(),
        level: Number(row.getAttribute('aria-level')),
        checked: box instanceof HTMLInputElement ? box.checked : box?.getAttribute('aria-checked') === 'true',
      };
    }));
  }

  /** Clicks the box of a row of the Refactor Preview. */
  async tickPreviewRow(text) {
    const row = this.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: text }).first();
    await row.locator('input[type="checkbox"], [role="checkbox"], .edit-checkbox').first().click();
  }

  /** Presses a button of the question on the screen, if there is one. */
  async acceptQuestion(button) {
    const found = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first();
    await found.click({ timeout: 3000 }).catch(() => undefined);
  }

  /** Saves what the window shows, or a part of it. */
  async screenshot(file, clip) {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, ...(clip && { clip }) });
  }
}
