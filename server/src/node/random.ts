import { randomBytes } from 'node:crypto';
import type { RandomSource } from '../analysis/random.ts';

/** The system's cryptographic random source. */
export const systemRandom: RandomSource = {
  hex: (bytes) => randomBytes(bytes).toString('hex'),
  base64: (bytes) => randomBytes(bytes).toString('base64'),
};
