import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createHelper } from '../../../server/src/service/helpers/createHelper.ts';
import type { Helper, HelperAnswer, Helpers } from '../../../server/src/service/helpers/helperTypes.ts';
import type { Workspace } from '../../../server/src/service/workspace.ts';
import { testGrammars, testServiceOptions } from '../../support/testService.ts';

/** What becomes of a helper's answer on its way; it may throw. */
export type OnTheWay = (answer: HelperAnswer, tasks: number) => HelperAnswer;

/** Helpers in this thread, who get and give copies as those in other threads do. Counts the files that they were given. */
export function testHelpers(workspace: Workspace, count: number, onTheWay: OnTheWay = (answer) => answer): { readonly helpers: Helpers; readonly done: { files: number; stopped: number } } {
  const done = { files: 0, stopped: 0 };
  const { random } = testServiceOptions(workspace, []);
  const helpers: Helpers = {
    pause: () => new Promise((resolve) => { setImmediate(resolve); }),
    start: (context) => Array.from({ length: count }, (): Helper => {
      const known = structuredClone({ ...context, records: context.records(), summaries: context.summaries() });
      const read = createHelper({ migrations: builtInMigrations, grammars: testGrammars, random, workspace: () => workspace }, known);
      let last: Promise<unknown> = Promise.resolve();
      let tasks = 0;
      return {
        read: (task) => {
          done.files += task.files.length;
          const answer = last.then(async () => structuredClone(onTheWay(await read(structuredClone(task)), ++tasks)));
          last = answer.catch(() => undefined);
          return answer;
        },
        stop: () => { done.stopped++; },
      };
    }),
  };
  return { helpers, done };
}
