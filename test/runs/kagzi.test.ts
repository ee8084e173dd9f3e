import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleFiles } from '../support/exampleFiles.ts';
import { testService } from '../support/testService.ts';

const stubs = path.resolve(import.meta.dirname, '../stubs/kagzi');
const compiler = spawnSync('rustc', ['--version'], { encoding: 'utf8' });
const noCompiler = compiler.status === 0 ? '' : `rustc does not run here: ${String(compiler.error ?? compiler.stderr)}`;

/** The example after all fixes of a tier; what is not changed is as it was. */
async function upgraded(files: Readonly<Record<string, string>>, applicability: 'safe' | 'unsafe'): Promise<Readonly<Record<string, string>>> {
  const { service, workspace } = await testService(files);
  const plan = await service.plan({ applicability });
  expect(plan.refused).toEqual([]);
  return { ...files, ...Object.fromEntries(plan.files.map(({ uri, after }) => [workspace.path(uri), after])) };
}

/** What is left to say about files, `path: rule applicability`. */
async function left(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { service, workspace } = await testService(files);
  return Object.keys(files).flatMap((file) => (service.diagnose(workspace.uri(file))?.diagnostics ?? []).map(({ rule, applicability }) => `${file}: ${rule} ${applicability}`));
}

describe('the example of Kagzi V1', () => {
  const before = exampleFiles('kagzi-1');
  let after: Readonly<Record<string, string>>;
  beforeAll(async () => { after = await upgraded(before, 'unsafe'); });

  it('safe fixes touch the manifests alone, and keep comments and features', async () => {
    const safe = await upgraded(before, 'safe');
    expect(Object.keys(safe).filter((file) => safe[file] !== before[file]).sort()).toEqual(['Cargo.toml', 'reports/Cargo.toml']);
    expect(safe['Cargo.toml']).toContain('kagzi = "2" # the workflow engine');
    expect(safe['reports/Cargo.toml']).toContain('kagzi = { version = "^2", features = ["metrics"] }');
  });

  it('everything the guide shows is there', () => {
    const orders = after['orders/src/main.rs'] ?? '';
    for (const text of [
      'use kagzi::{Kagzi, WorkflowContext, StepBuilder, RetryPolicy, RetryPredicate};',
      'let user = StepBuilder::new("fetch-user")\n        .retry_policy(RetryPolicy::fixed_with(2000, 3))',
      'ctx.parallel("update-stock+print-label", (',
      '("update-stock", shop::update_stock(input.clone())), // the shelf',
      'ctx.parallel("mail+points", (("mail", shop::mail(user.clone())), ("points", shop::points(user)))).await?;',
      '{} {} {steps}", mail, points))',
      'register_workflow_version("process-order", 1, process_order).await?;',
      '.create_worker_builder()',
    ]) expect(orders).toContain(text);
    expect(after['reports/src/main.rs']).toContain('.retry_policy(RetryPolicy::fixed_with(50, 4))');
    expect(after['reports/src/main.rs']).toContain('.execute(&self.ctx, async { sum(7).await })');
  });

  it('what only looks like Kagzi is as it was, and comments stay', () => {
    for (const file of ['orders/src/wizard.rs', 'orders/src/shop.rs', 'orders/Cargo.toml', 'README.md']) expect(after[file]).toBe(before[file]);
    for (const comment of ['// The directory of users', '// Both at a time.', '// the shelf', '/// What an order goes through.']) expect(after['orders/src/main.rs']).toContain(comment);
  });

  it('what is left is for a person, and a second run changes nothing', async () => {
    expect(await left(after)).toEqual([
      'orders/src/main.rs: kagzi/health-unchecked manual',
      'reports/src/main.rs: kagzi/health-unchecked manual',
    ]);
    expect(await upgraded(after, 'unsafe')).toEqual(after);
  });

  describe.skipIf(noCompiler !== '')(`compiled with rustc against stubs${noCompiler && ` (skipped: ${noCompiler})`}`, () => {
    let folder: string;
    const rustc = (...words: string[]): { readonly status: number | null; readonly stderr: string } => {
      const { status, stderr } = spawnSync('rustc', ['--edition', '2021', '-A', 'warnings', '-L', folder, '--out-dir', folder, ...words], { cwd: folder, encoding: 'utf8' });
      return { status, stderr };
    };
    const library = (name: string, source: string, ...others: string[]): void => {
      expect(rustc('--crate-type', name === 'tokio_macros' ? 'proc-macro' : 'rlib', '--crate-name', name, ...others.flatMap((other) => ['--extern', other]), path.join(stubs, source))).toEqual({ status: 0, stderr: '' });
    };
    /** Type-checks one crate of the example. */
    const compiled = (files: Readonly<Record<string, string>>, name: string): { readonly status: number | null; readonly stderr: string } => {
      for (const [file, text] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(folder, 'w', file)), { recursive: true });
        fs.writeFileSync(path.join(folder, 'w', file), text);
      }
      return rustc('--emit', 'metadata', '--crate-type', 'bin', '--crate-name', name, ...['anyhow', 'tokio', 'kagzi'].flatMap((crate) => ['--extern', crate]), path.join(folder, 'w', name, 'src/main.rs'));
    };
    beforeAll(() => {
      folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-rust-')));
      library('tokio_macros', 'tokio_macros.rs');
      library('anyhow', 'anyhow.rs');
      library('tokio', 'tokio.rs', 'tokio_macros', 'anyhow');
    }, 120_000);
    afterAll(() => { fs.rmSync(folder, { recursive: true, force: true }); });

    it('V1: the old code compiles, the new does not', () => {
      library('kagzi', 'kagzi_v1.rs', 'anyhow');
      for (const name of ['orders', 'reports']) {
        expect(compiled(before, name)).toEqual({ status: 0, stderr: '' });
        expect(compiled(after, name)).toMatchObject({ status: 1, stderr: expect.stringContaining('StepBuilder') as string });
      }
    }, 120_000);

    it('V2: the old code compiles still, and so does the new', () => {
      library('kagzi', 'kagzi_v2.rs', 'anyhow');
      for (const name of ['orders', 'reports']) {
        expect(compiled(before, name)).toEqual({ status: 0, stderr: '' });
        expect(compiled(after, name)).toEqual({ status: 0, stderr: '' });
      }
    }, 120_000);
  });
});
