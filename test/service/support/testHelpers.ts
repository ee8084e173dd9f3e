import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createHelper } from '../../../server/src/service/helpers/createHelper.ts';
import type { Helper, HelperAnswer, Helpers } from '../../../server/src/service/helpers/helperTypes.ts';
import type { SurveyPack } from '../../../server/src/service/helpers/surveyPack.ts';
import type { Workspace } from '../../../server/src/service/workspace.ts';
import { testGrammars, testServiceOptions } from '../../support/testService.ts';

/** What becomes of a helper's answers on their way; it may throw. `tasks` counts those of each kind. */
export interface OnTheWay {
  readonly look?: (answer: SurveyPack, tasks: number) => SurveyPack;
  readonly read?: (answer: HelperAnswer, tasks: number) => HelperAnswer;
}

/** Helpers in this thread, who get and give copies as those in other threads do. Counts the files that they were given. */
export function testHelpers(workspace: Workspace, count: number, onTheWay: OnTheWay = {}): { readonly helpers: Helpers; readonly done: { looked: number; files: number; stopped: number } } {
  const done = { looked: 0, files: 0, stopped: 0 };
  const { random } = testServiceOptions(workspace, []);
  const helpers: Helpers = {
    pause: () => new Promise((resolve) => { setImmediate(resolve); }),
    start: (context, _work, running) => Array.from({ length: count - running }, (): Helper => {
      const helper = createHelper({ migrations: builtInMigrations, grammars: testGrammars, random, workspace: () => workspace }, structuredClone(context));
      let last: Promise<unknown> = Promise.resolve();
      let tasks = 0;
      const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
        const answer = last.then(async () => structuredClone(await work()));
        last = answer.catch(() => undefined);
        return answer;
      };
      let looks = 0;
      return {
        look: (task) => {
          done.looked += task.uris.length;
          return inTurn(async () => {
            const answer = await helper.look(structuredClone(task));
            return onTheWay.look?.(answer, ++looks) ?? answer;
          });
        },
        read: (task) => {
          done.files += task.files.length;
          return inTurn(async () => {
            const answer = await helper.read(structuredClone(task));
            return onTheWay.read?.(answer, ++tasks) ?? answer;
          });
        },
        stop: () => { done.stopped++; },
      };
    }),
  };
  return { helpers, done };
}
