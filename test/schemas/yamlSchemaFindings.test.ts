import { describe, expect, it } from 'vitest';
import { yamlFindings } from './findings.ts';

const head = 'spec_version: "2.0"\nmetadata:\n  name: fuel\n';
const config = 'version: "0.3.0"\nsecurity:\n  encryption:\n    key: ${GL_ENCRYPTION_KEY}\n';

/** Schema, text, and for each finding: severity, text of the range, a pointer, parts of the message, first fix. */
type Expected = readonly [severity: string, at: string, pointer: string, message: string, fix?: string];
type Case = readonly [name: string, schema: string, text: string, ...expected: Expected[]];

const cases: readonly Case[] = [
  // pack: keys
  ['typo in metadata', 'pack/v2', `${head}  descripton: x\n`,
    ['warning', 'descripton', '/metadata/descripton', 'Did you mean `description`?', 'Rename to description (safe)']],
  ['typo of a required key is one finding', 'pack/v2', 'spec_version: "2.0"\nmetadata:\n  nmae: fuel\n',
    ['warning', 'nmae', '/metadata/nmae', 'Did you mean `name`?', 'Rename to name (safe)']],
  ['typo at the root', 'pack/v2', `${head}inptus: {}\n`, ['warning', 'inptus', '/inptus', '`inptus` is not a key of AgentSpec v2', 'Rename to inputs (safe)']],
  ['other separators and case', 'pack/v2', `spec-version: "2.0"\nmetadata: {name: a}\n`,
    ['warning', 'spec-version', '/spec-version', 'Did you mean `spec_version`?', 'Rename to spec_version (safe)']],
  ['unknown root key', 'pack/v2', `${head}runtime: python\n`, ['information', 'runtime', '/runtime', 'not part of AgentSpec v2']],
  ['extension keys', 'pack/v2', `${head}x-team: core\n_note: a\n`],
  ['old root keys are for rules', 'pack/v2', 'spec_version: "2.0"\nname: my-agent\nversion: 1.0.0\nauthor: {name: a}\ntags: [a]\ninputs:\n  - a\n'],
  ['old root name and an empty metadata', 'pack/v2', 'spec_version: "2.0"\nname: my-agent\nmetadata:\n'],
  ['other keys of metadata', 'pack/v2', `${head}  authors: [a]\n  homepage: https://example.com\n  category: x\n`],
  ['a typo beside the right key gets no fix', 'pack/v2', `${head}  autor: a\n  author: b\n`,
    ['information', 'autor', '/metadata/autor', 'Did you mean `author`?']],
  ['two typos of one key: only the first gets a fix', 'pack/v2', `${head}  licnse: a\n  licens: b\n`,
    ['warning', 'licnse', '/metadata/licnse', 'Did you mean `license`?', 'Rename to license (safe)'],
    ['information', 'licens', '/metadata/licens', 'Did you mean `license`?']],
  ['a quoted typo keeps its quotes', 'pack/v2', `${head}"inputz": {}\n`, ['warning', '"inputz"', '/inputz', 'inputs', 'Rename to inputs (safe)']],
  // pack: missing
  ['no metadata', 'pack/v2', 'spec_version: "2.0"\ninputs: {}\n', ['error', 'spec_version', '/metadata', 'no `metadata`, which AgentSpec v2 requires']],
  ['empty metadata', 'pack/v2', 'spec_version: "2.0"\nmetadata:\n', ['error', 'metadata', '/metadata/name', '`metadata` has no `name`']],
  ['empty name', 'pack/v2', 'spec_version: "2.0"\nmetadata:\n  name:\n', ['error', 'name', '/metadata/name', '`metadata.name` is empty']],
  ['field without type', 'pack/v2', `${head}inputs:\n  fuel:\n    required: true\n`, ['error', 'fuel', '/inputs/fuel/type', 'Add `type`: `string`, `number`']],
  ['empty field', 'pack/v2', `${head}inputs:\n  fuel:\n`, ['error', 'fuel', '/inputs/fuel/type', '`inputs.fuel` has no `type`']],
  ['field by reference', 'pack/v2', `${head}inputs:\n  fuel: {$ref: "#/x"}\n`],
  ['dependency without name', 'pack/v2', `${head}dependencies:\n  - version: ">=1"\n`, ['error', 'version', '/dependencies/0/name', '`dependencies[0]` has no `name`']],
  ['flow root', 'pack/v2', '{spec_version: "2.0"}', ['error', 'spec_version', '/metadata', 'metadata']],
  ['empty flow root', 'pack/v2', '{}', ['error', '{}', '/metadata', 'metadata'], ['error', '{}', '/spec_version', 'spec_version']],
  // pack: values
  ['version as a number', 'pack/v2', 'spec_version: 2.0\nmetadata: {name: a}\n', ['warning', '2.0', '/spec_version', 'in quotes', 'Write "2.0" in quotes (safe)']],
  ['version of other spelling', 'pack/v2', 'spec_version: "2.0.0"\nmetadata: {name: a}\n', ['error', '"2.0.0"', '/spec_version', 'must be `"2.0"`']],
  ['typo of a type', 'pack/v2', `${head}inputs:\n  a: {type: strng}\n`, ['warning', 'strng', '/inputs/a/type', 'Did you mean `string`?', 'Replace with string (safe)']],
  ['case of a type', 'pack/v2', `${head}inputs:\n  a: {type: "String"}\n`, ['warning', '"String"', '/inputs/a/type', 'string', 'Replace with string (safe)']],
  ['another word for a type', 'pack/v2', `${head}inputs:\n  a: {type: float}\n`, ['warning', 'float', '/inputs/a/type', 'Did you mean `number`?', 'Replace with number (unsafe)']],
  ['type of our own', 'pack/v2', `${head}inputs:\n  a: {type: timeseries}\n`, ['information', 'timeseries', '/inputs/a/type', 'none of those']],
  ['list of types', 'pack/v2', `${head}inputs:\n  a: {type: [string, "null"]}\n`],
  ['shorthand field', 'pack/v2', `${head}inputs:\n  a: string\n`, ['error', 'string', '/inputs/a', '`inputs.a` must be a map, but is a text']],
  ['required in words of YAML 1.1', 'pack/v2', `${head}inputs:\n  a: {type: number, required: yes}\n`],
  ['required as a text', 'pack/v2', `${head}inputs:\n  a: {type: number, required: "true"}\n`, ['warning', '"true"', '/inputs/a/required', '`true` or `false`', 'Remove the quotes (unsafe)']],
  ['typo in a field', 'pack/v2', `${head}inputs:\n  a: {type: string, minLenght: 1}\n`, ['warning', 'minLenght', '/inputs/a/minLenght', 'minLength', 'Rename to minLength (safe)']],
  ['typo in a nested field', 'pack/v2', `${head}inputs:\n  a:\n    type: array\n    items:\n      type: object\n      proprties: {}\n`,
    ['warning', 'proprties', '/inputs/a/items/proprties', 'properties', 'Rename to properties (safe)']],
  ['other keys of a field', 'pack/v2', `${head}inputs:\n  a: {type: number, range: [0, 1], sensor: x, units: kWh}\n`],
  ['nested shorthands', 'pack/v2', `${head}inputs:\n  a: {type: object, properties: {b: string}, required: [b]}\n`],
  ['a JSON Schema as inputs', 'pack/v2', `${head}inputs:\n  type: object\n  properties:\n    a: {type: string}\n`],
  ['negative length', 'pack/v2', `${head}inputs:\n  a: {type: string, minLength: -1}\n`, ['error', '-1', '/inputs/a/minLength', 'must be at least 0']],
  ['infinity', 'pack/v2', `${head}inputs:\n  a: {type: number, maximum: .inf}\n`],
  ['metadata as a list', 'pack/v2', 'spec_version: "2.0"\nmetadata:\n  - name: a\n  - b\n', ['error', 'metadata', '/metadata', 'must be a map, but is a list']],
  ['version as a number in metadata', 'pack/v2', `${head}  version: 1.10\n`, ['warning', '1.10', '/metadata/version', 'Put the value in quotes', 'Put the value in quotes (unsafe)']],
  ['capabilities as a text', 'pack/v2', `${head}  capabilities: network_egress\n`, ['error', 'network_egress', '/metadata/capabilities', 'a list']],
  ['old names as dependencies', 'pack/v2', `${head}dependencies:\n  - numpy\n`],
  ['no specifier', 'pack/v2', `${head}dependencies:\n  - {name: numpy, version: "1.24.0"}\n`, ['warning', '"1.24.0"', '/dependencies/0/version', 'PEP 440']],
  ['specifiers', 'pack/v2', `${head}dependencies:\n  - {name: a, version: "~=1.4.2, !=1.4.5"}\n  - {name: b, version: "*"}\n  - {name: c, version: ==1.*}\n  - {name: d}\n`],
  ['empty sections', 'pack/v2', `${head}inputs:\noutputs: ~\ndependencies:\n`],
  ['template', 'pack/v2', 'spec_version: "2.0"\nmetadata:\n  name: "{{ name }}"\ninputs:\n  a: {type: "{{ type }}", required: "${REQ}"}\n'],
  // pack v1
  ['v1 with names and maps', 'pack/v1', 'name: a\ninputs:\n  - fuel\n  - name: b\n    type: int\n  - c: {type: x}\n  - no\ncapabilities: {net: {allow: false}}\ndependencies: [numpy, {name: b, version: 1}]\n'],
  ['v1 typo', 'pack/v1', 'name: a\ninput:\n  - b\n', ['warning', 'input', '/input', 'Did you mean `inputs`?', 'Rename to inputs (safe)']],
  ['v1 field without name', 'pack/v1', 'inputs:\n  - type: int\n    required: true\n', ['error', 'type', '/inputs/0/name', '`inputs[0]` has no `name`']],
  ['v1 of another dialect', 'pack/v1', 'kind: pack\npack_schema_version: "1.0"\nauthor: {name: a}\ncontents: {pipelines: []}\nmetadata: {authors: [a]}\n'],
  // greenlang
  ['range', 'greenlang/v2', `${config}database:\n  pool_size: 0\n`, ['error', '0', '/database/pool_size', '`database.pool_size` must be at least 1']],
  ['exclusive range', 'greenlang/v2', `${config}  jwt_expiry_hours: 0\n`, ['error', '0', '/security/jwt_expiry_hours', 'must be more than 0']],
  ['never recycled', 'greenlang/v2', `${config}database:\n  pool_recycle: -1\n`],
  ['number as a word', 'greenlang/v2', `${config}database:\n  pool_size: ten\n`, ['warning', 'ten', '/database/pool_size', 'must be a whole number, but is a text']],
  ['number in quotes', 'greenlang/v2', `${config}database:\n  pool_size: '20'\n`, ['warning', '\'20\'', '/database/pool_size', 'a whole number', 'Remove the quotes (unsafe)']],
  ['fraction', 'greenlang/v2', `${config}database:\n  pool_size: 1.5\n`, ['warning', '1.5', '/database/pool_size', 'must be a whole number']],
  ['number of YAML 1.1', 'greenlang/v2', `${config}database:\n  pool_recycle: 3_600\n`],
  ['interpolations anywhere', 'greenlang/v2',
    'version: ${V}\ndatabase:\n  pool_size: ${POOL:-10}\n  echo: ${ECHO}\nsecurity:\n  enabled: $ENABLED\n  encryption: ${ENCRYPTION}\nlogging:\n  level: ${GL_LOG_LEVEL:-info}\n  format: "a${F}"\nasync: ${ASYNC}\n'],
  ['tagged values', 'greenlang/v2', `${config}database:\n  pool_size: !ENV "POOL"\nlogging: !include logging.yaml\n`],
  ['level in lower case', 'greenlang/v2', `${config}logging:\n  level: info\n`,
    ['error', 'info', '/logging/level', 'must be `DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`', 'Replace with INFO (safe)']],
  ['another word for a level', 'greenlang/v2', `${config}logging:\n  level: warn\n`, ['error', 'warn', '/logging/level', 'Did you mean `WARNING`?', 'Replace with WARNING (unsafe)']],
  ['unknown level', 'greenlang/v2', `${config}logging:\n  level: "loud"\n`, ['error', '"loud"', '/logging/level', 'Choose one of them']],
  ['level as a number', 'greenlang/v2', `${config}logging:\n  level: 20\n`, ['error', '20', '/logging/level', 'must be the text']],
  ['typo of a format', 'greenlang/v2', `${config}logging:\n  format: jsno\n`, ['error', 'jsno', '/logging/format', 'Did you mean `json`?', 'Replace with json (safe)']],
  ['typo of a section', 'greenlang/v2', `${config}databse:\n  pool_size: 1\n`, ['warning', 'databse', '/databse', 'database', 'Rename to database (safe)']],
  ['typo in encryption', 'greenlang/v2', 'security:\n  encryption:\n    algoritm: AES-256-GCM\n', ['warning', 'algoritm', '/security/encryption/algoritm', 'algorithm', 'Rename to algorithm (safe)']],
  ['keys that nobody named', 'greenlang/v2', `${config}database:\n  ssl_mode: require\ncache:\n  ttl: 1\n`],
  ['no encryption', 'greenlang/v2', 'security:\n  enabled: true\n', ['error', 'security', '/security/encryption', '`security` has no `encryption`']],
  ['no security', 'greenlang/v2', '# c\nversion: "0.3.0"\n', ['error', 'version', '/security', 'no `security`']],
  ['empty security', 'greenlang/v2', 'security:\n', ['error', 'security', '/security/encryption', '`security` has no `encryption`']],
  ['the guide\'s short example', 'greenlang/v2',
    'database:\n  connection_string: postgresql://localhost/greenlang\n  pool_size: 10\nsecurity:\n  enabled: true\n  encryption:\n    algorithm: AES-256-GCM\n    key_rotation_days: 90\nlogging:\n  level: INFO  # Must be uppercase\n  format: json\n'],
  ['v1 with old and new names', 'greenlang/v1', 'version: "0.2.0"\ndatabase:\n  url: a\n  echo: false\nsecurity:\n  api_keys_enabled: true\n  encryption: {key: a}\nlogging:\n  level: warn\n  file: greenlang.log\n'],
  ['a project file of the same name', 'greenlang/v2', 'name: Building_101\nagents:\n- fuel\nsettings:\n  region: US\nsecurity: {encryption: {}}\nversion: 0.0.1\n'],
  ['duplicate keys do not crash', 'greenlang/v2', `${config}async:\n  enabled: true\n  enabled: false\n`],
];

describe('yamlSchemaFindings', () => {
  it.each(cases.map(([name, schema, text, ...expected]) => ({ name, schema, text, expected })))('$name ($schema)', ({ schema, text, expected }) => {
    const found = yamlFindings(text, schema);
    expect(found.map(({ severity, at, covers, fixes }) => [severity, at, covers[0], fixes[0]]))
      .toEqual(expected.map(([severity, at, pointer, , fix]) => [severity, at, pointer, fix]));
    found.forEach(({ message }, index) => { expect(message).toContain(expected[index]?.[3]); });
    // A fix settles its finding and brings no other.
    for (const { fixed, covers } of found) {
      if (fixed === undefined) continue;
      expect(yamlFindings(fixed, schema).map((left) => left.covers[0])).toEqual(found.map((all) => all.covers[0]).filter((pointer) => pointer !== covers[0]));
    }
  });

  it('gives nothing for an empty document or an unknown schema', () => {
    expect(yamlFindings('', 'pack/v2')).toEqual([]);
    expect(yamlFindings('# only a comment\n', 'pack/v2')).toEqual([]);
    expect(yamlFindings('a: 1', 'pack/v9')).toEqual([]);
  });

  it('shows a document that is no mapping on its first line', () => {
    expect(yamlFindings('- a\n- b\n', 'pack/v2')).toMatchObject([{ severity: 'error', at: '- a', covers: [''], message: expect.stringContaining('`the file` must be a map') as string }]);
  });

  it('shows what an anchor holds once, for all its aliases, and fixes it', () => {
    const text = `${head}inputs:\n  a: &base {type: strng}\n  b: *base\n  c:\n    <<: *base\n    required: true\n`;
    expect(yamlFindings(text, 'pack/v2')).toMatchObject([
      { at: 'strng', covers: ['/inputs/a/type', '/inputs/b/type', '/inputs/c/type'], fixes: ['Replace with string (safe)'] },
    ]);
  });

  it('makes a fix unsafe when the text is reached through an alias alone', () => {
    const text = `x-base: &base {type: strng}\n${head}inputs:\n  b: *base\n`;
    expect(yamlFindings(text, 'pack/v2')).toMatchObject([{ at: 'strng', covers: ['/inputs/b/type'], fixes: ['Replace with string (unsafe)'] }]);
  });

  it('counts merged keys as given', () => {
    expect(yamlFindings(`x-base: &base {type: string, required: true}\n${head}inputs:\n  b: {<<: *base, unit: kWh}\n  c: {<<: [*base]}\n`, 'pack/v2')).toEqual([]);
  });

  it('survives alias bombs and cycles', () => {
    const bomb = `${head}x-0: &a0 {type: object}\n${Array.from({ length: 40 }, (_, i) =>
      `x-${i + 1}: &a${i + 1} {type: object, properties: {a: *a${i}, b: *a${i}}}\n`).join('')}inputs:\n  bomb: *a40\n`;
    expect(yamlFindings(bomb, 'pack/v2')).toEqual([]);
    expect(yamlFindings(`${head}inputs: &a\n  b: *a\n`, 'pack/v2')).toEqual([]);
  });

  it('10,000 findings come before its time is up', () => {
    const fields = Array.from({ length: 5_000 }, (_, i) => `  f${i}: {tpye: x}\n  g${i}:\n`).join('');
    expect(yamlFindings(`${head}inputs:\n${fields}`, 'pack/v2').length).toBe(10_000);
  });

  it('keeps names of the file from breaking messages', () => {
    const [finding] = yamlFindings(`${head}"a\`b\\n${'x'.repeat(500)}": 1\n`, 'pack/v2');
    expect(finding?.message.length).toBeLessThan(250);
    expect(finding?.message).not.toContain('\n');
  });

  it('never shows a value', () => {
    const secret = 'hunter2-secret-value';
    const text = `security:\n  jwt_secret: [${secret}]\n  enabled: ${secret}\n  encryption:\n    key: {a: ${secret}}\nlogging:\n  level: ${secret}\n`;
    const found = yamlFindings(text, 'greenlang/v2');
    expect(found.length).toBe(4);
    for (const { message, fixes } of found) expect(message + fixes.join()).not.toContain(secret);
  });

  it('handles CRLF, tabs in values and wide characters', () => {
    expect(yamlFindings('spec_version: "2.0"\r\nmetadata:\r\n  name: "😀"\r\n  descripton: ü\r\n', 'pack/v2')).toMatchObject([{ at: 'descripton' }]);
  });
});

it('many unknown keys of one mapping are one finding; few are told one by one', () => {
  const many = yamlFindings(`${head}${Array.from({ length: 50_000 }, (_, i) => `key${i}: 1\n`).join('')}`, 'pack/v2');
  expect(many.map(({ severity, at, message }) => [severity, at, message])).toEqual([
    ['information', 'key0', '`key0`, `key1`, `key2` and 49997 more keys of this mapping are not part of AgentSpec v2. Keep them if another program reads them, else remove them.'],
  ]);
  expect(many[0]?.covers).toHaveLength(50_000);
  expect(yamlFindings(`${head}zebra: 1\nquokka: 2\nwombat: 3\n`, 'pack/v2').map(({ at }) => at)).toEqual(['zebra', 'quokka', 'wombat']);
});
