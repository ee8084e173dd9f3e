// Files by path: their texts, or whatever stands for them.

/** A tree in which secrets that a fix has drawn count as one. */
export function withoutDrawn(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/\b[0-9a-f]{32,}\b|[A-Za-z0-9+/]{40,}={0,2}/g, '<drawn>')]));
}

/** The names of files that differ. */
export function differences(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).sort();
}
