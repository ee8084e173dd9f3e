import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathOfUri, UriConverter, uriOfPath } from '../../server/src/node/uris.ts';

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

  test('is converted among many as it is alone', () => {
    const odd = ['untitled:a/b', 'http://a/b', 'file://host/a/b', 'file:///a%2Fb/c', 'file:///a?x/b', 'file:///a#x/b', 'file:///a/../b/c', 'file:/a/b', 'a', '', 'file:///a//b'];
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: path }, { weight: 1, arbitrary: fc.constantFrom(...odd) }), { maxLength: 6 }), fc.array(fc.constantFrom('', '/x', '/.y', '/..'), { minLength: 1, maxLength: 3 }), (folders, names) => {
      const converter = new UriConverter();
      for (const folder of folders) {
        for (const name of names) {
          const given = folder + name;
          if (given.startsWith('/')) {
            const uri = converter.uriOfPath(given);
            expect(uri).toBe(uriOfPath(given));
            expect(converter.pathOfUri(uri)).toBe(pathOfUri(uri));
          } else expect(converter.pathOfUri(given), given).toBe(pathOfUri(given));
        }
      }
    }), { numRuns: 3000, seed: 20261122 });
    expect(new UriConverter().uriOfPath('a/b')).toBe(uriOfPath('a/b'));
  });

  test('is none where the URI names no file of this machine', () => {
    expect(['untitled:a', 'http://a/b', 'file://host/a', 'file:///a%2Fb'].map(pathOfUri)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
