import { describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { isPlainFile, readReportMessage } from '../../../client/src/report/reportMessage.ts';

describe('messages of the report\'s page', () => {
  it('are a place or a way to save, and carry nothing else on', () => {
    expect(readReportMessage({ type: 'open', uri: 'file:///w/a.py', line: 3, command: 'x' })).toEqual({ type: 'open', uri: 'file:///w/a.py', line: 3 });
    expect(readReportMessage({ type: 'save', format: 'html', uri: 'file:///etc/passwd' })).toEqual({ type: 'save', format: 'html' });
  });

  it.each([
    undefined, null, 'open', 7, [], {}, { type: 'run', command: 'x' }, { type: 'save' }, { type: 'save', format: 'exe' },
    { type: 'open' }, { type: 'open', uri: 'file:///w/a' }, { type: 'open', uri: ['file:///w/a'], line: 1 }, { type: 'open', uri: 'file:///w/a', line: '1' },
    ...[-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e12].map((line) => ({ type: 'open', uri: 'file:///w/a', line })),
  ])('are ignored when they are anything else: %j', (posted) => {
    expect(readReportMessage(posted)).toBeUndefined();
  });
});

describe('a place', () => {
  it('is a plain file', () => {
    expect(['file:///w/a%20b.py', 'file:///w/..a/b..py', 'file:///c%3A/w/a.py'].map((uri) => isPlainFile(URI.parse(uri)))).toEqual([true, true, true]);
  });

  it.each([
    'file:///w/../etc/passwd', 'file:///w/%2e%2e/etc/passwd', 'file:///w/..%2fetc/passwd', 'file:///w/..%5cetc', 'file:///w/./a', 'file:///w/a%00b',
    'command:workbench.action.quit', 'https://example.org/w/a', 'vscode-remote://host/w/a', 'file:///w/a?x', 'file:///w/a#x', 'javascript:alert(1)',
  ])('is nothing else: %s', (uri) => {
    expect(isPlainFile(URI.parse(uri))).toBe(false);
  });
});
