import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { createSession } from './createSession.ts';
import { describe } from './guard.ts';
import { startServer } from './server.ts';

const help = `upguide-language-server ${version}

Language server of Upguide: finds, explains and fixes what an upgrade guide calls old.

  --stdio             speak LSP over standard input and output (default)
  --node-ipc          speak LSP over Node's own channel to the parent process
  --socket=PORT       connect to a port of this machine
  --pipe=NAME         connect to a named pipe
  --help, --version
`;

function main(args: readonly string[]): void {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return;
  }
  if (args.includes('--version')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  // The connection reads its transport from the arguments and fails without one.
  if (!args.some((arg) => /^--(stdio|node-ipc|socket|pipe)(=|$)/.test(arg))) process.argv.push('--stdio');
  const connection = createConnection();
  // A fault outside of a request must not end the session: the editor would give up after a few restarts.
  process.on('uncaughtException', (error) => connection.console.error(`uncaught: ${describe(error)}`));
  process.on('unhandledRejection', (reason) => connection.console.error(`unhandled: ${describe(reason)}`));
  startServer(connection, version, createSession);
}

main(process.argv.slice(2));
