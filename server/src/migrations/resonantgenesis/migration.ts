import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { Migration } from '../../analysis/migration.ts';
import { resonantgenesisChanges } from './changes.ts';
import { resonantgenesisData } from './data.ts';
import { resonantgenesisPython } from './python.ts';
import { apiVersionArgument } from './rules/python/apiVersionArgument.ts';
import { clientNotAwaited } from './rules/python/clientNotAwaited.ts';
import { exceptionsModuleImported } from './rules/python/exceptionsModuleImported.ts';
import { responseIndexed } from './rules/python/responseIndexed.ts';
import { revisionNotReversible } from './rules/python/revisionNotReversible.ts';
import { resonantgenesisSteps } from './steps.ts';

/** The SDKs of ResonantGenesis 1.x to 2.x, and its API to v1.2. */
export const resonantgenesis: Migration = {
  id: 'resonantgenesis',
  title: 'ResonantGenesis',
  from: '1.0',
  to: '2.0',
  // The image is the backend, which has versions of its own.
  route: { packages: [{ ecosystem: 'pypi', name: 'resonantgenesis' }, { ecosystem: 'npm', name: '@resonantgenesis/sdk' }] },
  guideTitle: 'ResonantGenesis Migrations Guide: SDK 1.x to 2.x',
  detection: {
    packages: [{ ecosystem: 'pypi', name: 'resonantgenesis' }, { ecosystem: 'npm', name: '@resonantgenesis/sdk' }, { ecosystem: 'docker', name: 'resonantgenesis/backend' }],
    environment: [],
    environmentTogether: [],
    hosts: ['resonantgenesis.xyz'],
    imports: [{ ecosystem: 'pypi', module: 'resonantgenesis' }, { ecosystem: 'npm', module: '@resonantgenesis/sdk' }],
  },
  changes: resonantgenesisChanges,
  documents: [],
  python: resonantgenesisPython,
  rules: [
    clientNotAwaited,
    responseIndexed,
    ...rulesFromChanges(resonantgenesisData, { migration: 'resonantgenesis', guide: resonantgenesisChanges, systemNames: new Set() }),
    exceptionsModuleImported,
    apiVersionArgument,
    revisionNotReversible,
  ],
  steps: resonantgenesisSteps,
};
