import { describe, expect, it } from 'vitest';
import { ItemStore } from '../../../client/src/upgrade/itemStore.ts';
import { greenlang, item } from './support.ts';

const result = { items: [], complete: true, migrations: [greenlang] };
const uris = (store: ItemStore): readonly string[] => [...store.files.keys()];

describe('the store of items', () => {
  it('keeps what is known while it is read anew, then forgets what was not told again', () => {
    const store = new ItemStore();
    store.begin();
    store.replace([{ uri: 'a', items: [item('1', { uri: 'a' })] }, { uri: 'b', items: [item('2', { uri: 'b' })] }]);
    store.end(result);
    store.begin();
    expect(uris(store)).toEqual(['a', 'b']);
    store.replace([{ uri: 'b', items: [item('2', { uri: 'b' })] }]);
    expect(uris(store)).toEqual(['a', 'b']);
    store.end(result);
    expect(uris(store)).toEqual(['b']);
    expect(store.migrations).toEqual([greenlang]);
  });

  it('forgets nothing after a reading that was cut short', () => {
    const store = new ItemStore();
    store.replace([{ uri: 'a', items: [item('1', { uri: 'a' })] }]);
    store.begin();
    store.end({ ...result, complete: false, accepted: 0 });
    expect(uris(store)).toEqual(['a']);
    expect(store.migrations, 'the guides that are known so far').toEqual([greenlang]);
    store.end({ ...result, migrations: [], complete: false });
    expect(store.migrations).toEqual([greenlang]);
    store.begin();
    store.abandon();
    store.replace([{ uri: 'b', items: [item('2', { uri: 'b' })] }]);
    expect(uris(store)).toEqual(['a', 'b']);
  });

  it('takes the items of an answer that was not streamed', () => {
    const store = new ItemStore();
    store.begin();
    store.end({ ...result, items: [item('1', { uri: 'a' }), item('2', { uri: 'b' }), item('3', { uri: 'a' })] });
    expect([...store.files].map(([uri, items]) => [uri, items.map(({ id }) => id)])).toEqual([['a', ['1', '3']], ['b', ['2']]]);
    expect(store.size).toBe(3);
  });

  it('takes a file out that has nothing any more, and keeps the objects of what is as it was', () => {
    const store = new ItemStore();
    const first = item('1', { uri: 'a' });
    store.replace([{ uri: 'a', items: [first, item('2', { uri: 'a' })] }]);
    store.replace([{ uri: 'a', items: [item('1', { uri: 'a' }), item('2', { uri: 'a', line: 7 })] }]);
    const [one, two] = store.files.get('a') ?? [];
    expect(one).toBe(first);
    expect(two?.range.start.line).toBe(7);
    store.replace([{ uri: 'a', items: [] }]);
    expect(store.size).toBe(0);
  });
});
