import type { Connection, ProgressToken, WorkDoneProgressReporter } from 'vscode-languageserver';

const reportEveryMs = 100;

/** Progress that the editor shows while a request runs. */
export interface Progress {
  /** `part` is between 0 and 1. Reports that come too fast are left out. */
  report(message: string, part: number): void;
  done(): void;
}

/** Progress under the token of a request; without one, nothing is shown. */
export function workDone(connection: Connection, token: ProgressToken | undefined, title: string): Progress {
  const reporter = connection.window.attachWorkDoneProgress(token);
  return throttled((use) => use(reporter), title);
}

/** Progress that the server asks for itself, for commands of editors that send no token. Nobody waits for the editor to show it. */
export function ownProgress(connection: Connection, title: string): Progress {
  const created = connection.window.createWorkDoneProgress().catch(() => undefined);
  return throttled((use) => void created.then((reporter) => reporter && use(reporter)), title);
}

function throttled(withReporter: (use: (reporter: WorkDoneProgressReporter) => void) => void, title: string): Progress {
  withReporter((reporter) => reporter.begin(title, 0, undefined, false));
  let reported = performance.now();
  return {
    report: (message, part) => {
      if (performance.now() - reported < reportEveryMs) return;
      reported = performance.now();
      withReporter((reporter) => reporter.report(Math.round(100 * part), message));
    },
    done: () => withReporter((reporter) => reporter.done()),
  };
}
