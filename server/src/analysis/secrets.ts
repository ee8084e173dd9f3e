/** Words that people put where a secret belongs, compared in lower case without separators. */
const placeholderWords = /(change[-_ ]?(me|this|it)|your[-_ ]|^your|placeholder|replace[-_ ]?(me|this|with)|example|sample|dummy|insert[-_ ]|enter[-_ ]|\btodo\b|\bfixme\b|to[-_ ]be[-_ ](set|filled|changed)|generate|not[-_ ]?set|^(secret|password|passwd|key|token|test|testing|dev|development|default|admin|none|null|undefined|empty|foo|bar|abc|string)([-_ ]?(key|secret|token|password|value|[0-9]*))?$)/i;

/** `<…>`, `{{…}}`, `[…]`, `%…%`, `__…__`: a hole in a template. */
const hole = /^(<.*>|\{\{.*\}\}|\[.*\]|%.*%|__.*__)$/;

/** Whether a value only marks the place of one: `your-api-key-here`, `<generate with: …>`, `xxxx`, `changeme`. */
export function isPlaceholder(value: string): boolean {
  const trimmed = value.trim();
  if (trimmed === '') return false;
  return hole.test(trimmed) || placeholderWords.test(trimmed) || /^[x*.#?0-]+$/i.test(trimmed);
}

/**
 * What is wrong with a value as a secret of the given strength, as the end of a sentence that begins with its name; `undefined`
 * for a good one. Never quotes the value.
 */
export function weaknessOf(value: string, wanted: { readonly encoding: 'hex' | 'base64'; readonly bytes: number }): string | undefined {
  if (value.trim() === '') return 'is empty';
  if (isPlaceholder(value)) return 'is still a placeholder';
  // Random text of the wanted strength has at least its raw bytes as characters, whatever the alphabet.
  if (value.length < wanted.bytes) return `is too short: ${value.length} characters where ${wanted.bytes} random bytes are expected`;
  // 32 random hexadecimal digits hold 13.9 different ones on average; under 8 is practically never random.
  if (new Set(value.toLowerCase()).size < 8) return 'repeats a few characters, so it is no random value';
  if (/(0123456789|123456789|abcdefghij|qwertyuiop)/i.test(value)) return 'holds a keyboard or counting sequence, so it is no random value';
  return undefined;
}
