import { describe, expect, it } from 'vitest';
import { Choices } from '../../../client/src/upgrade/choices.ts';
import { memory } from './support.ts';

const safe = { id: 's', applicability: 'safe' } as const;
const unsafe = { id: 'u', applicability: 'unsafe' } as const;
const manual = { id: 'm', applicability: 'manual' } as const;

describe('choices', () => {
  it('begin with safe items ticked, and no others', () => {
    const choices = new Choices(memory());
    expect([safe, unsafe, manual].map((each) => choices.isTicked(each))).toEqual([true, false, false]);
    expect(choices.isDone('m')).toBe(false);
  });

  it('come back in the next window', () => {
    const kept = memory();
    const choices = new Choices(kept);
    choices.tick([safe], false);
    choices.tick([unsafe, manual], true);
    choices.markDone(['m', 'n'], true);
    choices.markDone(['n'], false);
    const again = new Choices(kept);
    expect([safe, unsafe, manual].map((each) => again.isTicked(each))).toEqual([false, true, false]);
    expect([again.isDone('m'), again.isDone('n')]).toEqual([true, false]);
    again.tick([safe], true);
    again.tick([unsafe], false);
    expect(kept.stored['upguide.choices']).toEqual({ ticked: [], unticked: [], done: ['m'] });
  });

  it('take a safe item that becomes unsafe for unticked, unless it was chosen', () => {
    const choices = new Choices(memory());
    expect(choices.isTicked({ id: 's', applicability: 'unsafe' })).toBe(false);
    choices.tick([unsafe], true);
    expect(choices.isTicked({ id: 'u', applicability: 'manual' })).toBe(false);
  });

  it('do not stumble over what somebody else has left in the memory', () => {
    for (const stored of [null, 'x', 3, [], { ticked: 'no', unticked: [1, 's'], done: null }]) {
      const choices = new Choices(memory({ 'upguide.choices': stored }));
      expect(choices.isTicked(unsafe)).toBe(false);
    }
    expect(new Choices(memory({ 'upguide.choices': { unticked: [1, 's'] } })).isTicked(safe)).toBe(false);
  });

  it('forget the oldest of very many', () => {
    const kept = memory();
    const choices = new Choices(kept);
    choices.tick(Array.from({ length: 20_005 }, (_, index) => ({ id: String(index), applicability: 'unsafe' as const })), true);
    expect(choices.isTicked({ id: '4', applicability: 'unsafe' })).toBe(false);
    expect(choices.isTicked({ id: '5', applicability: 'unsafe' })).toBe(true);
  });
});
