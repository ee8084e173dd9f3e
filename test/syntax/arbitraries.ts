import fc from 'fast-check';

/**
 * Parameters of a property test: the same inputs on each run, so that a failure is the fault of a change.
 * `UPGUIDE_FUZZ_RUNS=50000` tries that many new ones instead.
 */
export function runs(numRuns: number): fc.Parameters<unknown> {
  const wanted = Number(process.env['UPGUIDE_FUZZ_RUNS'] ?? 0);
  return wanted > 0 ? { numRuns: wanted } : { numRuns, seed: 20_261_121 };
}

/** What hostile and half-typed texts are made of. */
const shards = [
  '\n', '\r\n', '\r', '\t', ' ', '  ', ':', ': ', '- ', '#', ' # c', '"', '\'', '`', '{', '}', '[', ']', ',', '&a ', '*a', '!t ', '|', '>-', '? ',
  '---\n', '...\n', '%YAML 1.2\n', '<<: ', '=', '$', '${', '\\', '\u0000', '\ufeff', '😀', '\ud800', '\udc00', '\u2028', '\u0085', 'a', 'key', '1', '__proto__',
];

/** Random text: any string, or a soup of the language's own pieces. */
export const soup = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...shards), { maxLength: 40 }).map((parts) => parts.join('')),
);

/** A sample with pieces cut out, put in or doubled at random places. */
export function mutated(samples: readonly string[]): fc.Arbitrary<string> {
  const mutation = fc.record({ at: fc.nat(400), cut: fc.nat(12), put: fc.oneof(fc.constant(''), fc.constantFrom(...shards)) });
  return fc.tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 5 })).map(([sample, mutations]) => {
    let text = sample;
    for (const { at, cut, put } of mutations) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + put + text.slice(start + cut);
    }
    return text;
  });
}
