import type { Migration } from '../../analysis/migration.ts';
import type { DetectedMigration, ProjectRoute } from '../../service/languageService.ts';
import { isWithin } from '../../text/uri.ts';
import type { Arguments } from '../args.ts';
import type { CommandEnvironment, Outcome } from '../environment.ts';
import { isBroken, showUri } from '../ownMigrations.ts';
import { openProject } from '../project.ts';
import { counted, createPalette, type Palette, printable } from '../terminal.ts';

/** `upguide migrations`: what there is, and what was detected where and by what evidence. */
export async function migrations(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  const palette = createPalette(environment.colour && args.colour);
  const detected = project.service.detected();
  const routes = project.service.routes().map((route) => ({ ...route, root: project.show(route.root) }));
  const files = [...environment.own?.values() ?? []].flatMap((own) => own.files);
  environment.out(environment.migrations.map((migration) => {
    const file = files.find(({ read }) => read?.migration === migration);
    const here = detected.filter(({ migration: id, root }) => id === migration.id && (migration.folder === undefined || isWithin(migration.folder, root)));
    return describe(migration, here.map((one) => ({ ...one, root: project.show(one.root) })), routes, file && showUri(file.uri, environment.cwd), palette);
  }).join('\n'));
  return project.incomplete() || files.some(isBroken) ? 'failed' : 'done';
}

function describe({ id, title, from, to, guideTitle, changes, rules }: Migration, here: readonly DetectedMigration[], routes: readonly ProjectRoute[], file: string | undefined, palette: Palette): string {
  const lines = [
    `${palette.bold(id)}  ${printable(title)} ${from} → ${to}`,
    `  ${printable(guideTitle)}: ${counted(changes.length, 'change')}, ${counted(rules.length, 'rule')}`,
    ...(file === undefined ? [] : [`  from ${file}`]),
  ];
  for (const { root, state, evidence } of here) {
    lines.push(`  ${state === 'active' ? palette.green('active') : palette.dim('off')} in ${printable(root)}`, ...evidence.map((piece) => `    ${printable(piece)}`));
    const versions = routes.filter((route) => route.root === root && route.active[0] === id).map(routeLine);
    lines.push(...versions.map((line) => `    ${printable(line)}`));
  }
  if (here.length === 0) lines.push(`  not detected: nothing here proves that it is used. Switch it on with --migration ${id}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** The versions that are ahead, from the one that the project states. */
function routeLine({ current, steps }: ProjectRoute): string {
  const ahead = steps.filter(({ passed }) => !passed);
  const versions = [...ahead.slice(0, 1).map(({ from }) => from), ...ahead.map(({ to, migrations: ids }) => `${to}${ids.length === 0 ? ' (by hand)' : ''}`)];
  return `route: ${versions.length === 0 ? `${current ?? ''}, nothing ahead` : versions.join(' → ')}${current === undefined ? ' (no version is stated here)' : ''}`;
}
