import { tomlSettings, type Setting } from '../../syntax/settingsTree.ts';
import type { Fact, PackageFact } from '../facts.ts';
import { isRequirementsFile, requirementsFacts } from './requirementsFacts.ts';
import { setupCfgFacts, setupPyFacts, toxFacts } from './setupFacts.ts';
import { packageJsonFacts } from './packageJson.ts';
import { pipfileFacts, pyprojectFacts } from './tomlManifests.ts';

/**
 * What a manifest asks for: packages, and the runtime. Takes the file's name (without folder) and its text; other files and broken
 * ones give nothing. Never throws.
 */
export function manifestFacts(fileName: string, text: string): readonly Fact[] {
  switch (fileName) {
    case 'pyproject.toml':
      return pyprojectFacts(text);
    case 'Pipfile':
      return pipfileFacts(text);
    case 'setup.py':
      return setupPyFacts(text);
    case 'setup.cfg':
      return setupCfgFacts(text);
    case 'tox.ini':
      return toxFacts(text);
    case 'package.json':
      return packageJsonFacts(text);
    case 'Cargo.toml':
      return tomlSettings(text).flatMap((setting) => (/^(?:workspace\.|target\..*\.)?(?:dev-|build-)?dependencies$/.test(section(setting))
        ? entry(setting, 'cargo', (name) => name.replaceAll('_', '-').toLowerCase()) : []));
    default:
      return isRequirementsFile(fileName) ? requirementsFacts(fileName, text) : [];
  }
}

/** The path without its last step, with dots. */
function section(setting: Setting): string {
  return setting.path.slice(0, -1).join('.');
}

/** `name = "1"` or `name = { version = "1" }`. */
function entry(setting: Setting, ecosystem: PackageFact['ecosystem'], normalise: (name: string) => string): readonly PackageFact[] {
  const written = setting.fields.get('package')?.value ?? setting.path.at(-1);
  if (written === undefined) return [];
  const version = (setting.strings[0] ?? setting.fields.get('version'))?.value ?? '';
  return [{ kind: 'package', ecosystem, name: normalise(written), specifier: version === '*' ? '' : version, range: setting.range }];
}
