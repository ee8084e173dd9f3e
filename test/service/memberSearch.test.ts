import { describe, expect, it } from 'vitest';
import { MemberSearch } from '../../server/src/service/memberSearch.ts';

const search = new MemberSearch(new Map([['one', ['Agent', 'Pipeline']], ['two', ['Agent', 'Österreich']], ['three', []]]));
const migrations = (text: string): readonly string[] => [...search.in(new TextEncoder().encode(text))].sort();

describe('a search for members in bytes', () => {
  it.each([
    ['agent = base.Agent()', ['one', 'two']],
    ['x = (\n    base\n    .Pipeline\n)', ['one']],
    ['land = welt.Österreich', ['two']],
    ['class A(base.Agent, other.Pipeline): ...', ['one', 'two']],
  ])('finds the migrations of %j', (text, expected) => {
    expect(migrations(text)).toEqual(expected);
  });

  it.each(['Agent()', 'base.AgentConfig', 'base.agent', 'from base import Pipeline', ''])('finds none in %j', (text) => {
    expect(migrations(text)).toEqual([]);
  });
});
