import type { GuideChange } from '../../analysis/migration.ts';
import { bc001 } from './changes/bc001.ts';
import { bc003 } from './changes/bc003.ts';
import { bc004 } from './changes/bc004.ts';
import { bc007 } from './changes/bc007.ts';
import { bc010 } from './changes/bc010.ts';

/** The entries of the guide that this version finds, in the guide's order. */
export const greenlangChanges: readonly GuideChange[] = [bc001, bc003, bc004, bc007, bc010];
