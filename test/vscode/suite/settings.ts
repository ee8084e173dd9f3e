import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, diagnostic, diagnosticsOf, eventually, folder, open } from './support.ts';

const { Global } = vscode.ConfigurationTarget;

async function withSetting(key: string, value: unknown, run: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('upguide', folder());
  await settings.update(key, value, Global);
  try {
    await run();
  } finally {
    await settings.update(key, undefined, Global);
  }
}

describe('settings', () => {
  afterEach(closeAll);

  it('switches a migration off and on again', async () => {
    await open('.env');
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
    await withSetting('migrations', { greenlang: 'off' }, () =>
      eventually('silence', () => diagnosticsOf('.env').length === 0 && diagnosticsOf('packs/fuel-calculator/pack.yaml').length === 0).then(() => undefined));
    await diagnostic('.env', 'BC-007', 'GREENLANG_ENV');
  });

  it('changes a severity', async () => {
    await open('.env');
    await withSetting('severities', { 'BC-007': 'information' }, async () => {
      await eventually('information', () => diagnosticsOf('.env').some((each) =>
        codeOf(each) === 'BC-007' && each.severity === vscode.DiagnosticSeverity.Information));
    });
  });

  it('makes what the target version has removed an error', async () => {
    await open('packs/fuel-calculator/pack.yaml');
    await withSetting('targetVersions', { greenlang: '0.4' }, async () => {
      await eventually('an error', () => diagnosticsOf('packs/fuel-calculator/pack.yaml').some(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
    });
  });

  it('leaves excluded files alone', async () => {
    await eventually('findings', () => diagnosticsOf('packs/boiler-efficiency/pack.yaml').length > 0);
    await withSetting('exclude', ['packs/**'], async () => {
      await eventually('no findings', () => diagnosticsOf('packs/boiler-efficiency/pack.yaml').length === 0);
    });
    await eventually('findings again', () => diagnosticsOf('packs/boiler-efficiency/pack.yaml').length > 0);
  });

  it('accepts its own defaults', () => {
    const settings = vscode.workspace.getConfiguration('upguide', folder());
    assert.deepEqual(settings.get('migrations'), {});
    assert.deepEqual(settings.get('exclude'), []);
  });
});
