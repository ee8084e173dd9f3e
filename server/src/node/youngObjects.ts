import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make all objects as young ones. Where most objects of a place in the code lived on, it would make further ones as old objects at once. That happens to parts of trees,
 * of which some files are large: from then on the dead trees of all files keep what they refer to alive until the next full collection. Changes the whole process, all threads.
 */
export function makeObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
