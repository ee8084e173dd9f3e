import fs from 'node:fs/promises';
import path from 'node:path';
import { isUnchecked, staleEntries } from '../../node/baselineFile.ts';
import { readBaseline } from '../../node/config.ts';
import { isInside, pathOfUri, uriOfPath } from '../../node/uris.ts';
import { baselineEntries, type BaselineEntry, baselineFile, printBaseline } from '../../service/upgrade/baseline.ts';
import type { Arguments } from '../args.ts';
import { type CommandEnvironment, type Outcome, StoppedError } from '../environment.ts';
import { replaceFile } from '../ownFiles.ts';
import { openProject, type Project } from '../project.ts';
import { createReport, type Report } from '../report.ts';
import { locateTargets } from '../targets.ts';
import { counted, showPath } from '../terminal.ts';

/** `upguide baseline`: accepts what is found today, so that `check` and `fix` speak of new findings only. */
export async function baseline(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  if (args.clear) return clear(args, environment);
  const project = await openProject(args, args.operands, environment);
  const report = createReport(project, args, environment);
  if (report.failed.length > 0 || !report.complete) throw new StoppedError('Not everything could be checked, so the baseline was left as it was.');
  for (const folder of project.folders) {
    const lines = args.prune ? await prune(folder, project, environment) : await accept(folder, project, report, args, environment);
    if (!args.quiet) environment.out(lines.map((line) => `${line}\n`).join(''));
  }
  return 'done';
}

/** Entries for what is found in the targets take the place of those that there were; entries of other places, and of files that could not be checked, stay. */
async function accept(folder: string, project: Project, report: Report, args: Arguments, environment: CommandEnvironment): Promise<string[]> {
  const file = path.join(folder, baselineFile);
  const shown = showPath(environment.cwd, file);
  const isPart = args.operands.length > 0 || args.only.length > 0;
  const old = isPart ? readBaseline(file, shown) : readUsable(file, shown);
  const uris = project.files().filter((uri) => isInside(folder, pathOfUri(uri) ?? ''));
  const found = baselineEntries(uriOfPath(folder), uris.flatMap((uri) => project.service.items(uri)).filter(report.selects));
  if (found.length === 0 && old === undefined) return [`Nothing is found in ${showPath(environment.cwd, folder)}, so there is nothing to accept.`];
  const isReplaced = (entry: BaselineEntry) => args.only.length === 0 && project.inTargets(path.join(folder, entry.path)) && !isUnchecked(folder, entry, project.service);
  const entries = [...(old ?? []).filter((entry) => !isReplaced(entry)), ...found];
  await write(file, shown, entries);
  const before = new Set((old ?? []).map(({ id }) => id));
  const now = new Set(entries.map(({ id }) => id));
  const added = [...now].filter((id) => !before.has(id)).length;
  const gone = [...before].filter((id) => !now.has(id)).length;
  return [
    `${counted(now.size, 'finding')} accepted in ${shown} (${added} new${gone > 0 ? `, ${gone} gone` : ''}).`,
    'From now on only new ones are reported. Commit the file; `upguide baseline --prune` takes out what is done, `upguide baseline --clear` ends it.',
  ];
}

/** One that cannot be read is made anew. */
function readUsable(file: string, shown: string): readonly BaselineEntry[] | undefined {
  try {
    return readBaseline(file, shown);
  } catch {
    return [];
  }
}

async function prune(folder: string, project: Project, environment: CommandEnvironment): Promise<string[]> {
  const file = path.join(folder, baselineFile);
  const shown = showPath(environment.cwd, file);
  const old = readBaseline(file, shown);
  if (old === undefined) return [`There is no ${shown}, so there is nothing to take out.`];
  const stale = (await staleEntries(project.service, environment.signal)).get(uriOfPath(folder));
  if (environment.signal.aborted) throw new StoppedError('stopped; nothing was changed.');
  const left = old.filter(({ id, path: inside }) => stale?.has(id) !== true || !project.inTargets(path.join(folder, inside)));
  if (left.length < old.length) await write(file, shown, left);
  return [`${counted(old.length - left.length, 'entry', 'entries')} taken out of ${shown}, ${left.length} left.`];
}

async function clear(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const targets = locateTargets(args.operands, environment.cwd);
  for (const folder of new Set(targets.map((target) => target.folder))) {
    const file = path.join(folder, baselineFile);
    const shown = showPath(environment.cwd, file);
    const isWhole = targets.some((target) => target.path === folder);
    const old = isWhole ? readUsable(file, shown) : readBaseline(file, shown);
    const left = (old ?? []).filter((entry) => !targets.some((target) => isInside(target.path, path.join(folder, entry.path))));
    if (old !== undefined) await (left.length > 0 ? write(file, shown, left) : fs.rm(file, { force: true }));
    if (!args.quiet) environment.out(old === undefined ? `There is no ${shown}.\n` : `${counted(old.length - left.length, 'finding')} of ${shown} ${old.length - left.length === 1 ? 'is' : 'are'} no longer accepted${left.length > 0 ? `, ${left.length} still ${left.length === 1 ? 'is' : 'are'}` : ''}.\n`);
  }
  return 'done';
}

async function write(file: string, shown: string, entries: readonly BaselineEntry[]): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  await replaceFile(file, shown, printBaseline(entries));
}
