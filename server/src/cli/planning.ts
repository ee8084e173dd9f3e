import type { PlanOptions, UpgradePlan } from '../service/languageService.ts';
import type { Arguments } from './args.ts';
import { type CommandEnvironment, StoppedError } from './environment.ts';
import type { Project } from './project.ts';
import { selectedIds } from './report.ts';

/** What a command may ask of a plan beyond its arguments. */
export type PlanWishes = Pick<PlanOptions, 'applicability' | 'items'> & {
  /** Only these of the project's files. */
  readonly uris?: readonly string[];
  /** Only a look at something in between: nobody waits for it. */
  readonly silent?: boolean;
};

/** Plans the files of the project, with progress. Throws a `StoppedError` when the user stops it. */
export async function planProject(project: Project, args: Arguments, environment: CommandEnvironment, { silent = false, ...wishes }: PlanWishes): Promise<UpgradePlan> {
  const { progress } = environment;
  const only = selectedIds(args, project);
  const plan = await project.service.plan({
    uris: project.files(), ...wishes, ...(only === undefined ? {} : { only }), signal: environment.signal,
    onProgress: ({ done, total }) => { if (!silent) progress.update('Planning', done, total); },
  });
  progress.clear();
  if (environment.signal.aborted) throw new StoppedError('stopped; nothing was changed.');
  return plan;
}
