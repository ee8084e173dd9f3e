/** The value below which this share (in percent) of the values lies. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1))];
}

/** The middle value; of values that may be missing (no /proc), `undefined` when one is. */
export function median(values) {
  return values.length === 0 || values.includes(undefined) ? undefined : percentile(values, 50);
}
