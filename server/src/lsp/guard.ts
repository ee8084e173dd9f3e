import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Logger } from '../service/workspace.ts';

/** What goes wrong in one handler is logged under its name and answered with `empty`; the server lives on. */
export function guarded<Args extends unknown[], Result>(
  name: string,
  logger: () => Logger,
  empty: Result,
  handler: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      // Answers of the protocol itself (cancelled, content modified) are meant for the client.
      if (error instanceof ResponseError) throw error;
      logger().error(`${name}: ${describe(error)}`);
      return empty;
    }
  };
}

/** The same for work that nobody waits for. */
export function inBackground(name: string, logger: Logger, work: () => void | Promise<void>): void {
  const failed = (error: unknown) => logger.error(`${name}: ${describe(error)}`);
  try {
    const running = work();
    if (running) running.catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** An error as one text: its stack where there is one, which names no file contents. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The token of a request as the signal that the service takes. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Resolves when the signal is given. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The answer to a request whose document has changed meanwhile: its edits would land in the wrong place. */
export function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.');
}

/** The answer to a request that the client has given up. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
}
