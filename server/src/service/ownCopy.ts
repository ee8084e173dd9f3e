/**
 * A copy of plain data whose strings are their own. Substrings are windows into the text they were cut from, and keep all of it in
 * memory for as long as they live: whatever the index keeps of a file whose text it does not keep has to be copied.
 */
export function ownCopy<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}
