import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../server/src/analysis/diagnostic.ts';
import { inDocumentation } from '../../server/src/analysis/documentation.ts';
import { parse } from '../../server/src/syntax/parse.ts';

/** One finding at the old name, with a fix that writes the new one. */
function diagnose(text: string, uri = 'file:///w/README.md', from = 'OLD_NAME', to = 'NEW_NAME'): Diagnostic {
  const start = text.indexOf(from);
  const range = { start, end: start + from.length };
  const [shown] = inDocumentation(parse(uri, text, 'markdown'), [{
    range, message: { what: 'Old.', why: '', todo: '' }, rule: 'x/y', migration: 'x', change: 'C-1', severity: 'error', lifecycle: 'removed', applicability: 'safe', related: [],
    fixes: [{ title: 'Rename', applicability: 'safe', bulk: true, edits: () => [{ range, newText: to }] }],
  }]);
  if (!shown) throw new Error('nothing shown');
  return shown;
}

describe('findings in documentation', () => {
  it('have no safe fix', () => {
    const shown = diagnose('# Set-up\n```bash\nexport OLD_NAME=1\n```\n');
    expect(shown).toMatchObject({ applicability: 'unsafe', severity: 'error', fixes: [{ applicability: 'unsafe', bulk: true }] });
  });

  it.each([
    ['the new form beside the old one', '```\nOLD_NAME=1\n```\n```\nNEW_NAME=1\n```\n', 'file:///w/README.md'],
    ['a migration guide by its name', '```\nOLD_NAME=1\n```\n', 'file:///w/docs/MIGRATION_GUIDE.md'],
    ['a change log', '```\nOLD_NAME=1\n```\n', 'file:///w/CHANGELOG.md'],
    ['a folder of upgrade notes', '```\nOLD_NAME=1\n```\n', 'file:///w/upgrading/0.3.md'],
    ['a heading that says so', '# What\'s new in 0.3\n```\nOLD_NAME=1\n```\n', 'file:///w/docs/0.3.md'],
  ])('are hints without a bulk fix in %s', (_what, text, uri) => {
    expect(diagnose(text, uri)).toMatchObject({ applicability: 'manual', severity: 'hint', fixes: [{ applicability: 'unsafe', bulk: false }] });
  });

  it('are none the less fixed where the new form is a part of a longer word, or an everyday word', () => {
    expect(diagnose('```\nOLD_NAME=1\nMY_NEW_NAME=1\n```\n').applicability).toBe('unsafe');
    expect(diagnose('Our agents.\n```\ngl agent list\n```\n', 'file:///w/README.md', 'agent list', 'agents').applicability).toBe('unsafe');
  });
});
