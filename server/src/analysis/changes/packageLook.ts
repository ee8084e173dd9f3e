import type { PackageRaised } from '../change.ts';
import { isTooOld } from './raisedSpecifier.ts';

/** Longer specifiers are nobody's. In UTF-16 units. */
const maxSpecifier = 200;

/** What ends a requirement, whatever it stands in: a quote, an escape, a sign of a shell. */
const endOfRequirement = /["'\\`|&;)\]}{$#]/;

/**
 * A look at a script (also one in YAML or an image's instructions): whether some command may install one of the packages in a version that is too old.
 * `isYaml`: it may describe a conda environment, too.
 */
export function lookForOldPackages(changes: readonly PackageRaised[], isYaml = false): (text: string) => boolean {
  const of = (wanted: PackageRaised['ecosystem']): readonly Looked[] => changes.filter(({ ecosystem }) => ecosystem === wanted).map((change) => ({ change, places: placesOf(change.name) }));
  const packages = of('pypi');
  const images = of('docker');
  const others = changes.filter(({ ecosystem }) => ecosystem !== 'pypi' && ecosystem !== 'docker').map(({ name }) => name);
  return (text) => {
    if (others.some((name) => text.includes(name)) || images.some((image) => namesImage(text, image, isYaml))) return true;
    const isConda = isYaml && mayBeConda(text);
    if (!isConda && !text.includes('install')) return false;
    return packages.some(({ change: { since }, places }) => [...text.matchAll(places)].some(({ 0: name, index }) =>
      // What a manifest requires proves a project, too, in any version.
      isConda || specifiersAt(text, index + name.length).some((specifier) => isTooOld(specifier, 'pep440', since))));
  };
}

/** A package with what finds its name. */
interface Looked {
  readonly change: PackageRaised;
  readonly places: RegExp;
}

/** An image has its version behind its name, or in Helm's values beside it. One of any version may be what proves that a project uses the system. */
function namesImage(text: string, { places }: Looked, isYaml: boolean): boolean {
  const hasTags = isYaml && /\brepository\b/.test(text) && /\btag\b/.test(text);
  return [...text.matchAll(places)].some(({ 0: name, index }) => hasTags || /^:v?\d/.test(text.slice(index + name.length, index + name.length + 3)));
}

/** Whether a text in YAML may describe a conda environment: its list of packages has this key. */
export function mayBeConda(text: string): boolean {
  return /\bdependencies\b["'\\]{0,4}\s*:/.test(text);
}

/** What may be the specifier at a place: to the line's end, or further in a text whose lines are folded; up to a comma, in a list; without a build string. */
export function specifiersAt(text: string, at: number): readonly string[] {
  const behind = text.slice(at, at + maxSpecifier).replace(/^\s*\[[^\]]*\]/, '');
  const end = behind.search(endOfRequirement);
  const whole = (end < 0 ? behind : behind.slice(0, end)).replace(/^\s*\(?\s*/, '');
  const line = /^[^\r\n]*/.exec(whole)?.[0].trimEnd() ?? '';
  const first = /^[^,\s]*/.exec(line)?.[0] ?? '';
  const clauses = /^(?:(?:===?|~=|!=|<=?|>=?)\s*[^\s,;()<>=!~]+(?:\s*,\s*(?=[=~!<>]))?\s*)+/.exec(whole)?.[0].trimEnd() ?? '';
  const built = /^(=?[\w.*]+)(?:=|\s+)[\w.*]+/.exec(line)?.[1] ?? '';
  return [...new Set([whole.trimEnd(), line, first, clauses, built])].filter((specifier) => specifier !== '');
}

/** Where a package is named, in any spelling that package indexes take for it. */
export function placesOf(name: string): RegExp {
  const spelled = name.split(/[-_.]+/).map((part) => part.replace(/[^A-Za-z0-9]/g, '\\$&')).join('[-_.]+');
  return new RegExp(`${spelled}(?![\\w.-])(?<=(?:^|[^\\w.-]|\\\\\\w{1,9})${spelled})`, 'gi');
}
