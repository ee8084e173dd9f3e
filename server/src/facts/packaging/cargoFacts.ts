import { tomlSettings, type Setting, type SettingString } from '../../syntax/settingsTree.ts';
import type { PackageFact } from '../facts.ts';

const table = /^(?:workspace\.|target\..*\.)?(?:dev-|build-)?dependencies$/;

/** The crates that a `Cargo.toml` requires, those of `[workspace.dependencies]` and of targets too; and its own, as members. Broken texts say nothing. Never throws. */
export function cargoFacts(text: string): readonly PackageFact[] {
  const settings = tomlSettings(text);
  // `[dependencies.name]` with a `path`: the version beside it is that of the crate in the folder.
  const near = new Set(settings.filter(({ path }) => isSource(path.at(-1))).map(({ path }) => path.slice(0, -1).join('.')));
  return settings.flatMap((setting): readonly PackageFact[] => {
    const parents = setting.path.slice(0, -1);
    const name = setting.path.at(-1);
    if (name === undefined) return [];
    const path = setting.path.join('.');
    if (path === 'workspace.members' || path === 'package.name') return setting.strings.map((string) => member(string));
    if (table.test(parents.join('.'))) return [fact(text, setting, setting.fields.get('package')?.value ?? name, setting.strings[0] ?? setting.fields.get('version'), [...setting.fields.keys()].some(isSource))];
    // `[dependencies.name]`, or `name.version = "1"`
    const crate = parents.at(-1);
    return name === 'version' && crate !== undefined && table.test(parents.slice(0, -1).join('.')) ? [fact(text, setting, crate, setting.strings[0], near.has(parents.join('.')))] : [];
  });
}

/** A member by the last part of its folder, which is what nearly everybody calls it. */
function member({ value, range }: SettingString): PackageFact {
  return { kind: 'package', ecosystem: 'cargo', name: value.slice(value.lastIndexOf('/') + 1).replaceAll('_', '-').toLowerCase(), specifier: '', range, syntax: 'cargo', member: true, because: 'it is a crate of this workspace' };
}

function isSource(key: string | undefined): boolean {
  return key === 'path' || key === 'git';
}

function fact(text: string, { range }: Setting, name: string, version: SettingString | undefined, isNear: boolean): PackageFact {
  const specifier = version === undefined || version.value === '*' ? '' : version.value;
  const plain = version !== undefined && text.slice(version.range.start, version.range.end) === version.value;
  return {
    // crates.io takes both signs for the same.
    kind: 'package', ecosystem: 'cargo', name: name.replaceAll('_', '-').toLowerCase(), specifier, range, syntax: 'cargo',
    ...(isNear && version !== undefined ? { because: 'the crate itself comes from a folder or a repository, and has a version of its own' } : plain ? { specifierRange: version.range } : { because: version === undefined ? 'no version stands here' : 'of the way it is written' }),
  };
}
