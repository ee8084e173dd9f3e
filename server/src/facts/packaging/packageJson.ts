import { jsonRootString, jsonSettings, type Setting } from '../../syntax/settingsTree.ts';
import type { ModuleTypeFact, PackageFact, RuntimeFact } from '../facts.ts';

/** What a `package.json` requires: packages, and Node itself (`engines`, and the version that Volta installs); and what its files are. Never throws. */
export function packageJsonFacts(text: string): readonly (PackageFact | RuntimeFact | ModuleTypeFact)[] {
  return [moduleType(text), ...requirements(text)];
}

/** Without a word of it, files are what they were before there were modules. */
function moduleType(text: string): ModuleTypeFact {
  const type = jsonRootString(text, 'type');
  return { kind: 'moduleType', type: type?.value === 'module' ? 'module' : 'commonjs', range: type?.range ?? { start: 0, end: 0 } };
}

function requirements(text: string): readonly (PackageFact | RuntimeFact)[] {
  return jsonSettings(text).flatMap((setting): readonly (PackageFact | RuntimeFact)[] => {
    const [section = '', name = ''] = setting.path;
    if (/^(?:dev|peer|optional)?dependencies$/i.test(section)) return [packageFact(text, setting, name)];
    if (name !== 'node' || (section !== 'engines' && section !== 'volta')) return [];
    const [version] = setting.strings;
    if (!version || !isPlain(text, version)) return [];
    return [{ kind: 'runtime', runtime: 'node', version: version.value, range: version.range, ...(section === 'engines' ? { form: 'range', syntax: 'npm' } : volta) }];
  });
}

const volta = { form: 'exact', raising: 'none', because: 'it names a full version, and which one you have only you know' } as const;

function packageFact(text: string, { strings, range }: Setting, name: string): PackageFact {
  const [version] = strings;
  const specifier = version?.value ?? '';
  const base = { kind: 'package', ecosystem: 'npm', name, specifier: specifier === '*' ? '' : specifier, range, syntax: 'npm' } as const;
  return version && isPlain(text, version) ? { ...base, specifierRange: version.range } : { ...base, because: 'of the way it is written' };
}

/** Whether the file has a string as it is, without escapes. */
function isPlain(text: string, { value, range }: Setting['strings'][number]): boolean {
  return text.slice(range.start, range.end) === value;
}
