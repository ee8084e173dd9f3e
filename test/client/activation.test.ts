import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** What each file imports; late: only when it gets there. */
type Imports = ReadonlyMap<string, readonly { readonly path: string; readonly late: boolean }[]>;

describe('what activating the extension runs', () => {
  let imports: Imports = new Map();
  const entry = 'client/src/extension.ts';

  beforeAll(async () => {
    const { metafile } = await build({
      entryPoints: [entry], absWorkingDir: root, bundle: true, write: false, metafile: true, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'], logLevel: 'silent', outfile: 'activation.js',
    });
    imports = new Map(Object.entries(metafile.inputs).map(([file, input]) => [file, input.imports.map(({ path: imported, kind }) => ({ path: imported, late: kind === 'dynamic-import' }))]));
  });

  /** Everything that is run with the file. */
  const runWith = (file: string): ReadonlySet<string> => {
    const found = new Set([file]);
    for (const one of found) for (const { path: imported, late } of imports.get(one) ?? []) if (!late) found.add(imported);
    return found;
  };

  it('is our own code: no library, and nothing of the server but the protocol', () => {
    const others = [...runWith(entry)].filter((file) => !file.startsWith('client/src/'));
    expect(others.sort()).toEqual(['node:crypto', 'server/src/protocol.ts', 'vscode']);
  });

  it('leaves the LSP library to the first start of the server', () => {
    const isLibrary = (file: string): boolean => file.includes('node_modules/vscode-languageclient/');
    expect([...imports.keys()].some(isLibrary)).toBe(true);
    expect([...runWith('client/src/languageClient.ts')].some(isLibrary)).toBe(true);
    expect([...runWith(entry)].some(isLibrary)).toBe(false);
  });
});
