/**
 * How a version is asked for. `pep440`: `>=1,<2`; `poetry`: that, and `^1.2`, `~1.2`, `1.2`; `conda`: that, and `=1.2`; `npm`: `^1.2`, `~1.2`, `1.x`,
 * `1.2.3`, and blanks for "and" (`>=1 <2`); `cargo`: `1.2` (the same as `^1.2`), `=1.2.3`, `~1.2`, `1.*`; `tag`: the one version of an image.
 */
export type SpecifierSyntax = 'pep440' | 'poetry' | 'conda' | 'npm' | 'cargo' | 'tag';

/** One condition of a specifier; all of them must hold. */
export interface VersionClause {
  /** `==` also for a bare version, `=` for conda's "begins with". */
  readonly operator: '==' | '===' | '=' | '~=' | '!=' | '<' | '<=' | '>' | '>=' | '^' | '~';
  /** The numbers: `[1, 10, 12]`. */
  readonly release: Release;
  /** Whether it ends in `.*`. */
  readonly wildcard: boolean;
  /** Where it stands in the specifier, from the operator on; UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Where the version begins in the specifier. */
  readonly versionStart: number;
}

/** The numbers of a version. */
export type Release = readonly number[];

const clause = /^(\s*)(===|==|=|~=|!=|<=|>=|<|>|\^|~)?(\s*)v?(\d{1,9}(?:\.\d{1,9}){0,8})(\.\*|\.x)?((?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?\d*){0,3}(?:\+[\w.]+)?)\s*$/i;

/** Longer specifiers are nobody's. */
const maximumLength = 300;

/**
 * Takes a specifier apart. `undefined` for one that is not understood with certainty (`||`, blanks that mean "and", arbitrary
 * versions); an empty list for one that lets every version pass. Linear in the text's length.
 */
export function versionClauses(specifier: string, syntax: SpecifierSyntax): readonly VersionClause[] | undefined {
  if (specifier.length > maximumLength) return undefined;
  if (/^\s*\*?\s*$/.test(specifier)) return [];
  const clauses: VersionClause[] = [];
  let start = 0;
  for (const part of syntax === 'npm' ? npmParts(specifier) : specifier.split(',')) {
    const end = start + part.length;
    const match = clause.exec(part);
    if (!match) {
      // A trailing comma is allowed by PEP 440.
      if (part.trim() !== '' || end !== specifier.length) return undefined;
    } else {
      const written = match[2];
      if (!isOperatorOf(written, syntax)) return undefined;
      const lead = (match[1] ?? '').length;
      clauses.push({
        operator: (written ?? (syntax === 'cargo' && match[5] === undefined ? '^' : '==')) as VersionClause['operator'],
        release: releaseOf(match[4] ?? ''),
        // Numbers that are left out may be any: `1.2` is `1.2.x`.
        wildcard: match[5] !== undefined || (syntax === 'npm' && written === undefined && (match[4] ?? '').split('.').length < 3),
        start: start + lead,
        end: start + part.trimEnd().length,
        versionStart: start + lead + (written ?? '').length + (match[3] ?? '').length,
      });
    }
    start = end + 1;
  }
  return clauses;
}

/** Conditions behind each other, with the one blank between two of them taken out: more of them belong to the next. */
function npmParts(specifier: string): readonly string[] {
  return specifier.split(/(?<=[\dx*])\s(?=\s*[<>=^~])/);
}

function isOperatorOf(operator: string | undefined, syntax: SpecifierSyntax): boolean {
  switch (operator) {
    case undefined:
      return syntax !== 'pep440';
    case '=':
      return syntax === 'conda' || syntax === 'npm' || syntax === 'cargo';
    case '^':
    case '~':
      return syntax === 'poetry' || syntax === 'npm' || syntax === 'cargo';
    case '==':
    case '===':
    case '~=':
    case '!=':
      return syntax !== 'npm' && syntax !== 'cargo' && syntax !== 'tag';
    default:
      return syntax !== 'tag';
  }
}

/** `1.10.12` as numbers. */
export function releaseOf(version: string): Release {
  return version.split('.').map(Number);
}

/** Negative when `a` is older, 0 when both mean the same version (`1.0` and `1`), positive when `a` is newer. */
export function compareReleases(a: Release, b: Release): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether no version from `since` on satisfies the clause. */
export function endsBefore(one: VersionClause, since: Release): boolean {
  const { operator, release, wildcard } = one;
  switch (operator) {
    case '!=':
    case '>':
    case '>=':
      return false;
    case '<':
      return compareReleases(release, since) <= 0;
    case '<=':
      return compareReleases(release, since) < 0;
    case '=':
      return compareReleases(successor(release, release.length - 1), since) <= 0;
    case '==':
    case '===':
      return wildcard ? compareReleases(successor(release, release.length - 1), since) <= 0 : compareReleases(release, since) < 0;
    case '~=':
      return release.length > 1 && compareReleases(successor(release, release.length - 2), since) <= 0;
    case '~':
      return compareReleases(successor(release, Math.min(1, release.length - 1)), since) <= 0;
    case '^': {
      const first = release.findIndex((number) => number > 0);
      return compareReleases(successor(release, first < 0 ? release.length - 1 : first), since) <= 0;
    }
  }
}

/** The first version behind all that share the numbers up to and with `index`. */
function successor(release: Release, index: number): Release {
  return release.slice(0, index + 1).map((number, i) => (i === index ? number + 1 : number));
}
