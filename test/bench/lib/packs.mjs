// The documents that are typed in: AgentSpec v2 packs, made by rule so that every run has the same text.

/** Keys are typed behind this word, into the description. */
export const typingAnchor = 'Emissions of a site';
/** A letter behind this text makes a finding; taking it away settles it. */
export const toggleAnchor = 'first_input:\n    type: number';

const types = ['string', 'number', 'integer', 'boolean'];

function input(index) {
  const type = types[index % types.length];
  const lines = [`  input_${index}:`, `    type: ${type}`, `    description: Value ${index} as site ${index % 17} reports it`, `    required: ${index % 3 === 0}`];
  if (type === 'string') lines.push('    enum:', '      - kWh', '      - therms', '      - liters');
  else if (type !== 'boolean') lines.push(`    minimum: ${index % 5}`);
  // A mistake now and then: servers that find nothing have it easy.
  if (index % 70 === 69) lines.push(`    unknown_key_${index}: 1`);
  return lines;
}

/** A pack of exactly this many lines. */
export function packOf(lineCount) {
  const lines = [
    'spec_version: "2.0"', '', 'metadata:', '  name: site-emissions', '  version: "1.0.0"', `  description: ${typingAnchor} from its activity data`,
    '  author: Bench', '  license: MIT', '  capabilities:', '    - network_egress', '  tags:', '    - emissions', '    - bench', '', 'inputs:',
    ...toggleAnchor.split('\n').map((line, index) => (index === 0 ? `  ${line}` : line)), '    required: true', '    minimum: 0',
  ];
  const tail = ['', 'outputs:', '  co2e_kg:', '    type: number', '    description: Emissions in kilograms', '', 'dependencies:', '  - name: numpy', '    version: ">=1.24.0,<2.0.0"'];
  for (let index = 0; lines.length + tail.length + 9 <= lineCount; index++) lines.push(...input(index));
  while (lines.length + tail.length < lineCount) lines.push('  # end of the inputs');
  return `${[...lines, ...tail].join('\n')}\n`;
}
