import { compareReleases, endsBefore, releaseOf, versionClauses, type SpecifierSyntax, type VersionClause } from '../../syntax/versionSpecifiers.ts';
import type { PackageRaised } from '../change.ts';

/** Whether a specifier lets no version pass that the change asks for; `false` also where that is not certain. */
export function isTooOld(specifier: string, syntax: SpecifierSyntax, since: string): boolean {
  const release = releaseOf(since);
  return versionClauses(specifier, syntax)?.some((clause) => endsBefore(clause, release)) ?? false;
}

/**
 * The specifier that takes the place of one that is too old: the guide's. Where the guide pins a version, a range stays a range, and a
 * caret a caret; blanks stay as they are written. Takes specifiers of which `isTooOld` holds.
 */
export function raisedSpecifier(specifier: string, syntax: SpecifierSyntax, change: Pick<PackageRaised, 'since' | 'specifier' | 'below'>): string {
  const clauses = versionClauses(specifier, syntax) ?? [];
  const [first] = clauses;
  const { since, below } = change;
  if (!first || syntax === 'tag' || (syntax === 'cargo' && (clauses.length > 1 || first.operator.startsWith('<')))) return change.specifier;
  if (syntax === 'cargo') return specifier.slice(0, first.versionStart) + change.specifier;
  if ((syntax === 'poetry' || syntax === 'npm') && clauses.some(({ operator }) => operator === '^')) return `^${since}`;
  const gap = specifier.slice(first.versionStart - leadOf(specifier, first), first.versionStart);
  const comma = syntax === 'npm' ? ' ' : clauses.length > 1 ? /,\s*/.exec(specifier)?.[0] ?? ',' : gap === '' ? ',' : ', ';
  const range = (parts: readonly string[]): string => parts.map((part) => part.replace(/^([<>=!~^]+)/, `$1${gap}`)).join(comma);
  if (!change.specifier.startsWith('==')) return range(change.specifier.split(','));
  const like = clauses.find(({ operator }) => operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=' && operator !== '!=');
  if (!like) return range(below === undefined ? [`>=${since}`] : [`>=${since}`, `<${below}`]);
  const written = specifier.slice(like.start, like.versionStart);
  if (!like.wildcard) return `${written}${since}`;
  const [wild = ''] = /\.[*x]$/i.exec(specifier.slice(like.start, like.end)) ?? [];
  return `${written}${since.split('.').slice(0, like.release.length).join('.')}${wild}`;
}

/** How many blanks stand between the operator and the version. */
function leadOf(specifier: string, { start, versionStart }: VersionClause): number {
  return /\s*$/.exec(specifier.slice(start, versionStart))?.[0].length ?? 0;
}

/**
 * What becomes of a range of a runtime's versions that begins before `since` (`3.9`): `raised` with the range from there on, `empty` when
 * nothing would be left of it; `undefined` when it does not begin before, or cannot be read with certainty.
 */
export function raisedRange(range: string, syntax: SpecifierSyntax, since: string): { readonly raised: string } | 'empty' | undefined {
  const release = releaseOf(since);
  const clauses = versionClauses(range, syntax);
  const low = clauses?.filter(({ operator, release: own }) => operator !== '<' && operator !== '<=' && operator !== '!=' && compareReleases(own, release) < 0) ?? [];
  if (!clauses || low.length === 0) return undefined;
  if (clauses.some((clause) => (clause.operator === '<' || clause.operator === '<=') && endsBefore(clause, release))) return 'empty';
  // Two such conditions in one range contradict each other or say the same twice.
  if (clauses.length > 1 && low.some(({ operator }) => operator !== '>=' && operator !== '>' && operator !== '^' && operator !== '~=' && operator !== '~')) return 'empty';
  let raised = range;
  for (const clause of [...low].reverse()) raised = raised.slice(0, clause.start) + raisedClause(range, clause, since, syntax) + raised.slice(clause.end);
  return { raised };
}

function raisedClause(range: string, clause: VersionClause, since: string, syntax: SpecifierSyntax): string {
  const { operator, start, versionStart, release, wildcard } = clause;
  const written = range.slice(start, versionStart);
  switch (operator) {
    case '>':
      return written.replace('>', '>=') + since;
    case '~=':
      // `~=3.8.1` stays within 3.8, `~=3.8` within 3.
      return `${written}${since}${release.length > 2 ? '.0' : ''}`;
    case '==':
    case '===':
      if (syntax === 'npm') return `${written}${since}${range.slice(versionStart + release.join('.').length, clause.end)}`;
      // A whole minor version: which patch of it there is nobody can know.
      return syntax === 'conda' && !wildcard ? `=${since}` : `${written.replace('===', '==')}${since}.*`;
    case '=':
      return `${written}${since}${wildcard ? '.*' : ''}`;
    default:
      return written + since;
  }
}
