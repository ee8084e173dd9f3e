/**
 * Whether a file's name is what a pattern says, in which `*` stands for any part of a name, also an empty one. Letters' case counts. Linear in the
 * lengths' product at worst, whatever the pattern.
 */
export function matchesName(pattern: string, name: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  if (!name.startsWith(first)) return false;
  const last = parts.pop();
  if (last === undefined) return name === first;
  // Each part where it first fits leaves the most for those behind it.
  let at = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
