import type { GuideChange } from '../../analysis/migration.ts';
import { health, retry } from './changes/retryAndHealth.ts';
import { dependencies, parallel, version, worker } from './changes/others.ts';

/** The entries of the guide, in its order. All are new in V2: what V1 had still works. */
export const kagziChanges: readonly GuideChange[] = [retry, parallel, version, worker, health, dependencies];
