import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** `pack.yaml`: AgentSpec v1 becomes v2. */
export const bc001: GuideChange = {
  id: 'BC-001',
  title: 'pack.yaml follows AgentSpec v2',
  impact: 'high',
  summary: [
    'A pack describes itself in AgentSpec v2: `spec_version` is `"2.0"`, the facts about the pack (`name`, `version`, `capabilities` '
    + 'and the like) stand under `metadata`, every input and output has a type, and every dependency has a version. '
    + 'GreenLang 0.3 still loads v1 packs and warns; 0.4 does not load them.',
    'Upguide finds a pack that says it is v1 or has the shape of v1. In a pack that is half converted it finds each part that is '
    + 'left. Other files that are named `pack.yaml` are not reported as old and never edited.',
    'The fix converts the file. Comments, the order of keys, quotes, anchors and keys that AgentSpec does not know stay. A type '
    + 'comes from the entry itself, else from sample data in the pack\'s folder, else from type annotations in its code, else from '
    + 'the guide: then the fix is **safe**. A type that only the look of the name suggests, or `string` for want of anything better, '
    + 'makes it **unsafe**: look at the types before you take it. A layout that cannot be converted with certainty is **manual**, '
    + 'and the finding says what stands in the way.',
    'The version of a dependency is the one written behind its name, else the project\'s own pin, else the range that the guide gives. '
    + 'Where none is known, `version` is left out. Descriptions, `enum` and `minimum` are yours to add: no file says what they are.',
  ],
  examples: [
    {
      language: 'yaml',
      before: `spec_version: "1.0"
name: fuel-calculator
version: "1.0.0"

inputs:
  - fuel_type
  - consumption

outputs:
  - co2e_emissions_kg

capabilities:
  - network_egress
  - file_read

dependencies:
  - numpy
`,
      after: `spec_version: "2.0"
metadata:
  name: fuel-calculator
  version: "1.0.0"
  capabilities:
    - network_egress
    - file_read

inputs:
  fuel_type:
    type: string
    required: true
  consumption:
    type: number
    required: true

outputs:
  co2e_emissions_kg:
    type: number

dependencies:
  - name: numpy
    version: ">=1.24.0,<2.0.0"
`,
    },
  ],
  ...deprecatedForms,
};
