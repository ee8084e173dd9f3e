import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closest } from '../../server/src/text/distance.ts';
import { baseName, directory, isWithin, joinUri, relativePath } from '../../server/src/text/uri.ts';

describe('uri', () => {
  test('names and folders', () => {
    expect(baseName('file:///a/b%20c/.env')).toBe('.env');
    expect(baseName('file:///a/b%20c')).toBe('b c');
    expect(baseName('file:///a/100%')).toBe('100%');
    expect(baseName('untitled:Untitled-1')).toBe('Untitled-1');
    expect(directory('file:///a/b/.env')).toBe('file:///a/b');
    expect(directory('file:///a')).toBe('file:///');
    expect(directory('vscode-vfs://github/o/r/x?q#f')).toBe('vscode-vfs://github/o/r');
  });

  test('joins', () => {
    expect(joinUri('file:///a', '.env')).toBe('file:///a/.env');
    expect(joinUri('file:///a/', 'b c/(d)#.yaml')).toBe('file:///a/b%20c/%28d%29%23.yaml');
    expect(joinUri('file:///', 'x')).toBe('file:///x');
    expect(joinUri('file:///a/b', '../c')).toBe('file:///a/c');
    expect(joinUri('file:///a', '\ud800')).toBe('file:///a/%EF%BF%BD');
  });

  test('relative paths see through spellings', () => {
    expect(relativePath('file:///a/b', 'file:///a/b/c%20d/e')).toBe('c d/e');
    expect(relativePath('file:///C:/a', 'file:///c%3A/a/x')).toBe('x');
    expect(relativePath('file:///a/b', 'file:///a/c/x')).toBe('../c/x');
    expect(relativePath('file:///a', 'file:///a/')).toBe('.');
    expect(relativePath('file:///a', 'http://h/b%20c')).toBe('/b c');
  });

  test('within', () => {
    expect(isWithin('file:///a', 'file:///a/b')).toBe(true);
    expect(isWithin('file:///a/', 'file:///a')).toBe(true);
    expect(isWithin('file:///a', 'file:///ab')).toBe(false);
    expect(isWithin('file:///c%3A/a', 'file:///C:/a/b')).toBe(true);
    expect(isWithin('file:///C:/a', 'file:///c:/a/b')).toBe(true);
    expect(isWithin('file:///a/b', 'file:///a/b')).toBe(true);
    expect(isWithin('file:///a/b/c', 'file:///a/b')).toBe(false);
    expect(isWithin('file:///a/b', 'file:///a/b/c%20d')).toBe(true);
    expect(isWithin('file:///a', 'file:///a//b')).toBe(true);
    expect(isWithin('file:///a', 'file:///ab/a')).toBe(false);
    expect(isWithin('file:///a', 'http://x/a/b')).toBe(false);
  });

  test('what is joined is found again', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$|[/\ud800-\udfff]/.test(text));
    fc.assert(fc.property(name, fc.array(name, { maxLength: 3 }), (file, folders) => {
      const folder = folders.reduce(joinUri, 'file:///root');
      const uri = joinUri(folder, file);
      expect(baseName(uri)).toBe(file);
      expect(directory(uri)).toBe(folder);
      expect(relativePath(folder, uri)).toBe(file);
      expect(isWithin('file:///root', uri)).toBe(true);
    }), { seed: 20_261_121 });
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      baseName(a); directory(a); joinUri(a, b); relativePath(a, b); isWithin(a, b);
    }), { seed: 20_261_121 });
  });
});

describe('closest', () => {
  test.each([
    ['GL_API_KYE', 'GL_API_KEY'], ['gl-api-key', 'GL_API_KEY'], ['verion', 'version'], ['x', undefined], ['entirely', undefined], ['', undefined], ['version', undefined], ['Version', 'version'],
  ])('%s: %s', (word, expected) => {
    expect(closest(word, ['GL_API_KEY', 'version', 'id'])).toBe(expected);
  });
});
