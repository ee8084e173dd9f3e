// The generated parts of docs/writing-a-migration.md. No I/O: takes texts, gives strings.

/** The worked example as it stands in its file. */
export function exampleSection(text) {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

/** All kinds of changes with their keys; takes the text of the schema of migration files. */
export function kindsSection(schema) {
  const { $defs } = JSON.parse(schema);
  const kinds = Object.values($defs).flatMap((definition) => {
    const kind = definition.properties?.kind?.const;
    return kind === undefined ? [] : [{ kind, ...definition }];
  });
  const rows = kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)).map(({ kind, description, properties, required }) => {
    const keys = Object.keys(properties).filter((key) => key !== 'kind' && key !== 'why');
    const needed = keys.filter((key) => required.includes(key));
    const others = keys.filter((key) => !required.includes(key));
    return `| \`${kind}\` | ${cell(description)} | ${needed.map(code).join(' ')}${others.length > 0 ? `${needed.length > 0 ? '<br>' : ''}*${others.map(code).join(' ')}*` : ''} |`;
  });
  return [
    'Every change has its `kind` and `why`: a sentence for the message. Further keys are those of the kind; those in *italics* may be left out. The editor describes each of them.',
    '',
    '| kind | what it says | keys |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function code(key) {
  return `\`${key}\``;
}

function cell(text) {
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
