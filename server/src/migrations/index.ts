import type { Migration } from '../analysis/migration.ts';
import { devteamRunner } from './devteam-runner/migration.ts';
import { greenlang } from './greenlang/migration.ts';
import { kagzi } from './kagzi/migration.ts';
import { resonantgenesis } from './resonantgenesis/migration.ts';
import { workflowEngine } from './workflow-engine/migration.ts';

/** The migrations that are shipped; the only list of them. */
export const builtInMigrations: readonly Migration[] = [greenlang, kagzi, workflowEngine, resonantgenesis, devteamRunner];
