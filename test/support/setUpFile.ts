import { afterEach } from 'vitest';
import { cleanUp } from './cleanUp.ts';

// Vitest runs this for each file. A helper cannot call `afterEach` where it is loaded: the files of a worker share it, and the hook would be the first one's.
afterEach(cleanUp);
