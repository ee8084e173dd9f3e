import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { UpgradeRun } from '../../../client/src/upgrade/applyUpgrade.ts';
import { differences, withoutDrawn } from '../../support/fileTrees.ts';
import { closeAll, eventually, filesOnDisk, folder } from './support.ts';
import { commandLine } from './commandLine.ts';
import { findWorkspace, type FoundWorkspace, restoreWorkspace, upgradeView } from './viewSupport.ts';

interface Finding {
  readonly path: string;
  readonly rule: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** What an upgrade has left: the files, drawn secrets counting as one, and the findings as `path:line:column rule`. */
interface Left {
  readonly files: Readonly<Record<string, string>>;
  readonly findings: readonly string[];
}

/** A copy of the workspace after `upguide fix`. */
async function fixedByCommandLine(...options: string[]): Promise<Left> {
  const copy = await realpath(await mkdtemp(path.join(tmpdir(), 'upguide-same-')));
  try {
    await cp(folder().fsPath, copy, { recursive: true, filter: (source) => !/[\\/](\.upguide|\.vscode)$/.test(source) });
    await run(copy, 'fix', ...options);
    const { findings } = JSON.parse(await run(copy, 'check', '--format', 'json')) as { readonly findings: readonly Finding[] };
    return {
      files: withoutDrawn(Object.fromEntries(await filesOnDisk(vscode.Uri.file(copy)))),
      findings: findings.map(({ path: file, rule, range: { start } }) => `${file}:${start.line}:${start.column} ${rule}`).sort(),
    };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function run(cwd: string, ...words: string[]): Promise<string> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [await commandLine(), ...words], { cwd, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' });
  // 1: findings are left.
  assert.ok(status === 0 || status === 1, stderr);
  return stdout;
}

async function findingsInView(): Promise<readonly string[]> {
  const items = [...(await upgradeView()).store.items()];
  return items.map(({ uri, rule, range: { start } }) => `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${start.line + 1}:${start.character + 1} ${rule}`).sort();
}

describe('the same bytes, and the same findings left, as the command line', () => {
  let found: FoundWorkspace;
  before(async () => {
    await closeAll();
    found = await findWorkspace();
  });
  afterEach(async () => { await restoreWorkspace(found); });

  for (const [apply, options] of [['safe', []], ['unsafe', ['--unsafe']]] as const) {
    it(`${apply} changes`, async () => {
      const expected = await fixedByCommandLine(...options);
      const report = await vscode.commands.executeCommand<UpgradeRun | undefined>('upguide.upgradeWorkspace', { apply, unsaved: 'leave' });
      assert.equal(report?.problem, undefined);
      const files = withoutDrawn(Object.fromEntries(await filesOnDisk()));
      assert.deepEqual(differences(expected.files, files), []);
      assert.ok(differences(withoutDrawn(Object.fromEntries(found.files)), files).length > 10, report?.message);
      let left: readonly string[] = [];
      await eventually('the same findings', async () => {
        left = await findingsInView();
        return JSON.stringify(left) === JSON.stringify(expected.findings);
      }, () => ({ found: left.filter((one) => !expected.findings.includes(one)), missing: expected.findings.filter((one) => !left.includes(one)) }));
    });
  }
});
