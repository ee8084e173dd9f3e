/** What a value outside the allowed ones should be: by the guide's renames, else the same word in upper case; `undefined` if neither fits. */
export function renamedValue(value: string, change: { readonly allowed: readonly string[]; readonly renamed: Readonly<Record<string, string>> }): string | undefined {
  if (change.allowed.includes(value)) return undefined;
  const upper = value.trim().toUpperCase();
  const renamed = Object.entries(change.renamed).find(([from]) => from.toUpperCase() === upper)?.[1];
  return renamed ?? change.allowed.find((allowed) => allowed.toUpperCase() === upper);
}
