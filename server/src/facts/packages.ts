import type { PackageFact } from './facts.ts';
import { normalisePythonName, parseRequirements, requirementAt, type Requirement } from '../syntax/requirements.ts';
import { requirementsInSetupCfg, requirementsInSetupPy } from '../syntax/setupFiles.ts';
import { jsonSettings, tomlSettings, type Setting } from '../syntax/settingsTree.ts';

/**
 * The packages that a manifest requires. Takes the file's name (without folder) and its text; the ranges of the facts span a
 * requirement from its name to its version. Knows requirements files, `pyproject.toml` (PEP 621, dependency groups, Poetry,
 * uv, PDM), `Pipfile`, `setup.py`, `setup.cfg`, `package.json` and `Cargo.toml`; other files and broken ones give nothing.
 * Never throws.
 */
export function packageFacts(fileName: string, text: string): readonly PackageFact[] {
  switch (fileName) {
    case 'pyproject.toml':
      return tomlSettings(text).flatMap(pyprojectFacts);
    case 'Pipfile':
      return tomlSettings(text).flatMap((setting) => (setting.path.length === 2 && /^(?:dev-)?packages$/.test(section(setting))
        ? table(setting, 'pypi', normalisePythonName) : []));
    case 'setup.py':
      return requirementsInSetupPy(text).map(pythonFact);
    case 'setup.cfg':
      return requirementsInSetupCfg(text).map(pythonFact);
    case 'package.json':
      return jsonSettings(text).flatMap((setting) => (setting.path.length === 2 && /^(?:dev|peer|optional)?dependencies$/i.test(section(setting))
        ? table(setting, 'npm', (name) => name) : []));
    case 'Cargo.toml':
      return tomlSettings(text).flatMap((setting) => (/^(?:workspace\.|target\..*\.)?(?:dev-|build-)?dependencies$/.test(section(setting))
        ? table(setting, 'cargo', (name) => name.replaceAll('_', '-').toLowerCase()) : []));
    default:
      return /^(?:.*[-_.])?(?:requirements|constraints)(?:[-_.].*)?\.(?:txt|in)$/i.test(fileName)
        ? parseRequirements(text).requirements.map(pythonFact) : [];
  }
}

/** The path without its last step, with dots. */
function section(setting: Setting): string {
  return setting.path.slice(0, -1).join('.');
}

function pyprojectFacts(setting: Setting): readonly PackageFact[] {
  const path = setting.path.join('.');
  if (/^(?:project\.dependencies|project\.optional-dependencies\..+|dependency-groups\..+|tool\.uv\.dev-dependencies|tool\.pdm\.dev-dependencies\..+)$/.test(path)) {
    return setting.strings.flatMap(({ value, range }) => {
      const requirement = requirementAt(value, range.start);
      return requirement ? [pythonFact(requirement)] : [];
    });
  }
  const isPoetry = /^tool\.poetry\.(?:dev-|group\..+\.)?dependencies$/.test(section(setting));
  return isPoetry && setting.path.at(-1) !== 'python' ? table(setting, 'pypi', normalisePythonName) : [];
}

/** `name = "^1"` or `name = { version = "^1" }`. */
function table(setting: Setting, ecosystem: PackageFact['ecosystem'], normalise: (name: string) => string): readonly PackageFact[] {
  const written = setting.fields.get('package')?.value ?? setting.path.at(-1);
  if (written === undefined) return [];
  const version = (setting.strings[0] ?? setting.fields.get('version'))?.value ?? '';
  return [{ kind: 'package', ecosystem, name: normalise(written), specifier: version === '*' ? '' : version, range: setting.range }];
}

function pythonFact({ name, specifier, range }: Requirement): PackageFact {
  return { kind: 'package', ecosystem: 'pypi', name, specifier, range };
}
