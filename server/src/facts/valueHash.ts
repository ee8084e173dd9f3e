/**
 * A number (as text) that equal texts share and different ones in practice do not: lets two assigned values be compared
 * although neither is kept. Takes the value as a program gets it. Not a cryptographic hash: it never leaves the process.
 */
export function valueHash(value: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return ((b >>> 0).toString(36) + (a >>> 0).toString(36));
}
