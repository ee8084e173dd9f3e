import { describe, expect, it } from 'vitest';
import { nearby } from '../../server/src/schemas/suggest.ts';

describe('nearby', () => {
  it.each([
    ['nmae', ['name', 'type'], ['name']],
    ['specVersion', ['spec_version'], ['spec_version']],
    ['min_length', ['minLength', 'maxLength'], ['minLength']],
    ['tpye', ['type'], ['type']],
    ['lvl', ['level'], []],
    ['level2', ['level', 'level1'], []],
    ['name', ['name'], []],
    ['id', ['ip'], []],
    ['ba', ['bar'], []],
    ['tag', ['tags'], ['tags']],
    ['minimm', ['minimum', 'maximum'], ['minimum']],
    ['', ['a'], []],
    ['x'.repeat(5000), ['x'.repeat(4999)], []],
  ])('%s among %j is %j', (word, candidates, expected) => {
    expect(nearby(word, candidates)).toEqual(expected);
  });

  it('gives all that are close, nearest first, each once', () => {
    expect(nearby('metadat', ['metadatum', 'metadata', 'metadata'])).toEqual(['metadata', 'metadatum']);
  });
});
