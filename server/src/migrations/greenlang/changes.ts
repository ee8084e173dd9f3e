import type { GuideChange } from '../../analysis/migration.ts';
import { bc001 } from './changes/bc001.ts';
import { bc002 } from './changes/bc002.ts';
import { bc003 } from './changes/bc003.ts';
import { bc004 } from './changes/bc004.ts';
import { bc005 } from './changes/bc005.ts';
import { bc006 } from './changes/bc006.ts';
import { bc007 } from './changes/bc007.ts';
import { bc008 } from './changes/bc008.ts';
import { bc009 } from './changes/bc009.ts';
import { bc010 } from './changes/bc010.ts';
import { bc011 } from './changes/bc011.ts';
import { bc012 } from './changes/bc012.ts';
import { imports } from './changes/imports.ts';

/** The entries of the guide that this version finds, in the guide's order. */
export const greenlangChanges: readonly GuideChange[] = [bc001, bc002, bc003, bc004, bc005, bc006, bc007, bc008, bc009, bc010, bc011, bc012, imports];
