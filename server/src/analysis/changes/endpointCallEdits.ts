import type { EndpointCall, EndpointHeader, EndpointResult } from '../../facts/facts.ts';
import { insert, replace, type Edit } from '../../text/edit.ts';
import type { EndpointMoved } from '../apiChange.ts';

/**
 * What changes with the path in a call that is seen whole: the body gets its envelope, the key's header becomes the token's, the answer is taken out of
 * its envelope. Insertions around what stands there, so that other fixes can change what is in between.
 */
export function callEdits(text: string, call: EndpointCall, change: EndpointMoved): readonly Edit[] {
  return [
    ...bodyEdits(text, call, change),
    ...headerEdits(text, call, change),
    ...call.results.flatMap((result) => resultEdits(text, call, change, result)),
  ].sort((a, b) => a.range.start - b.range.start);
}

function bodyEdits(text: string, { body, syntax, range }: EndpointCall, { envelope }: EndpointMoved): readonly Edit[] {
  if (!body?.wrappable || !envelope) return [];
  const entries = Object.entries(envelope.metadata);
  const quote = syntax === 'shell' ? '"' : usualQuote(text.slice(range.start, range.end));
  const quoted = (word: string): string => quote + word + quote;
  if (syntax === 'javascript') {
    const metadata = entries.map(([key, value]) => `${key}: ${quoted(value)}`).join(', ');
    return [insert(body.range.start, `{ ${envelope.data}: `), insert(body.range.end, `, metadata: { ${metadata} } }`)];
  }
  const metadata = entries.map(([key, value]) => `${quoted(key)}: ${quoted(value)}`).join(', ');
  return [insert(body.range.start, `{${quoted(envelope.data)}: `), insert(body.range.end, `, ${quoted('metadata')}: {${metadata}}}`)];
}

/** The quotes that a piece of code uses more. */
function usualQuote(code: string): '"' | '\'' {
  return code.split('\'').length > code.split('"').length ? '\'' : '"';
}

function headerEdits(text: string, { headers, syntax }: EndpointCall, { key }: EndpointMoved): readonly Edit[] {
  if (!key) return [];
  const named = (name: string): EndpointHeader | undefined => headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  const old = named(key.header);
  if (!old || named(key.becomes)) return [];
  const name = replace(old.nameRange, old.name === old.name.toLowerCase() ? key.becomes.toLowerCase() : key.becomes);
  return [name, ...valueEdits(text.slice(old.valueRange.start, old.valueRange.end), old, syntax, key.scheme)];
}

/** Puts the scheme in front of a header's value: into its quotes, or around the expression. */
function valueEdits(value: string, { valueRange, value: kind }: EndpointHeader, syntax: EndpointCall['syntax'], scheme: string): readonly Edit[] {
  const { start, end } = valueRange;
  if (syntax === 'shell') return [insert(start, `${scheme} `)];
  if (kind === 'literal') {
    const opening = /^\(?\s*\w{0,2}("""|'''|["'`])/.exec(value);
    return opening ? [insert(start + opening[0].length, `${scheme} `)] : [];
  }
  if (syntax === 'javascript') return [insert(start, `\`${scheme} \${`), insert(end, '}`')];
  const quote = ['"', '\''].find((one) => !value.includes(one));
  // What may not stand in the braces of an f-string of every Python is put together with `+`.
  if (quote !== undefined && /^[\w.[\]()"', -]+$/.test(value)) return [insert(start, `f${quote}${scheme} {`), insert(end, `}${quote}`)];
  return [insert(start, `"${scheme} " + (`), insert(end, ')')];
}

function resultEdits(text: string, { syntax }: EndpointCall, { envelope }: EndpointMoved, { range, unwrapped, form, quote = '"' }: EndpointResult): readonly Edit[] {
  if (unwrapped || !envelope) return [];
  const { start, end } = range;
  const { data } = envelope;
  switch (form) {
    case 'promise':
      return [insert(end, `.then((envelope) => envelope.${data})`)];
    case 'pattern':
    case 'type':
      return [insert(start, `{ ${data}: `), insert(end, ' }')];
    case 'shorthand':
      return [insert(end, `: { ${data} }`)];
    case undefined:
      break;
  }
  const taken = syntax === 'python' ? `[${quote}${data}${quote}]` : `.${data}`;
  return text.startsWith('await', start) ? [insert(start, '('), insert(end, `)${taken}`)] : [insert(end, taken)];
}
