import type { RuntimeRaised } from '../change.ts';
import { releaseOf } from '../../syntax/versionSpecifiers.ts';
import { mayBeConda, placesOf, specifiersAt } from './packageLook.ts';
import { raisedRange } from './raisedSpecifier.ts';

/** Looks for older versions of Python in texts that nobody has parsed. Where one says no, no reader of facts finds any. */
export interface RuntimeLook {
  readonly inYaml: (text: string) => boolean;
  readonly inDockerfile: (text: string) => boolean;
}

/** A look for the versions of Python that are too old for one of the changes. */
export function lookForOldPython(changes: readonly RuntimeRaised[]): RuntimeLook {
  const old = [...new Set(changes.flatMap(({ since }) => {
    const [major = 0, minor = 0, patch = 0] = releaseOf(since);
    return Array.from({ length: minor + (patch > 0 ? 1 : 0) }, (_, one) => `${major}\\.${one}`);
  }))].join('|');
  const version = `(?:${old})(?!\\d)`;
  const tag = new RegExp(`python:v?${version}`);
  const anywhere = new RegExp(`${version}(?<=(?:^|[^\\d.])${version})`);
  const scalar = new RegExp(`${version}(?<=(?:^|[\\s"',[:{-])${version})(?:\\.\\d+)?(?:\\.x)?["']?[ \\t]{0,200}(?:[,\\]}#\\r\\n]|$)`);
  const conda = placesOf('python');
  const isOldConda = (text: string): boolean => [...text.matchAll(conda)].some(({ 0: name, index }) =>
    specifiersAt(text, index + name.length).some((specifier) => changes.some(({ since }) => raisedRange(specifier, 'conda', since) !== undefined)));
  return {
    inYaml: (text) => tag.test(text)
      || (namesVersions(text) && scalar.test(text))
      || (/\brepository\b/.test(text) && /\btag\b/.test(text) && anywhere.test(text))
      || (mayBeConda(text) && isOldConda(text)),
    // Where a variable or another line completes an image's name, its version may stand anywhere.
    inDockerfile: (text) => tag.test(text) || (anywhere.test(text) && text.split(/[\r\n]/).some(completesImage)),
  };
}

/** Whether a line names an image of which something else is a part. */
function completesImage(line: string): boolean {
  const at = line.search(/\bFROM\b/i);
  return at >= 0 && /[$\\]/.test(line.slice(at));
}

/** Whether a text in YAML has what says that a value is a version of Python: an input, a variable or a list of versions in a pipeline, a tool of a build. */
function namesVersions(text: string): boolean {
  if (/python-version|UsePythonVersion|\bpython:\$/.test(text)) return true;
  return /\b(?:matrix|tools)\b/.test(text) && /\bpython(?:[-_]?versions?)?["']?\s*:/.test(text);
}
