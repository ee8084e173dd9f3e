import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../server/src/cli/args.ts';
import { UsageError } from '../../server/src/cli/environment.ts';

const parse = (line: string) => parseArguments(line.split(' ').filter((word) => word !== ''));

describe('a command line', () => {
  test('has defaults', () => {
    expect(parse('check')).toEqual({
      command: 'check', operands: [], format: undefined, failOn: 'any', unsafe: false, dryRun: false, interactive: false, resume: false,
      list: false, force: false, prune: false, clear: false, migrations: [], only: [], exclude: [], config: undefined, quiet: false, colour: true, cache: true,
    });
  });

  test('may have options anywhere, and repeat those that say so', () => {
    expect(parse('--quiet check a --format=json --only BC-001 b --only=BC-002 --migration x --exclude *.a --exclude *.b --config c --no-color --fail-on removed')).toMatchObject({
      command: 'check', operands: ['a', 'b'], format: 'json', only: ['BC-001', 'BC-002'], migrations: ['x'], exclude: ['*.a', '*.b'], config: 'c', quiet: true, colour: false, failOn: 'removed',
    });
    expect(parse('fix --unsafe --dry-run')).toMatchObject({ command: 'fix', unsafe: true, dryRun: true });
    expect(parse('check -- --odd-name')).toMatchObject({ operands: ['--odd-name'] });
    expect(parse('fix -i')).toMatchObject({ command: 'fix', interactive: true });
    expect(parse('rollback 20261121-152233-ab12 a --force')).toMatchObject({ command: 'rollback', operands: ['20261121-152233-ab12', 'a'], force: true });
    expect(parse('plan --output plan.md')).toMatchObject({ command: 'plan', output: 'plan.md', format: undefined });
    expect(parse('explain BC-007')).toMatchObject({ command: 'explain', operands: ['BC-007'] });
  });

  test('may ask for help or the version', () => {
    expect(parse('--help')).toMatchObject({ command: 'help', operands: [] });
    expect(parse('check -h')).toMatchObject({ command: 'help', operands: ['check'] });
    expect(parse('help fix')).toMatchObject({ command: 'help', operands: ['fix'] });
    expect(parse('--version')).toMatchObject({ command: 'version' });
    expect(parse('check --version')).toMatchObject({ command: 'version' });
  });
});

test.each([
  ['', 'A command is missing'],
  ['chek', 'There is no command chek. Did you mean check?'],
  ['check --formt json', 'There is no option --formt. Did you mean --format?'],
  ['check -x', 'There is no option -x'],
  ['check --format', '--format needs a value: --format text|json|sarif|github'],
  ['check --format --quiet', '--format needs a value'],
  ['check --only=', '--only needs a value'],
  ['check --format yaml', '--format yaml: expected text, json, sarif, github'],
  ['check --format jsn', 'Did you mean json?'],
  ['check --fail-on all', 'expected any, deprecated, removed, never'],
  ['check --format json --format text', '--format is given twice'],
  ['check --quiet=yes', '--quiet takes no value'],
  ['check --unsafe', 'The command check has no option --unsafe'],
  ['fix --format json', 'The command fix has no option --format'],
  ['check --format html', '--format html: expected text, json, sarif, github'],
  ['plan --format sarif', '--format sarif: expected text, json, markdown, html'],
  ['plan --output', '--output needs a value: --output FILE'],
  ['verify --format github', '--format github: expected text, json'],
  ['check --output x.md', 'The command check has no option --output'],
  ['fix --force', 'The command fix has no option --force'],
  ['rollback --unsafe', 'The command rollback has no option --unsafe'],
  ['fix --interactive --dry-run', 'The options --interactive and --dry-run cannot be given together'],
  ['fix --unsafe --resume', 'The options --resume and --unsafe cannot be given together'],
  ['rollback --force --list', 'The options --list and --force cannot be given together'],
  ['explain', 'The id of a change or rule is missing'],
  ['explain a b', 'Only one id'],
  ['help chek', 'There is no command chek'],
  ['help check fix', 'takes no further words'],
  ['version x', 'takes no further words'],
])('wrong use: %s', (line, message) => {
  expect(() => parse(line)).toThrow(UsageError);
  expect(() => parse(line)).toThrow(message);
  expect(() => parse(line)).toThrow(/\nUsage: upguide /);
});
