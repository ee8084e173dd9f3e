import type { Migration } from '../analysis/migration.ts';
import type { DetectedMigration } from './languageService.ts';
import { migrationsAt } from './migrationsAt.ts';
import type { ServiceState } from './serviceState.ts';

/** Active and inactive migrations with their evidence, one entry a project root. */
export function detectedMigrations(migrations: readonly Migration[], { index, states }: Pick<ServiceState, 'index' | 'states'>): readonly DetectedMigration[] {
  return index.projects().flatMap((project) => {
    const { detections } = states.of(project);
    return migrationsAt(migrations, project.root).flatMap((migration): DetectedMigration[] => {
      const detection = detections.get(migration.id);
      if (!detection || detection.evidence.length === 0) return [];
      const { id, title, from, to } = migration;
      return [{ migration: id, title, from, to, root: project.root, state: detection.active ? 'active' : 'off', evidence: detection.evidence }];
    });
  });
}
