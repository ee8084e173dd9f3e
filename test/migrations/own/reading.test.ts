import { describe, expect, it } from 'vitest';
import { readMigrationFile } from '../../../server/src/migrations/own/readMigrationFile.ts';
import { migrationText as file, problemsOf, read } from './support.ts';

const change = (text: string): string => file({ changes: `[{ ${text}, why: Because. }]` });

describe('readMigrationFile', () => {
  it('makes a migration of a file without problems', () => {
    const { problems, migration, id } = readMigrationFile(change('kind: environmentRenamed, from: ACME_A, to: ACME_B'), { folder: 'file:///w', takenIds: new Map() });
    expect(problems).toEqual([]);
    expect(id).toBe('acme');
    expect(migration).toMatchObject({ id: 'acme', title: 'Acme', from: '1.0', to: '2.0', folder: 'file:///w', guideTitle: 'Upgrading to Acme 2' });
    expect(migration?.rules.map((rule) => [rule.id, rule.change, rule.guideSection])).toEqual([['acme/environment-renamed', 'E-1', 'E-1: An entry']]);
  });

  it('counts a key with nothing behind it as not given', () => {
    const { problems, file: data } = read(file({ documents: 'api:' }));
    expect(problems).toEqual([]);
    expect(data?.api?.python).toBeUndefined();
  });

  it('follows aliases and merges', () => {
    const text = file({ changes: '\n      - &first { kind: environmentRenamed, from: ACME_A, to: ACME_B, why: Because. }\n      - { <<: *first, from: ACME_C }' });
    expect(problemsOf(read(text))).toEqual([]);
    expect(read(text).file?.entries[0]?.changes?.[1]).toMatchObject({ kind: 'environmentRenamed', from: 'ACME_C', to: 'ACME_B' });
  });

  it.each([
    ['an empty file', '', 'The migration file is empty. Begin'],
    ['a list', '- a', '1:1 error schema "- a": `the file` must be a map'],
    ['two documents', `${file()}---\na: 1\n`, 'The file has several YAML documents.'],
    ['a tag', file({ head: 'to: !!str 2.0' }), 'The tag'],
    ['a syntax error', 'format: [', 'error syntax'],
    ['a text that is no YAML', 'a\0b', 'error syntax'],
    ['a file that is too large', `# ${'x'.repeat(1_100_000)}`, 'The migration file is too large.'],
    ['a missing key', 'format: 1\nid: acme\n', 'The file has no `title`'],
    ['a version without quotes', file({ head: 'to: 2.0' }), '`to` must be a text, but is a number.'],
    ['an upgrade to an older version', file({ head: 'to: "0.9"' }), 'leads from 1.0 to 0.9, which is not newer'],
    ['a document in another language', file({ documents: 'documents: [{ id: d, language: yaml, files: ["*.py"] }]' }), 'Files named *.py are python, and the document says yaml.'],
    ['a great many regular expressions', file({ changes: `[${'{ kind: textMatched, pattern: old, literals: [old], languages: [yaml], message: Old., todo: Mend it., why: Because. }, '.repeat(201)}]` }), 'The file has more than 200 regular expressions.'],
    ['an interpolation', file({ head: 'to: ${VERSION}' }), '`to` must be a text such as `"2.0"`, in quotes.'],
    ['a common variable as proof', file({ detection: '{ environment: [API_KEY] }' }), '"API_KEY": The variable API_KEY is no proof'],
    ['a short variable as proof', file({ detection: '{ environment: [ABC] }' }), 'The variable ABC is no proof'],
    ['a common module as proof', file({ detection: '{ imports: [{ ecosystem: pypi, module: utils }] }' }), '"utils": The module utils is no proof'],
    ['a common image as proof', file({ detection: '{ packages: [{ ecosystem: docker, name: library/python }] }' }), 'The image library/python is no proof'],
    ['a common file as proof', file({ detection: '{ files: ["*.yaml"] }' }), 'A file named *.yaml is no proof'],
    ['a common document as proof', file({ documents: 'documents: [{ id: c, language: yaml, files: [config.yaml], proves: true }]' }), 'A file named config.yaml is no proof'],
    ['two documents of one id', file({ documents: 'documents: [{ id: c, language: yaml, files: [a.yaml] }, { id: c, language: yaml, files: [b.yaml] }]' }), 'The id c of this document is taken.'],
    ['a document named env', file({ documents: 'documents: [{ id: env, language: yaml, files: [a.yaml] }]' }), 'It stands for files of the `.env` family.'],
    ['a document that there is not', change('kind: settingRenamed, document: x, path: [a], to: b'), '"x": There is no document `x`.'],
    ['a removal before the deprecation', file({ entry: '    deprecatedIn: 2.0.0\n    removedIn: 1.5.0' }), '"1.5.0": The old form is removed in 1.5.0, before'],
    ['a day without a version', file({ entry: '    deprecatedIn: 2.0.0\n    removedOn: 2027-01-31' }), 'A day is given for a version that is not named.'],
    ['a day that there is not', file({ entry: '    deprecatedIn: 2.0.0\n    removedIn: 3.0.0\n    removedOn: 2027-02-31' }), 'There is no day 2027-02-31.'],
    ['a change to itself', change('kind: environmentRenamed, from: ACME_A, to: ACME_A'), '"ACME_A": The new form is the old one.'],
    ['a name of one letter', change('kind: environmentRenamed, from: A, to: ACME_A'), 'The name A is too short'],
    ['a path that ends in its new name', change('kind: itemRenamed, on: acme.Config, path: [a, b], to: b'), 'The new form is the old one.'],
    ['versions that exclude each other', change('kind: packageRaised, ecosystem: pypi, name: acme, since: 2.0.0, below: 1.0.0, specifier: ==2.0.0, applicability: safe'), 'No version is 2.0.0 or newer and before 1.0.0.'],
    ['hops with a gap', change('kind: versionRoute, title: A, packages: [a], ecosystems: [pypi], hops: [{ from: "1.0", to: "1.5", by: x }, { from: "1.6", to: "2.0", by: x }]'), 'begins at 1.6, and the upgrade before it ends at 1.5'],
    ['a pattern with look-around', change('kind: textMatched, pattern: "(?=a)", literals: [abc], languages: [sql], message: m, todo: t'), 'The pattern cannot be used: it is no regular expression of RE2'],
    ['a replacement without its group', change('kind: textMatched, pattern: abc, literals: [abc], languages: [sql], message: m, todo: t, replacement: $1'), 'The replacement cannot be used: the expression has no group `1`.'],
    ['text in no files', change('kind: textMatched, pattern: abc, literals: [abc], message: m, todo: t'), 'Nothing says in which files'],
    ['a short literal', change('kind: textMatched, pattern: abc, literals: [a], languages: [sql], message: m, todo: t'), 'must be of at least 3 letters'],
    ['a name of another language', change('kind: memberRenamed, on: "@acme/sdk#Client", from: a, to: b'), 'is no whole name of Python'],
    ['a module of another language', change('kind: symbolMoved, language: python, name: A, from: "acme::a", to: acme.b'), '"\\"acme::a\\"": acme::a is no module of Python.'],
    ['names of arguments in Rust', change('kind: argumentRenamed, language: rust, callee: "a::b", from: a, to: b'), 'Arguments have no names in calls of Rust.'],
    ['an argument nobody knows which', change('kind: argumentAdded, callee: acme.run, value: "1"'), 'Nothing says which argument it is.'],
    ['a wrap without the value', change('kind: argumentWrapped, callee: acme.run, keyword: a, with: f()'), 'The old argument has no place in the new one.'],
    ['an example without a text', file({ examples: '[{ file: .env }]' }), 'The example has no text.'],
    ['an example of both', file({ examples: '[{ file: .env, flagged: a, notFlagged: b }]' }), 'The example has `flagged` and `notFlagged`.'],
    ['an example outside', file({ examples: '[{ file: ../a.env, flagged: a }]' }), 'must be a path within a project'],
    ['another file outside', file({ examples: '[{ file: .env, flagged: a, with: { "../../etc/passwd": x } }]' }), '../../etc/passwd is no path within a project.'],
    ['a prototype among the files', file({ examples: '[{ file: .env, flagged: a, with: { "__proto__/..": x } }]' }), '__proto__/.. is no path within a project.'],
    ['an unknown key', change('kind: environmentRenamed, from: ACME_A, to: ACME_B, __proto__: x'), '`__proto__` is not a key of'],
  ])('%s', (_name, text, expected) => {
    const result = read(text);
    expect(problemsOf(result).join('\n')).toContain(expected);
    expect(result.problems.every(({ severity }) => severity === 'error')).toBe(true);
    expect(result.migration).toBeUndefined();
    expect(result.file).toBeUndefined();
  });

  it.each([
    ['a class that nobody tells of', change('kind: memberRenamed, on: acme.Client, from: a, to: b'), 'acme.Client is no class of `api.python`.'],
    ['an example in no known file', file({ examples: '[{ file: notes.xyz, notFlagged: a }]' }), 'No file named notes.xyz is ever looked at.'],
  ])('warns of %s, and goes on', (_name, text, expected) => {
    const result = read(text);
    expect(problemsOf(result)).toEqual([expect.stringContaining(expected)]);
    expect(result.problems[0]?.severity).toBe('warning');
    expect(result.migration).toBeDefined();
  });

  it('says who has an id', () => {
    const { problems, migration, id } = readMigrationFile(file(), { takenIds: new Map([['acme', 'the built-in migration Acme']]) });
    expect(problems.map(({ message }) => message.what)).toEqual(['The id acme is taken: the built-in migration Acme has it.']);
    expect([migration, id]).toEqual([undefined, 'acme']);
  });

  it('finds renames that lead in a circle, and names that are renamed twice', () => {
    const renamed = (...pairs: readonly string[]): string => file({ changes: `[${pairs.map((pair) => `{ kind: environmentRenamed, from: ${pair.split('>')[0] ?? ''}, to: ${pair.split('>')[1] ?? ''}, why: x }`).join(', ')}]` });
    expect(problemsOf(read(renamed('ACME_A>ACME_B', 'ACME_B>ACME_C')))).toEqual([]);
    expect(problemsOf(read(renamed('ACME_A>ACME_B', 'ACME_B>ACME_C', 'ACME_C>ACME_A')))).toEqual([expect.stringContaining('This leads back to ACME_C')]);
    expect(problemsOf(read(renamed('ACME_A>ACME_B', 'ACME_A>ACME_C')))).toEqual([expect.stringContaining('ACME_A is renamed to ACME_B already.')]);
  });

  it('limits the number of changes', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `{ kind: environmentRenamed, from: ACME_${index}, to: NEW_${index}, why: x }`);
    expect(problemsOf(read(file({ changes: `[${many.join(', ')}]` })))).toEqual([expect.stringContaining('The file has more than 2,000 changes.')]);
  });

  it('knows where things stand', () => {
    const result = read(file({ examples: '\n      - file: .env\n        notFlagged: |\n          A=1\n          B=2' }));
    const at = (...path: (string | number)[]): string | undefined => {
      const range = result.rangeOf(path);
      return range && result.text.slice(range.start, range.end);
    };
    expect([at('id'), at('entries', 0, 'examples', 0, 'file'), at('entries', 0, 'examples', 0, 'notFlagged'), at('entries', 9)]).toEqual(['acme', '.env', 'notFlagged', undefined]);
  });
});
