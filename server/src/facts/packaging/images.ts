import type { PackageFact, RuntimeFact } from '../facts.ts';

/** Images of languages' runtimes, by the last part of their name. */
const runtimes: ReadonlyMap<string, RuntimeFact['runtime']> = new Map([['python', 'python'], ['node', 'node']]);

/** Registries and users whose `python` or `node` is the official image, or one with the same tags. */
const official = /^(?:|docker\.io\/|library\/|(?:docker\.io|registry\.hub\.docker\.com|public\.ecr\.aws\/docker)\/library\/|cimg\/)$/;
/** Tails of tags that the official image has for every version since 3.9. */
const commonTail = /^(?:-slim)?(?:-(?:buster|bullseye|bookworm|alpine))?$/;
const reference = /^([\w.${}:/-]*\/)?([\w.-]+):(v?)(\d+(?:\.\d+){0,2})(?![\d.])((?:-[\w.-]+)?)(@sha256:\w+)?$/;
/** Longer names of images are nobody's. */
const maximumLength = 300;

/**
 * What an image reference asks for: `python:3.8-slim` a runtime, `greenlang/greenlang:0.2.0` a package of the ecosystem `docker`. Takes the
 * reference as the file has it and the offset of its first unit. References without a version say nothing. Never throws.
 */
export function imageFacts(image: string, offset: number): readonly (PackageFact | RuntimeFact)[] {
  const match = image.length > maximumLength ? null : reference.exec(image);
  if (!match) return [];
  const [, place = '', name = '', v = '', version = '', tail = '', digest] = match;
  const start = offset + place.length + name.length + 1 + v.length;
  const range = { start, end: start + version.length };
  const pinned = 'a digest pins the image';
  const runtime = runtimes.get(name);
  if (runtime) {
    // `python:3` is whatever is the newest.
    if (runtime === 'python' && !version.includes('.')) return [];
    return [{ kind: 'runtime', runtime, version, range, form: 'exact', ...(digest === undefined ? imageDoubt(place, tail) : { raising: 'none', because: pinned }) }];
  }
  const repository = (place + name).replace(/^docker\.io\/(?:library\/)?/, '');
  return [{
    kind: 'package', ecosystem: 'docker', name: repository.toLowerCase(), specifier: version, range: { start: offset, end: offset + image.length }, syntax: 'tag',
    ...(digest === undefined ? { specifierRange: range } : { because: pinned }),
  }];
}

/** Why the image may not exist for another version. */
export function imageDoubt(place: string, tail: string): Pick<RuntimeFact, 'raising' | 'because'> {
  if (!official.test(place)) return { raising: 'unsafe', because: 'its registry may not have that version' };
  if (/stretch|jessie|wheezy/.test(tail)) return { raising: 'none', because: `there is no newer image on ${/stretch|jessie|wheezy/.exec(tail)?.[0] ?? ''}, a Debian that is out of use` };
  if (!commonTail.test(tail)) return { raising: 'unsafe', because: `there may be no image of that version with "${tail.slice(1)}"` };
  return {};
}
