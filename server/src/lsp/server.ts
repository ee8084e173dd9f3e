import {
  type Connection, type InitializeParams, type InitializeResult, TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
  applyRequest, baselineRequest, explainableRequest, explainRequest, itemsRequest, originalRequest, planRequest, previewRequest,
  recoverRequest, reportRequest, rollbackRequest, runsRequest, scriptsRequest, type Status, statusRequest, yamlSyntaxNotification,
} from '../protocol.ts';
import { guarded } from './guard.ts';
import { baseline } from './handlers/baseline.ts';
import { codeActions, resolveCodeAction } from './handlers/codeActions.ts';
import { codeLenses } from './handlers/codeLens.ts';
import { serverCommands } from './handlers/commandIds.ts';
import { executeCommand } from './handlers/commands.ts';
import { completion } from './handlers/completion.ts';
import { didChangeConfiguration, didChangeFolders, initialized } from './handlers/configuration.ts';
import { yamlSyntaxReportedElsewhere } from './handlers/diagnostics.ts';
import { didChange, didClose, didOpen } from './handlers/documents.ts';
import { hover } from './handlers/hover.ts';
import { items, preview } from './handlers/items.ts';
import { definition, documentLinks, references } from './handlers/navigation.ts';
import { report } from './handlers/report.ts';
import { apply, original, recover, rollback, runs } from './handlers/runs.ts';
import { didChangeWatchedFiles } from './handlers/scan.ts';
import { currentStatus, explain, explainable, plan, scripts } from './handlers/upgrade.ts';
import type { Session } from './session.ts';

/** How a server gets its parts once the editor has said what it can do. */
export type CreateSession = (connection: Connection, params: InitializeParams) => Session;

/** Wires requests to handlers: the table of what this server understands. */
export function startServer(connection: Connection, version: string, createSession: CreateSession): void {
  let session: Session | undefined;
  const logger = () => session?.logger ?? connection.console;
  /** A handler that knows the session; without one (a request before `initialize`) it answers `empty`. */
  const on = <Args extends unknown[], Result>(
    name: string, empty: NoInfer<Result>, handler: (session: Session, ...args: Args) => Result | Promise<Result>,
  ) => guarded(name, logger, empty, (...args: Args) => (session ? handler(session, ...args) : empty));

  /** The handler with the session as it is for the file that it is asked about. */
  const inFile = <Params extends { readonly textDocument: { readonly uri: string } }, Rest extends unknown[], Result>(
    handler: (session: Session, params: Params, ...rest: Rest) => Result,
  ) => (current: Session, params: Params, ...rest: Rest): Result => handler(current.at(params.textDocument.uri), params, ...rest);

  connection.onInitialize((params) => {
    session = createSession(connection, params);
    return initializeResult(version);
  });
  connection.onInitialized(on('initialized', undefined, async (current) => {
    if (current.client.folderEvents) {
      connection.workspace.onDidChangeWorkspaceFolders(on('workspace/didChangeWorkspaceFolders', undefined,
        (_, event: Parameters<typeof didChangeFolders>[1]['event']) => didChangeFolders(current, { event })));
    }
    await initialized(current);
  }));

  connection.onDidOpenTextDocument(on('textDocument/didOpen', undefined, inFile(didOpen)));
  connection.onDidChangeTextDocument(on('textDocument/didChange', undefined, inFile(didChange)));
  connection.onDidCloseTextDocument(on('textDocument/didClose', undefined, inFile(didClose)));
  connection.onDidChangeConfiguration(on('workspace/didChangeConfiguration', undefined, didChangeConfiguration));
  connection.onDidChangeWatchedFiles(on('workspace/didChangeWatchedFiles', undefined, didChangeWatchedFiles));
  connection.onNotification(yamlSyntaxNotification, on(yamlSyntaxNotification, undefined, yamlSyntaxReportedElsewhere));

  connection.onCodeAction(on('textDocument/codeAction', [], inFile(codeActions)));
  connection.onCodeLens(on('textDocument/codeLens', [], inFile(codeLenses)));
  connection.onCompletion(on('textDocument/completion', [], inFile(completion)));
  connection.onDefinition(on('textDocument/definition', [], inFile(definition)));
  connection.onDocumentLinks(on('textDocument/documentLink', [], inFile(documentLinks)));
  connection.onExecuteCommand(on('workspace/executeCommand', null, executeCommand));
  connection.onHover(on('textDocument/hover', null, inFile(hover)));
  connection.onReferences(on('textDocument/references', [], inFile(references)));
  // An action that cannot be resolved comes back as it was listed: without edits, it does nothing.
  connection.onCodeActionResolve((action) => on('codeAction/resolve', action, resolveCodeAction)(action));

  connection.onRequest(planRequest, on(planRequest, { files: [], refused: [] }, plan));
  connection.onRequest(explainRequest, on(explainRequest, null, explain));
  connection.onRequest(explainableRequest, on(explainableRequest, [], explainable));
  connection.onRequest(scriptsRequest, on(scriptsRequest, [], scripts));
  connection.onRequest(statusRequest, on(statusRequest, noStatus, currentStatus));
  connection.onRequest(itemsRequest, on(itemsRequest, { items: [], complete: false, migrations: [] }, items));
  connection.onRequest(previewRequest, on(previewRequest, null, preview));
  connection.onRequest(applyRequest, on(applyRequest, { runs: [], files: [], applied: { safe: 0, unsafe: 0 }, problem: failed }, apply));
  connection.onRequest(runsRequest, on(runsRequest, [], runs));
  connection.onRequest(rollbackRequest, on(rollbackRequest, { files: [], problem: failed }, rollback));
  connection.onRequest(recoverRequest, on(recoverRequest, { files: [], problem: failed }, recover));
  connection.onRequest(originalRequest, on(originalRequest, null, original));
  connection.onRequest(baselineRequest, on(baselineRequest, { accepted: 0, stale: 0, files: [], problem: failed }, baseline));
  connection.onRequest(reportRequest, on(reportRequest, { text: '' }, report));
  connection.onShutdown(() => undefined);
  connection.listen();
}

/** For requests whose handler broke down: nothing says how far it got. */
const failed = 'Something went wrong in Upguide. Its log has the details; "upguide rollback --list" tells which runs there are.';

const noStatus: Status = {
  scanning: false,
  migrations: [],
  findings: { total: 0, safe: 0, unsafe: 0, manual: 0 },
  files: { scanned: 0, skipped: [] },
  interrupted: [],
};

/** What this server offers. Each entry has its handler above. */
function initializeResult(version: string): InitializeResult {
  return {
    serverInfo: { name: 'upguide', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.upguide'], resolveProvider: true },
      codeLensProvider: {},
      completionProvider: { triggerCharacters: ['$', '{', ':', ' ', '"', "'", '='] },
      definitionProvider: true,
      documentLinkProvider: {},
      executeCommandProvider: { commands: serverCommands },
      hoverProvider: true,
      referencesProvider: true,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
