import type { GuideChange } from '../../analysis/migration.ts';
import { rgAlembic } from './changes/rgAlembic.ts';
import { rgApi } from './changes/rgApi.ts';
import { rgAsync } from './changes/rgAsync.ts';
import { rgDeps } from './changes/rgDeps.ts';
import { rgErrors } from './changes/rgErrors.ts';
import { rgJs } from './changes/rgJs.ts';
import { rgResponse } from './changes/rgResponse.ts';

/** The entries of the guide that this version finds. The guide has no ids; these are the project's own. */
export const resonantgenesisChanges: readonly GuideChange[] = [rgAsync, rgResponse, rgErrors, rgJs, rgApi, rgDeps, rgAlembic];
