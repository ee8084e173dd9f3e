import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';

/** What the connected editor can do, read once. Everything that an editor does not mention, it cannot do. */
export interface ClientFeatures {
  readonly configuration: boolean;
  readonly configurationEvents: boolean;
  readonly folderEvents: boolean;
  readonly fileEvents: boolean;
  readonly applyEdit: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly codeActionLiterals: boolean;
  readonly codeActionResolve: boolean;
  readonly codeActionData: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescriptions: boolean;
  readonly diagnosticData: boolean;
  readonly lensRefresh: boolean;
  /** Our own client, or one that took the trouble: it sends `initializationOptions` and knows `upguide/status`. */
  readonly ownProtocol: boolean;
  readonly explainUri: string | undefined;
  readonly yamlSyntaxReportedElsewhere: boolean;
}

/** Reads the features from what the editor sends first. Wrong types count as missing. */
export function clientFeatures(params: InitializeParams): ClientFeatures {
  const { workspace, textDocument } = params.capabilities ?? {};
  const options = initializationOptions(params.initializationOptions);
  const actions = textDocument?.codeAction;
  const diagnostics = textDocument?.publishDiagnostics;
  return {
    configuration: workspace?.configuration === true,
    configurationEvents: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    folderEvents: workspace?.workspaceFolders === true,
    fileEvents: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    applyEdit: workspace?.applyEdit === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    codeActionLiterals: actions?.codeActionLiteralSupport !== undefined,
    codeActionResolve: includes(actions?.resolveSupport?.properties, 'edit'),
    codeActionData: actions?.dataSupport === true,
    markdownHover: includes(textDocument?.hover?.contentFormat, 'markdown'),
    markdownCompletion: includes(textDocument?.completion?.completionItem?.documentationFormat, 'markdown'),
    relatedInformation: diagnostics?.relatedInformation === true,
    diagnosticTags: diagnostics?.tagSupport !== undefined,
    codeDescriptions: diagnostics?.codeDescriptionSupport === true,
    diagnosticData: diagnostics?.dataSupport === true,
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
    ownProtocol: options !== undefined,
    explainUri: options?.explainUri,
    yamlSyntaxReportedElsewhere: options?.yamlSyntaxReportedElsewhere ?? false,
  };
}

function includes(list: unknown, item: string): boolean {
  return Array.isArray(list) && list.includes(item);
}

function initializationOptions(value: unknown): InitializationOptions | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { explainUri, yamlSyntaxReportedElsewhere } = value as Record<string, unknown>;
  return {
    ...(typeof explainUri === 'string' ? { explainUri } : {}),
    yamlSyntaxReportedElsewhere: yamlSyntaxReportedElsewhere === true,
  };
}
