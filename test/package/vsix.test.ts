import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../support/buildOnce.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('the packaged extension', () => {
  let size = 0;
  let files: readonly string[] = [];

  beforeAll(() => {
    buildOnce();
    const out = path.join(temporaryFolder(), 'upguide.vsix');
    const listing = execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs'), '--out', out], { cwd: root, encoding: 'utf8' });
    size = statSync(out).size;
    files = [...listing.matchAll(/^ *\d+ {2}(.+)$/gm)].map(([, name]) => name ?? '');
  });

  it('is small', () => {
    expect(size).toBeGreaterThan(50 * 1024);
    expect(size).toBeLessThan(3 * 1024 * 1024);
    expect(files.length).toBeLessThanOrEqual(40);
  });

  it('holds everything that package.json names', () => {
    const { main, icon, contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      main: string; icon: string; contributes: { grammars: readonly { path: string }[]; walkthroughs: readonly { steps: readonly { media: { image: Record<string, string> } }[] }[] };
    };
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ media }) => Object.values(media.image)));
    expect(pictures.length).toBeGreaterThan(0);
    for (const name of [main, icon, ...contributes.grammars.map((grammar) => grammar.path), ...pictures, 'dist/server.js']) {
      expect(files).toContain(`extension/${name.replace(/^\.\//, '')}`);
    }
    for (const name of ['readme.md', 'changelog.md', 'license.txt', 'package.json']) {
      expect(files.map((file) => file.toLowerCase())).toContain(`extension/${name}`);
    }
    expect(files.filter((file) => /dist\/grammars\/.*\.wasm$/.test(file)).length).toBeGreaterThan(0);
    expect(files.filter((file) => /schemas\/.*\.json$/.test(file)).length).toBeGreaterThan(0);
  });

  it('holds no source, test, map or secret', () => {
    expect(files.filter((file) => /\.(ts|mts|map|vsix|env)$|(^|\/)(test|tests|node_modules|server|client|scripts|examples|\.[^/]+)\//.test(file))).toEqual([]);
  });
});
