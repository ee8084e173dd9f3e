import type { Migration } from '../../analysis/migration.ts';
import type { DetectedMigration } from '../../service/languageService.ts';
import type { Arguments } from '../args.ts';
import type { CommandEnvironment, Outcome } from '../environment.ts';
import { openProject } from '../project.ts';
import { counted, createPalette, type Palette, printable } from '../terminal.ts';

/** `upguide migrations`: what there is, and what was detected where and by what evidence. */
export async function migrations(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  const palette = createPalette(environment.colour && args.colour);
  const detected = project.service.detected().map((one) => ({ ...one, root: project.show(one.root) }));
  environment.out(environment.migrations.map((migration) => describe(migration, detected, palette)).join('\n'));
  return project.incomplete() ? 'failed' : 'done';
}

function describe({ id, title, from, to, guideTitle, changes, rules }: Migration, detected: readonly DetectedMigration[], palette: Palette): string {
  const lines = [
    `${palette.bold(id)}  ${title} ${from} → ${to}`,
    `  ${guideTitle}: ${counted(changes.length, 'change')}, ${counted(rules.length, 'rule')}`,
  ];
  const here = detected.filter(({ migration }) => migration === id);
  for (const { root, state, evidence } of here) {
    lines.push(`  ${state === 'active' ? palette.green('active') : palette.dim('off')} in ${printable(root)}`, ...evidence.map((piece) => `    ${printable(piece)}`));
  }
  if (here.length === 0) lines.push(`  not detected: nothing here proves that it is used. Switch it on with --migration ${id}`);
  return lines.map((line) => `${line}\n`).join('');
}
