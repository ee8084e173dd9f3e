import type { Diagnostic, Fix } from '../analysis/diagnostic.ts';
import { suppressionEdit } from '../analysis/suppressions.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { Edit } from '../text/edit.ts';
import { touches, type Range } from '../text/range.ts';
import type { FeatureContext } from './featureContext.ts';
import type { CodeAction } from './languageService.ts';
import { ownRules } from './ownRules.ts';
import { bulkFix, type FixSelection } from './upgrade/selection.ts';

const quickFix = 'quickfix';
const fixAll = 'source.fixAll.upguide';

/** Everything the lightbulb offers for a range: fixes (preferred first), fix-all of the same change, suppression. */
export function codeActions(context: FeatureContext, uri: string, range: Range, editsOf: (selection: FixSelection) => readonly Edit[]): readonly CodeAction[] {
  const report = context.report(uri);
  const file = context.tree(uri);
  if (!report || !file) return [];
  const here = report.diagnostics.filter((diagnostic) => meets(diagnostic.range, range));
  const actions = here.flatMap((diagnostic) => diagnostic.fixes.map((fix, index) => fixAction(uri, diagnostic, fix, index === 0)));
  for (const id of new Set(here.map(({ change, rule }) => change ?? rule))) actions.push(...fixAllOf(uri, id, report.diagnostics, editsOf));
  actions.push(...suppressions(context, file, here));
  if (report.diagnostics.some((diagnostic) => bulkFix(diagnostic, { applicability: 'safe' }))) {
    actions.push({
      title: 'Upguide: apply all safe fixes in this file',
      kind: fixAll,
      preferred: false,
      applicability: 'safe',
      diagnostics: [],
      edits: () => [{ uri, edits: editsOf({ applicability: 'safe' }) }],
    });
  }
  return actions;
}

function meets(a: Range, b: Range): boolean {
  return touches(a, b.start) || touches(a, b.end) || (b.start <= a.start && a.end <= b.end);
}

/** `Rename to GL_ENV (safe)`: the tier is part of every title, so that nobody has to guess. */
function withTier(title: string, applicability: 'safe' | 'unsafe'): string {
  return `${title} (${applicability})`;
}

function fixAction(uri: string, diagnostic: Diagnostic, fix: Fix, first: boolean): CodeAction {
  return {
    title: withTier(fix.title, fix.applicability),
    kind: quickFix,
    // `Auto Fix` applies what is preferred without asking: only safe fixes may be.
    preferred: first && fix.applicability === 'safe',
    applicability: fix.applicability,
    diagnostics: [diagnostic],
    edits: () => [{ uri, edits: fix.edits() }, ...(fix.otherFiles?.() ?? [])].filter(({ edits }) => edits.length > 0),
  };
}

/** "Fix all of BC-007 in this file", offered when there is more than the one fix at hand. */
function fixAllOf(uri: string, id: string, diagnostics: readonly Diagnostic[], editsOf: (selection: FixSelection) => readonly Edit[]): readonly CodeAction[] {
  const only = [id];
  const count = (applicability: 'safe' | 'unsafe'): number => diagnostics.filter((diagnostic) => bulkFix(diagnostic, { applicability, only })).length;
  const safe = count('safe');
  const all = count('unsafe');
  const action = (title: string, applicability: 'safe' | 'unsafe'): CodeAction => ({
    title: withTier(title, applicability),
    kind: quickFix,
    preferred: false,
    applicability,
    diagnostics: diagnostics.filter((diagnostic) => bulkFix(diagnostic, { applicability, only })),
    edits: () => [{ uri, edits: editsOf({ applicability, only }) }],
  });
  const actions: CodeAction[] = [];
  if (safe > 1) actions.push(action(`Fix all of ${id} in this file`, 'safe'));
  if (all > 1 && all > safe) actions.push(action(`Fix all of ${id} in this file`, 'unsafe'));
  return actions;
}

function suppressions(context: FeatureContext, file: ParsedFile, diagnostics: readonly Diagnostic[]): readonly CodeAction[] {
  const seen = new Set<string>();
  return diagnostics.flatMap((diagnostic): CodeAction[] => {
    const id = diagnostic.change ?? diagnostic.rule;
    // A broken or unread file cannot be trusted to take a comment in the right place.
    if (seen.has(id) || (diagnostic.rule.startsWith('upguide/') && diagnostic.rule !== ownRules.schema.id)) return [];
    seen.add(id);
    const edit = suppressionEdit(file, diagnostic, context.clock.today());
    if (!edit) return [];
    return [{
      title: `Ignore ${id} here, with a reason`,
      kind: quickFix,
      preferred: false,
      applicability: 'safe',
      diagnostics: [diagnostic],
      edits: () => [{ uri: file.uri, edits: [edit] }],
    }];
  });
}
