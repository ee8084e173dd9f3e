import { setFlagsFromString } from 'node:v8';

/**
 * How much a function must have run before V8 compiles it for speed, in bytes of its own code; V8 takes 132 KiB. A check is over in seconds or minutes, and a quarter of all work went
 * into compiling functions that had little left to do.
 */
const workBeforeCompiling = 1_000_000;

/**
 * How much the old generation may grow before V8 collects it, in percent of what was alive the last time; V8 takes up to four times as much for a heap that is small. Below this hardly any
 * memory is saved, and more and more work goes into marking what lives anyway.
 */
const growthBeforeCollecting = 30;

/**
 * Sets V8 up for a program that reads many files once and then ends. Changes the whole process, all threads.
 *
 * All objects are made as young ones: where most objects of a place in the code lived on, V8 would make further ones as old objects at once. That happens to parts of trees, of which
 * some files are large: from then on the dead trees of all files keep what they refer to alive until the next full collection.
 */
export function setUpEngine(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString(`--interrupt-budget=${workBeforeCompiling}`);
  setFlagsFromString(`--heap-growing-percent=${growthBeforeCollecting}`);
}
