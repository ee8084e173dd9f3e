import type { GuideChange } from '../../analysis/migration.ts';
import { compose } from './changes/compose.ts';
import { configuration } from './changes/configuration.ts';
import { environment } from './changes/environment.ts';
import { frontend } from './changes/frontend.ts';
import { graphql } from './changes/graphql.ts';
import { operations } from './changes/operations.ts';
import { secret } from './changes/secret.ts';

/** The entries of the guide that this version finds. */
export const workflowEngineChanges: readonly GuideChange[] = [environment, configuration, secret, compose, graphql, frontend, operations];
