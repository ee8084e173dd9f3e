import type { Fact } from '../facts.ts';
import { cargoFacts } from './cargoFacts.ts';
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
      return cargoFacts(text);
    default:
      return isRequirementsFile(fileName) ? requirementsFacts(fileName, text) : [];
  }
}
