import type { CommandFact, CommandWord, PackageFact } from '../../facts/facts.ts';
import { imageFacts } from '../../facts/packaging/images.ts';
import { requirementAt } from '../../syntax/requirements.ts';

/** A package that a command installs, and the word that names it. */
export interface InstalledPackage {
  readonly fact: PackageFact;
  readonly word: CommandWord;
}

/** Options of `pip install` whose value is a word of its own. */
const withValue = new Set([
  '-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-t', '--target', '-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--platform', '--python-version',
  '--implementation', '--abi', '--root', '--prefix', '--src', '--upgrade-strategy', '--no-binary', '--only-binary', '--progress-bar', '--report', '--log', '--proxy', '--retries',
  '--timeout', '--trusted-host', '--cert', '--client-cert', '--cache-dir', '--python', '-p', '--config-settings', '-C', '--global-option', '--keyring-provider', '--exists-action',
]);

/** The packages in a `pip install` (also of uv and `python -m`) and the images in a `docker pull` or `run`. */
export function installedPackages({ words }: CommandFact): readonly InstalledPackage[] {
  const text = words.map((word) => word.text ?? '');
  const program = (text[0] ?? '').replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  let at = 1;
  if (/^(?:docker|podman|nerdctl)$/.test(program) && /^(?:pull|run)$/.test(text[1] ?? '')) {
    return words.slice(2).flatMap((word): InstalledPackage[] => imageFacts(word.text ?? '', word.range.start)
      .flatMap((fact) => (fact.kind === 'package' ? [{ fact, word }] : [])));
  }
  if (/^(?:npm|pnpm|yarn|bun)$/.test(program)) return /^(?:i|install|add)$/.test(text[1] ?? '') ? npmPackages(words.slice(2)) : [];
  if (/^(?:python|py)[\d.]*$/.test(program) && text[1] === '-m') at = /^pip[\d.]*$/.test(text[2] ?? '') ? 3 : words.length;
  else if (program === 'uv') at = text[1] === 'pip' ? 2 : words.length;
  else if (!/^pip[\d.]*$/.test(program)) return [];
  if (text[at] !== 'install') return [];
  const found: InstalledPackage[] = [];
  for (const [i, word] of words.entries()) {
    if (i <= at || word.text === undefined || word.text.startsWith('-') || withValue.has(text[i - 1] ?? '')) continue;
    const requirement = requirementAt(word.text, word.range.start);
    if (!requirement || requirement.fromUrl || requirement.specifier === '') continue;
    const { name, specifier, range, specifierRange, marker } = requirement;
    found.push({ fact: { kind: 'package', ecosystem: 'pypi', name, specifier, range, specifierRange, ...(marker === '' ? {} : { marker }) }, word });
  }
  return found;
}

/** `@scope/name@1.2.3`; without a version, or with the name of a tag, whatever is the newest is installed. */
function npmPackages(words: CommandFact['words']): readonly InstalledPackage[] {
  return words.flatMap((word): InstalledPackage[] => {
    const match = /^((?:@[\w.~-]+\/)?[\w.~-]+)@([\^~<>=]{0,2}\d[\w.+-]*)$/.exec(word.text ?? '');
    if (!match) return [];
    const [, name = '', specifier = ''] = match;
    const start = word.range.start + name.length + 1;
    return [{ fact: { kind: 'package', ecosystem: 'npm', name, specifier, syntax: 'npm', range: word.range, specifierRange: { start, end: start + specifier.length } }, word }];
  });
}
