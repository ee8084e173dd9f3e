import { readFileSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { ownFilesGlob } from '../../client/src/ownFiles.ts';

const { activationEvents } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { activationEvents: string[] };
const of = (kind: string): readonly string[] => activationEvents.flatMap((event) => (event.startsWith(`${kind}:`) ? [event.slice(kind.length + 1)] : []));

describe('the files that wake the extension up', () => {
  it('start the server, too', () => {
    const files = of('workspaceContains').map((glob) => glob.replace('**/', 'a/').replace('*', 'production'));
    expect(files).toContain('a/pack.yaml');
    expect(files.filter((file) => !picomatch(ownFilesGlob, { dot: true })(file))).toEqual([]);
  });

  it('are all that the server is started for', () => {
    const [, names = ''] = /^\*\*\/\{(.+)\}$/.exec(ownFilesGlob) ?? [];
    expect(names.split(',').map((name) => `**/${name}`).sort()).toEqual([...of('workspaceContains')].sort());
  });

  it('have every language of code that is read', () => {
    expect(of('onLanguage')).toEqual(expect.arrayContaining(['python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'rust']));
  });
});
