import { environmentFileRole } from '../facts/environmentFiles.ts';
import { parseDotenv } from '../syntax/dotenv.ts';
import { parseYaml } from '../syntax/yaml.ts';
import type { YamlMap, YamlNode, YamlScalar } from '../syntax/yamlTree.ts';
import type { Range } from '../text/range.ts';
import { isHarmlessName, isSecretName } from './secretNames.ts';

/** Stands where a value was. */
export const hiddenMark = '***';

/** A text that may be shown. It has exactly the lines and line ends of the original. */
export interface RedactedText {
  readonly text: string;
  /** Whether anything was hidden. */
  readonly hidden: boolean;
}

interface Replacement extends Range {
  readonly text: string;
}

/**
 * Takes the secrets out of a file's text, for diffs and logs. In files of the `.env` family every value is hidden but a few
 * that are known to be harmless; in YAML the values of names that look like secrets are. In all files: passwords in
 * addresses, well-known kinds of tokens, private keys. In doubt a value is hidden.
 */
export function redactText(fileName: string, text: string): RedactedText {
  const redacted = redact(fileName.slice(fileName.lastIndexOf('/') + 1), text);
  return { text: redacted, hidden: redacted !== text };
}

function redact(name: string, text: string): string {
  if (environmentFileRole(name) !== undefined || name.startsWith('.env')) return redactDotenv(text);
  if (/\.ya?ml$/i.test(name)) return redactYaml(text);
  return scrub(text);
}

// --- .env ---------------------------------------------------------------------------------------------------------------

/** Everything is hidden but what is known to be a name, a comment or a harmless value: a broken line may be a secret too. */
function redactDotenv(text: string): string {
  const shown: Replacement[] = [];
  const show = (range: Range, as = text.slice(range.start, range.end)) => shown.push({ ...range, text: as });
  const { entries, comments } = parseDotenv(text);
  for (const { name, value, valueRange, range } of entries) {
    show({ start: range.start, end: valueRange.start });
    if (isShowable(name, value)) show(valueRange);
  }
  for (const { range, assignment } of comments) {
    const end = assignment === undefined ? range.end : assignment.valueRange.start;
    show({ start: range.start, end }, scrub(text.slice(range.start, end)));
    if (assignment !== undefined && isShowable(assignment.name, assignment.value)) show(assignment.valueRange);
  }
  shown.sort((a, b) => a.start - b.start);

  let result = '';
  let at = 0;
  for (const { start, end, text: shownText } of shown) {
    if (start < at) continue;
    result += hideLines(text.slice(at, start)) + shownText;
    at = end;
  }
  return result + hideLines(text.slice(at));
}

/** Variables whose values are words that everybody may see: `GL_ENV=production`. */
const settingName = /(^|_)(ENV|ENVIRONMENT|LEVEL|MODE|FORMAT|DEBUG|TZ|LANG)$/i;

function isShowable(name: string, value: string): boolean {
  const bare = value.trim();
  if (isNoValue(bare)) return true;
  if (isSecretName(name)) return false;
  return /^-?\d{1,6}(\.\d{1,6})?$/.test(bare) || (settingName.test(name) && /^[A-Za-z_-]{1,16}$/.test(bare));
}

/** Empty, a switch, or a mere reference to where the value is. A reference with a default (`${A:-b}`) holds a value. */
function isNoValue(bare: string): boolean {
  return bare === '' || /^(true|false|yes|no|on|off|null|~)$/i.test(bare) || /^\$\{[A-Z_][A-Z0-9_]*\}$/.test(bare) || /^\$\{\{[^{}]*\}\}$/.test(bare);
}

// --- YAML ---------------------------------------------------------------------------------------------------------------

function redactYaml(text: string): string {
  const { documents, comments, problems } = parseYaml(text);
  // Of a text that is no YAML nobody knows what is a value.
  if (problems.length > 0) return text.replace(/^([ \t]*(?:- +)*(?:[\w.-]{1,80}[ \t]*:(?=[ \t\r\n]|$))?)([^\r\n]*)/gm, (_, key: string, rest: string) => key + hideLines(rest));
  const replacements: Replacement[] = [];
  const put = ({ start, end }: Range, change: (part: string) => string) => {
    const part = text.slice(start, end);
    const changed = change(part);
    if (changed !== part) replacements.push({ start, end, text: changed });
  };
  const walk = new YamlWalk((scalar, secret) => { put(scalar.range, secret && !isHarmlessScalar(scalar) ? hideLines : scrub); });
  for (const document of documents) walk.visit(document.root, false);
  for (const comment of comments) put(comment.range, scrub);
  return apply(text, replacements);
}

function isHarmlessScalar({ value }: YamlScalar): boolean {
  return value === null || typeof value === 'boolean' || isNoValue(String(value).trim());
}

/** Visits the scalars of a tree and knows which of them stand for a secret. */
class YamlWalk {
  readonly #visitScalar: (scalar: YamlScalar, secret: boolean) => void;
  /** Of aliases: an anchored value may be named secret elsewhere only. */
  readonly #followed = new Set<YamlNode>();

  constructor(visitScalar: (scalar: YamlScalar, secret: boolean) => void) {
    this.#visitScalar = visitScalar;
  }

  visit(node: YamlNode | undefined, secret: boolean): void {
    switch (node?.kind) {
      case undefined: return;
      case 'scalar': this.#visitScalar(node, secret); return;
      case 'seq':
        for (const item of node.items) this.visit(item.value, secret);
        return;
      case 'alias':
        if (secret && node.target !== undefined && !this.#followed.has(node.target)) {
          this.#followed.add(node.target);
          this.visit(node.target, true);
        }
        return;
      case 'map': this.#visitMap(node, secret);
    }
  }

  #visitMap(map: YamlMap, secret: boolean): void {
    const text = (key: string) => {
      const value = map.entries.find(({ name }) => name === key)?.value;
      return value?.kind === 'scalar' ? String(value.value) : undefined;
    };
    const isManifestOfSecrets = text('kind') === 'Secret';
    // `name: API_KEY` beside `value: …`, as in Kubernetes' lists of variables.
    const isNamedSecret = isSecretName(text('name') ?? '');
    for (const { key, name = '', value } of map.entries) {
      if (key.kind !== 'scalar') this.visit(key, secret);
      const valueIsSecret = isSecretName(name)
        || (secret && !isHarmlessName(name))
        || (isManifestOfSecrets && /^(data|stringData)$/.test(name))
        || (isNamedSecret && /^(value|default|example)$/.test(name));
      this.visit(value, valueIsSecret);
    }
  }
}

/** An alias and its anchor may both name a range, so of two replacements of one place the one that hides all is taken. */
function apply(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  const sorted = [...replacements].sort((a, b) => a.start - b.start || Number(isAllHidden(b.text)) - Number(isAllHidden(a.text)));
  for (const { start, end, text: replacement } of sorted) {
    if (start < at) continue;
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function isAllHidden(text: string): boolean {
  return text.split(/\s+/).every((part) => part === hiddenMark || part === '');
}

// --- any text -----------------------------------------------------------------------------------------------------------

/** Puts the mark in place of each line's content; keeps blanks before it and line ends. */
function hideLines(text: string): string {
  return text.replace(/[^\s][^\r\n]*/g, (content) => hiddenMark + (/\s+$/.exec(content)?.[0] ?? ''));
}

const privateKey = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;

/** `scheme://user:password@`; a password may hold `@` and `/`. */
const userInfo = /(?<![\w+.-])([A-Za-z][\w+.-]{1,20}:\/\/)([^\s"'`<>/:@]{0,300}:[^\s"'`<>]{0,500}|[^\s"'`<>/@]{1,500})@/g;

/** Tokens that tell by their looks. Digests (`sha256:…`) and commit ids are no secrets. */
const tokens = [
  /\b(?:sk|pk|rk)[-_][\w-]{12,300}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|pypi-|hf_)[\w-]{10,300}/g,
  /\bA(?:KIA|SIA)[0-9A-Z]{12,20}\b/g,
  /\bAIza[\w-]{30,50}/g,
  /\beyJ[\w-]{8,3000}\.[\w-]{2,3000}(?:\.[\w-]{0,3000})?/g,
  /(?<=\b(?:Bearer|Basic|Token)[ \t]{1,4})[\w.~+/-]{8,3000}=*/gi,
  /(?<=\bhooks\.slack\.com\/services\/)[\w/]{5,200}/g,
  /(?<![\w/+@=:-])(?![0-9a-f]{40}(?![\w]))[0-9a-fA-F]{32,512}(?![\w/+=-])/g,
  /(?<![\w/+@=:-])(?=[\w/+-]*[0-9])(?=[\w/+-]*[a-z])(?=[\w/+-]*[A-Z])[A-Za-z0-9+/_-]{40,400}={0,2}(?![\w/+=-])/g,
];

const assignment = /(?<![\w.-])([A-Za-z_][\w.-]{0,80})(["']?[ \t]*(?:=|:(?=[ \t"'])))[ \t]*/g;

/** Hides what looks like a secret in a text of unknown kind. */
function scrub(text: string): string {
  let result = text.replace(privateKey, hideLines);
  result = result.replace(userInfo, (whole, scheme: string, user: string) => (/^(?:\$\{[A-Z_][A-Z0-9_]*\}:?)+$/.test(user) ? whole : `${scheme}${hiddenMark}@`));
  result = scrubAssignments(result);
  for (const token of tokens) result = result.replace(token, hiddenMark);
  return result;
}

/** `password=…`, `"api_key": "…"` and the like, also several in a line and behind names that are none. */
function scrubAssignments(text: string): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(assignment)) {
    const start = match.index + match[0].length;
    if (match.index < at || !isSecretName(match[1] ?? '')) continue;
    const end = valueEnd(text, start, (match[2] ?? '').endsWith('='));
    const value = text.slice(start, end);
    if (isNoValue(value.replace(/^["']|["']$/g, '').trim())) continue;
    result += text.slice(at, start) + hideLines(value);
    at = end;
  }
  return result + text.slice(at);
}

/** In quotes to the closing one; behind `=` a word; behind `:` the line. */
function valueEnd(text: string, start: number, isWord: boolean): number {
  const quote = text[start];
  const rest = text.slice(start, start + 4000);
  if (quote === '"' || quote === "'") {
    const close = rest.indexOf(quote, 1);
    if (close > 0) return start + close + 1;
  }
  const found = rest.search(isWord ? /[\s&;,]/ : /[\r\n]/);
  return found < 0 ? start + rest.length : start + found;
}
