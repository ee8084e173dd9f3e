// Draws images/icon.png from images/icon.svg: `node scripts/icon.mjs`.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { provideChromium } from './vscode/chromium.mjs';
import { launchBrowser } from './vscode/codeServer.mjs';
import { root } from './vscode/provision.mjs';

const size = 256;
const browser = await launchBrowser(await provideChromium(console.log));
const page = await browser.newPage({ viewport: { width: size, height: size } });
const svg = await readFile(path.join(root, 'images/icon.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
await page.screenshot({ path: path.join(root, 'images/icon.png'), omitBackground: true });
await browser.close();
