import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathOfUri, uriOfPath } from '../../server/src/node/uris.ts';

const path = fc.array(fc.constantFrom('/', '/', 'a', 'Bc', '0', '_', '-', '.', '..', '~', ' ', '%', '#', '?', 'ä', '\\', ':', '@'), { maxLength: 8 }).map((parts) => `/${parts.join('')}`);

describe.skipIf(process.platform === 'win32')('a path', () => {
  test('is spelled as a URI in the way of Node, and back', () => {
    fc.assert(fc.property(path, (file) => {
      const { href } = pathToFileURL(file);
      expect(uriOfPath(file)).toBe(href);
      expect(pathOfUri(href)).toBe(fileURLToPath(href));
      if (!/[%#?]/.test(file) && !file.startsWith('//')) expect(pathOfUri(`file://${file}`)).toBe(fileURLToPath(`file://${file}`));
    }), { numRuns: 3000, seed: 20261121 });
  });

  test('is none where the URI names no file of this machine', () => {
    expect(['untitled:a', 'http://a/b', 'file://host/a', 'file:///a%2Fb'].map(pathOfUri)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
