import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { builtInMigrations } from '../migrations/index.ts';
import { createDiskWorkspace } from '../node/diskWorkspace.ts';
import { createGrammarLoader } from '../node/grammars.ts';
import { helperKind, type HelperNews, type HelperReply, type HelperRequest, type HelperThreadData } from '../node/helperThreads.ts';
import { systemRandom } from '../node/random.ts';
import { createHelper } from '../service/helpers/createHelper.ts';

/** Does the tasks that come to this thread, one after the other, if it was started for that. */
export function serveAsHelper(): void {
  const port = parentPort;
  if (isMainThread || !port || !isHelperData(workerData)) return;
  const helper = createHelper({ migrations: builtInMigrations, grammars: createGrammarLoader(), random: systemRandom, workspace: (folders) => createDiskWorkspace(folders) }, workerData.context);
  /** What came ahead of the next task to read. */
  const told: HelperNews[] = [];
  const answer = async (request: Exclude<HelperRequest, { readonly news: unknown }>, news: readonly HelperNews[]): Promise<HelperReply> => {
    const { id } = request;
    try {
      return { id, answer: await ('look' in request ? helper.look(request.look) : helper.read({ ...request.read, records: news.flatMap(({ records }) => records), summaries: news.flatMap(({ summaries }) => summaries) })) };
    } catch (error) {
      return { id, error: String(error) };
    }
  };
  let last = Promise.resolve();
  port.on('message', (request: HelperRequest) => {
    if ('news' in request) {
      told.push(request.news);
      return;
    }
    const news = 'read' in request ? told.splice(0) : [];
    last = last.then(async () => {
      const reply = await answer(request, news);
      // What was seen is moved, not copied.
      port.postMessage(reply, 'answer' in reply && 'words' in reply.answer ? [reply.answer.words.buffer as ArrayBuffer] : []);
    });
  });
}

function isHelperData(data: unknown): data is HelperThreadData {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === helperKind;
}
