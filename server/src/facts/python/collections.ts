/** Methods that put one thing into a collection: the position of the argument. */
export const putters: ReadonlyMap<string, number> = new Map([['append', 0], ['add', 0], ['insert', 1], ['appendleft', 0], ['setdefault', 1]]);

/** Methods that put all of another collection into one. */
export const bulkPutters: ReadonlySet<string> = new Set(['extend', 'update']);
