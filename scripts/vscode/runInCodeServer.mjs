// Runs the suite in the VS Code of code-server, in a browser that nobody sees.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser, startCodeServer } from './codeServer.mjs';

/** Begins the lines of the suite; everything else is VS Code's own and only of interest after a failure. */
const mark = '[suite] ';

const codeOf = (exit) => (typeof exit === 'number' ? exit : 1);

/** What the page wrote, as lines. VS Code sends `(type, args)` with texts and objects. */
const lineOf = (args) => args.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');

/**
 * Ends with the exit code of the suite; 1 after `timeout` milliseconds, with the logs printed and kept in `artifacts`.
 * `workspace` is a folder or a `.code-workspace` file.
 */
export async function runInCodeServer({ vscode, workspace, extension, installed, tests, env, timeout, artifacts, log }) {
  const server = await startCodeServer({ node: vscode.node, server: vscode.server, env, installed, driver: true });
  let browser;
  let timer;
  try {
    browser = await launchBrowser(vscode.chromium);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const noise = [];
    const relay = (line) => {
      if (line.startsWith(mark)) log(line.slice(mark.length));
      else noise.push(line);
    };
    page.on('console', (message) => { if (message.type() === 'error') noise.push(message.text()); });
    page.on('pageerror', (error) => noise.push(`[pageerror] ${error.message}`));

    const ended = new Promise((resolve) => {
      timer = setTimeout(() => resolve(undefined), timeout);
      page.on('crash', () => resolve('the page crashed'));
      void page.exposeFunction('codeAutomationExit', (code) => resolve(codeOf(code)));
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => relay(lineOf(Array.isArray(args) ? args : [type, args])));

    await page.goto(server.urlOf({ workspace, extension, tests }));
    const result = await ended;
    if (result === 0) return 0;
    await mkdir(artifacts, { recursive: true });
    const what = typeof result === 'string' ? result : result === undefined ? `The suite did not end within ${timeout / 1000} s.` : 'The suite failed.';
    const logs = `${what}\n${noise.slice(-100).join('\n')}\n${await server.logs()}`;
    await writeFile(path.join(artifacts, 'vscode.log'), logs);
    await page.screenshot({ path: path.join(artifacts, 'vscode.png'), timeout: 5000 }).catch(() => undefined);
    if (typeof result !== 'number') log(logs.slice(-12_000));
    log(`${what} VS Code's logs and a picture: ${artifacts}`);
    return 1;
  } finally {
    clearTimeout(timer);
    await browser?.close().catch(() => undefined);
    await server.stop();
  }
}
