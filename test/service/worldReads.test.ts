import { describe, expect, it } from 'vitest';
import { summarise } from '../../server/src/facts/python/summarise.ts';
import type { PythonSummary } from '../../server/src/facts/python/summary.ts';
import { WorldNotes, WorldReads } from '../../server/src/service/worldReads.ts';
import { parsePython } from '../facts/python/support.ts';
import { worldOf } from '../facts/python/worldOf.ts';

const uriOf = (path: string): string => `file:///w/${path}`;
const read = (path: string, text: string): PythonSummary => summarise(parsePython(text, uriOf(path)));
const a = read('a.py', 'class A: ...\n');
const b = read('pkg/b.py', 'class B: ...\n');

/** What asks for two modules by name, for one that is not there, and whether two texts are anywhere. */
function readsOf(summaries: readonly PythonSummary[]): WorldReads {
  const notes = new WorldNotes();
  const world = notes.noting(worldOf(summaries));
  for (const [name, from] of [['a', 'main.py'], ['a', 'main.py'], ['.b', 'pkg/c.py'], ['nowhere', 'main.py']] as const) world.module(name, uriOf(from));
  for (const text of ['class', 'A', 'Z']) world.names(text);
  return notes.reads();
}

describe('what an analysis asked about other modules', () => {
  const here = readsOf([a, b]);
  const known = new Map([a, b].map((summary) => [summary.uri, summary]));
  const there = WorldReads.fromPlain(structuredClone(here.plain()), (uri) => known.get(uri));

  it.each([['here', here], ['in another thread', there]])('holds in a world with the same answers: %s', (_name, reads) => {
    expect(reads.holdIn(worldOf([a, b]))).toBe(true);
    expect(reads.holdIn(worldOf([a, b, read('other.py', 'x = 1\n')]))).toBe(true);
  });

  it.each([['here', here], ['in another thread', there]])('does not hold when one answer differs: %s', (_name, reads) => {
    expect(reads.holdIn(worldOf([a])), 'a module has gone').toBe(false);
    expect(reads.holdIn(worldOf([a, { ...b }])), 'a module is another one').toBe(false);
    expect(reads.holdIn(worldOf([a, b, read('nowhere.py', '')])), 'a module is there that was not').toBe(false);
    expect(reads.holdIn(worldOf([a, b, read('other.py', 'class Z: ...\n')])), 'a text is there that was not').toBe(false);
  });

  it('does not hold where a module is not known at all', () => {
    expect(WorldReads.fromPlain(here.plain(), () => undefined).holdIn(worldOf([a, b]))).toBe(false);
  });

  it('is said once however often it was asked', () => {
    expect(here.plain().modules).toEqual([
      { fromUri: uriOf('main.py'), names: ['a', 'nowhere'], uris: [a.uri, undefined] },
      { fromUri: uriOf('pkg/c.py'), names: ['.b'], uris: [b.uri] },
    ]);
    expect(here.plain().texts).toEqual([['class', false], ['A', true], ['Z', false]]);
  });
});
