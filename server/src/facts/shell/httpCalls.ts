import type { EndpointCall, EndpointFact, EndpointHeader } from '../facts.ts';
import { spanOf } from './places.ts';
import { argumentsOf, type ShellArgument, type ShellSource } from './source.ts';
import { programName, stagesOf } from './wrappers.ts';

/** What the words of one HTTP command say, as they are read. */
interface Request {
  readonly urls: ShellArgument[];
  readonly headers: ShellArgument[];
  readonly bodies: ShellArgument[];
  method: string | undefined;
  /** Whether `method` is known only at run time. */
  dynamicMethod: boolean;
  get: boolean;
  head: boolean;
  opaque: boolean;
}

/** The endpoints that `curl`, `wget` and HTTPie commands of a script call. */
export function httpCalls(source: ShellSource): readonly EndpointFact[] {
  return source.tree.commands.flatMap((command) => {
    if (command.words.length < 2) return [];
    const all = argumentsOf(source, command.words);
    const stage = stagesOf(all).at(-1);
    if (!stage) return [];
    const words = all.slice(stage.start, stage.end);
    const program = programName(words[0]?.text);
    if (program === 'curl' || program === 'wget') return facts(source, words, readOptions(words, program === 'curl' ? curl : wget));
    return program === 'http' || program === 'https' ? facts(source, words, readHttpie(words)) : [];
  });
}

interface Options {
  readonly method: readonly string[];
  readonly header: readonly string[];
  readonly body: readonly string[];
  /** Other options whose value is the next word. */
  readonly values: readonly string[];
  readonly url: readonly string[];
}

const curl: Options = {
  method: ['-X', '--request'],
  header: ['-H', '--header'],
  body: ['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json', '--data-urlencode', '-F', '--form'],
  values: ['-o', '--output', '-w', '--write-out', '-u', '--user', '-A', '--user-agent', '-b', '--cookie', '-c', '--cookie-jar', '-m', '--max-time', '--connect-timeout', '--retry', '--retry-delay', '--retry-max-time',
    '-x', '--proxy', '--cacert', '--cert', '-E', '--key', '-e', '--referer', '-T', '--upload-file', '-K', '--config', '--resolve', '-D', '--dump-header', '-r', '--range', '--unix-socket', '--limit-rate', '-y', '-Y', '-C', '-z', '--max-redirs', '--oauth2-bearer', '--stderr', '--trace', '--interface', '-P', '-Q', '-t', '-U'],
  url: ['--url'],
};
const wget: Options = {
  method: ['--method'],
  header: ['--header'],
  body: ['--post-data', '--body-data', '--post-file', '--body-file'],
  values: ['-O', '--output-document', '-o', '-a', '-t', '--tries', '-T', '--timeout', '-P', '-U', '-e', '--user', '--password', '-w', '-Q', '-i', '-A', '-R', '-D', '-l'],
  url: [],
};

function readOptions(words: readonly ShellArgument[], options: Options): Request {
  const request = emptyRequest();
  for (let index = 1; index < words.length; index++) {
    const argument = words[index] as ShellArgument;
    const { raw, text, word } = argument;
    if (word.splits) request.opaque = true;
    if (!raw.startsWith('-')) {
      request.urls.push(argument);
      continue;
    }
    const equals = raw.startsWith('--') ? raw.indexOf('=') : -1;
    const name = equals > 0 ? raw.slice(0, equals) : raw;
    // `-XPOST`, `-sSLd`: a cluster's last letter may take the next word.
    const short = /^-[a-zA-Z]{2,}$/.test(name) ? `-${name.at(-1) ?? ''}` : name;
    const takes = [name, short].find((one) => [options.method, options.header, options.body, options.values, options.url].some((list) => list.includes(one)));
    if (/^-X[A-Z]+$/.test(raw)) request.method = raw.slice(2);
    else if (takes !== undefined) {
      const value = equals > 0 ? part(argument, equals + 1) : words[++index];
      if (value) put(request, options, takes, value);
    }
    if (/^-[a-zA-Z]*G[a-zA-Z]*$/.test(text ?? '') || text === '--get') request.get = true;
    if (/^-[a-zA-Z]*I[a-zA-Z]*$/.test(text ?? '') || text === '--head' || text === '--spider') request.head = true;
  }
  return request;
}

function put(request: Request, options: Options, option: string, value: ShellArgument): void {
  if (options.method.includes(option)) {
    request.method = value.text?.toUpperCase();
    request.dynamicMethod = value.text === undefined;
  } else if (options.header.includes(option)) {
    request.headers.push(value);
    if (value.raw.startsWith('@')) request.opaque = true;
  } else if (options.body.includes(option)) {
    request.bodies.push(/file$|^-F$|^--form$|urlencode$/.test(option) ? { ...value, exact: false } : value);
  } else if (options.url.includes(option)) {
    request.urls.push(value);
  } else if (/^(?:-T|--upload-file)$/.test(option)) {
    request.method ??= option === '-T' && options === wget ? undefined : 'PUT';
  } else if (/^(?:-K|--config|-i|-e)$/.test(option)) {
    request.opaque = true;
  }
}

/** HTTPie: `http [METHOD] URL [Header:value] [field=value]`. Its fields are no JSON text that could be wrapped. */
function readHttpie(words: readonly ShellArgument[]): Request {
  const request = emptyRequest();
  const [first, ...rest] = words.slice(1).filter(({ raw }) => !raw.startsWith('-'));
  if (!first) return request;
  const named = first.text !== undefined && /^[A-Z]+$/.test(first.text);
  if (named) request.method = first.text;
  const [url, ...items] = named ? rest : [first, ...rest];
  if (url) request.urls.push(url);
  for (const item of items) {
    if (/^[\w-]+:(?!=)/.test(item.raw)) request.headers.push(item);
    else request.bodies.push({ ...item, exact: false });
  }
  if (words.some(({ word }) => word.splits)) request.opaque = true;
  return request;
}

function emptyRequest(): Request {
  return { urls: [], headers: [], bodies: [], method: undefined, dynamicMethod: false, get: false, head: false, opaque: false };
}

/** The rest of a word behind `--option=`. */
function part(argument: ShellArgument, from: number): ShellArgument {
  const { word, raw, text, range } = argument;
  const outer = { start: word.inner.start + from, end: word.inner.end };
  // `--header="Name: value"`
  const quotes = /^(["'])[^"']*\1$|^'.*'$/s.test(raw.slice(from)) ? 1 : 0;
  return {
    ...argument,
    word: { ...word, range: outer, inner: { start: outer.start + quotes, end: outer.end - quotes } },
    raw: raw.slice(from + quotes, raw.length - quotes),
    text: text?.slice(from),
    range: { start: range.start + from + quotes, end: range.end - quotes },
  };
}

/** An address: scheme and host, or a variable in their place, and a path. */
const address = /^(?:(?:https?:\/\/)([^/?#\s]*)|(\$\w+|\$\{[^{}]*\}|\$\([^()]*\)|\{\{[^{}]*\}\}|[\w.-]+:\d+|localhost|[\w-]+(?:\.[\w-]+)+)|(?=\/))(\/[^?#\s]*)/;

function facts(source: ShellSource, words: readonly ShellArgument[], request: Request): readonly EndpointFact[] {
  const found = request.urls.flatMap((url) => {
    const match = address.exec(url.raw);
    if (!match) return [];
    const path = match[3] ?? '';
    const start = url.word.inner.start + match[0].length - path.length;
    const range = source.script.rangeOf(start, start + path.length);
    const host = match[1] ?? match[2] ?? '';
    return range ? [{ url, path, range, host: /[${]/.test(host) ? '' : host.slice(host.lastIndexOf('@') + 1) }] : [];
  });
  const only = request.urls.length === 1 && !request.opaque;
  return found.map(({ path, range, host }) => {
    const call = only ? callOf(source, words, request) : undefined;
    return { kind: 'endpoint', path, range, host, role: 'client', ...(call ? { call } : {}) };
  });
}

function callOf(source: ShellSource, words: readonly ShellArgument[], request: Request): EndpointCall | undefined {
  const first = words[0];
  const last = words.at(-1);
  const headers = request.headers.map((argument) => headerOf(source, argument));
  if (!first || !last || headers.includes(undefined)) return undefined;
  const implied = request.head ? 'HEAD' : request.bodies.length > 0 && !request.get ? 'POST' : 'GET';
  const body = request.bodies.length > 0 ? bodyOf(source, request.bodies) : undefined;
  return {
    method: request.dynamicMethod ? undefined : request.method ?? implied,
    range: spanOf(source.script, { start: first.word.range.start, end: last.word.range.end }),
    syntax: 'shell',
    ...(body ? { body } : {}),
    headers: headers.filter((header) => header !== undefined),
    results: [],
  };
}

function headerOf({ script }: ShellSource, { raw, text, word }: ShellArgument): EndpointHeader | undefined {
  const match = /^([\w-]+)(:[ \t]*)(.*)$/s.exec(raw);
  if (!match) return undefined;
  const [, name = '', colon = '', value = ''] = match;
  const { start } = word.inner;
  const nameRange = script.rangeOf(start, start + name.length);
  const valueStart = start + name.length + colon.length;
  const valueRange = script.rangeOf(valueStart, valueStart + value.length);
  return nameRange && valueRange ? { name, nameRange, valueRange, value: text === undefined ? 'expression' : 'literal' } : undefined;
}

/**
 * JSON can be wrapped where it stands between single quotes, so that a `"` put beside it means itself. In between, `'"$X"'` may leave the quotes.
 */
function bodyOf({ script }: ShellSource, bodies: readonly ShellArgument[]): EndpointCall['body'] {
  const [body, more] = bodies;
  if (!body) return undefined;
  const { word, exact } = body;
  const raw = script.text.slice(word.range.start, word.range.end);
  const quoted = raw.startsWith('\'') && raw.endsWith('\'') && raw.length > 2;
  const inner = quoted ? { start: word.range.start + 1, end: word.range.end - 1 } : word.inner;
  const json = script.text.slice(inner.start, inner.end).trim();
  const wrappable = !more && exact && quoted && json.startsWith('{') && json.endsWith('}') && isStraight(script, inner.start, inner.end);
  return { range: spanOf(script, inner), wrappable };
}

/** Whether the file has every unit as it is, and quotes without a backslash, so that more of them can be put there. */
function isStraight(script: ShellSource['script'], start: number, end: number): boolean {
  let quotes = 0;
  for (let at = start; at < end; at++) {
    if (!script.rangeOf(at, at + 1)) return false;
    if (script.text[at] !== '"') continue;
    quotes++;
    if (script.offsetAt(at) - script.offsetAt(at - 1) !== 1) return false;
  }
  return quotes > 0;
}
