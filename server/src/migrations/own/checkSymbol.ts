import type { SymbolChange, SymbolLanguage } from '../../analysis/symbolChange.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import type { MigrationFile, OwnChange } from './migrationFile.ts';
import { doubtful, wrong, type ContentProblem } from './problems.ts';

type AboutCode = Extract<OwnChange, { readonly kind: SymbolChange['kind'] | 'memberReplaced' | 'itemRenamed' }>;
type AboutSymbol = Exclude<AboutCode, { readonly kind: 'itemRenamed' }>;

/** Whether a change is about names in code whose form depends on the language. */
export function isSymbolChange(change: OwnChange): change is AboutSymbol {
  return ['symbolMoved', 'symbolReplaced', 'symbolRetired', 'memberRenamed', 'argumentAdded', 'argumentRenamed', 'argumentWrapped', 'memberReplaced'].includes(change.kind);
}

/** What a whole name looks like in each language. */
const forms: Readonly<Record<SymbolLanguage, { readonly symbol: RegExp; readonly module: RegExp; readonly example: string }>> = {
  python: { symbol: /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/, module: /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, example: 'acme.client.Client' },
  typescript: { symbol: /^[^#]+#[\w$]+(?:\.[\w$]+)*$/, module: /^[^#:]+$/, example: '@acme/sdk#Client' },
  rust: { symbol: /^\w+(?:::\w+)+$/, module: /^\w+(?:::\w+)*$/, example: 'acme::client::Client' },
};

/** What makes no sense in a change about names in code. */
export function* checkSymbol(change: AboutSymbol, at: YamlPath, file: MigrationFile): Iterable<ContentProblem> {
  const language = ('language' in change ? change.language : undefined) ?? 'python';
  const { symbol, module, example } = forms[language];
  const symbols = 'on' in change ? [['on', change.on]] as const : 'callee' in change ? [['callee', change.callee]] as const : [];
  for (const [key, name] of symbols) {
    if (!symbol.test(name)) yield wrong([...at, key], `${name} is no whole name of ${titles[language]}.`, '', `Write module and name, such as \`${example}\`${language === 'python' ? ', or say the `language`' : ''}.`);
  }
  const modules = change.kind === 'symbolMoved' || change.kind === 'symbolReplaced' ? [['from', change.from], ['to', change.to]] as const : change.kind === 'symbolRetired' ? [['from', change.from]] as const : [];
  for (const [key, name] of modules) {
    if (!module.test(name)) yield wrong([...at, key], `${name} is no module of ${titles[language]}.`, '', `Write it as the language does${language === 'python' ? ', or say the `language`' : ''}.`);
  }
  yield* checkKind(change, language, at);
  if ('on' in change && language === 'python' && symbol.test(change.on) && !isKnown(change.on, file)) {
    yield doubtful([...at, 'on'], `${change.on} is no class of \`api.python\`.`, 'Without it only values of classes whose source is in the workspace are known.', 'Add the class to `api.python.classes`, with the names that code imports it by.');
  }
}

const titles: Readonly<Record<SymbolLanguage, string>> = { python: 'Python', typescript: 'TypeScript', rust: 'Rust' };

function* checkKind(change: AboutSymbol, language: SymbolLanguage, at: YamlPath): Iterable<ContentProblem> {
  const same = (path: YamlPath): ContentProblem => wrong(path, 'The new form is the old one.', 'Nothing would change, and the same would be found again.', 'Correct one of the two.');
  switch (change.kind) {
    case 'symbolMoved':
    case 'memberRenamed':
      if (change.from === change.to) yield same([...at, 'to']);
      return;
    case 'argumentRenamed':
      if (change.from === change.to) yield same([...at, 'to']);
      if (language === 'rust') yield wrong([...at, 'language'], 'Arguments have no names in calls of Rust.', '', 'Remove the change.');
      return;
    case 'memberReplaced':
      if (change.from === change.to) yield same([...at, 'to']);
      return;
    case 'symbolReplaced':
      if (change.from === change.to && change.name === change.newName) yield same([...at, 'newName']);
      return;
    case 'argumentAdded':
      if (language === 'rust' && change.keyword !== undefined) yield wrong([...at, 'keyword'], 'Arguments have no names in calls of Rust.', '', 'Say with `position` which argument it is.');
      if (change.keyword === undefined && change.position === undefined) yield wrong([...at, 'kind'], 'Nothing says which argument it is.', '', 'Add `position`, or `keyword`.');
      return;
    case 'argumentWrapped':
      if (!change.with.includes('$value')) yield wrong([...at, 'with'], 'The old argument has no place in the new one.', '', 'Write `$value` where it belongs.');
      if (change.keyword === undefined && change.position === undefined) yield wrong([...at, 'kind'], 'Nothing says which argument it is.', '', 'Add `keyword`, or `position`.');
      return;
    case 'symbolRetired':
      return;
  }
}

/** Whether the file tells of a class, or says that a function gives one. */
function isKnown(name: string, { api }: MigrationFile): boolean {
  const { classes = [], functions = {} } = api?.python ?? {};
  const held = classes.flatMap(({ attributes = {} }) => Object.values(attributes).map((value) => (typeof value === 'string' ? value : value.of)));
  return held.includes(name) || classes.some((one) => one.name === name || Object.values(one.methods ?? {}).includes(name)) || Object.values(functions).includes(name);
}
