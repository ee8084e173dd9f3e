import path from 'node:path';
import type * as vscode from 'vscode';
import { CancellationTokenSource, LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import { documentSelector } from './documents.ts';
import { explainPrefix } from './explainPage.ts';
import serverFlags from './serverFlags.json';
import type { SavedEdits } from './upgrade/savedEdits.ts';
import { yamlSyntaxReportedElsewhere } from './yamlExtension.ts';

/** The client of the bundled server; not started yet. This file brings the LSP library: it is imported late. */
export function createLanguageClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, edits: SavedEdits): LanguageClient {
  const server = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    options: {
      // Grammars are WebAssembly; V8's optimizing compiler would take hundreds of megabytes for them. And more than 16 MB of young objects are more memory and no less work.
      execArgv: [...serverFlags],
      // Node keeps here what it has compiled of the server, and starts with that the next time (from 22.1 on; before, nobody knows the variable).
      env: { NODE_COMPILE_CACHE: path.join(context.globalStorageUri.fsPath, 'compiled') },
    },
  };
  return new LanguageClient('upguide', 'Upguide', { run: server, debug: server }, {
    documentSelector: documentSelector.map((filter) => ({ ...filter })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'upguide',
    initializationOptions: (): InitializationOptions => ({
      explainUri: explainPrefix(context),
      yamlSyntaxReportedElsewhere: yamlSyntaxReportedElsewhere(),
    }),
    middleware: {
      workspace: { handleApplyEdit: (params, next) => edits.through(params.edit, async () => await next(params, new CancellationTokenSource().token)) },
    },
    // Links in hovers may run this one command, and no other.
    markdown: { isTrusted: { enabledCommands: ['upguide.explainChange'] } },
  });
}
