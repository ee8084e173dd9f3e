import * as vscode from 'vscode';
import { type YamlSyntaxParams, yamlSyntaxNotification } from '../../server/src/protocol.ts';
import type { Server } from './server.ts';

const yamlExtensionId = 'redhat.vscode-yaml';

/**
 * Whether the Red Hat YAML extension reports syntax errors and duplicate keys. A disabled extension is not listed. This
 * extension contributes no schema to it, so the rest of its findings does not overlap with ours.
 */
export function yamlSyntaxReportedElsewhere(): boolean {
  if (vscode.extensions.getExtension(yamlExtensionId) === undefined) return false;
  return vscode.workspace.getConfiguration('yaml').get<unknown>('validate') !== false;
}

/** Tells the server when the other extension comes, goes or is told to be silent. */
export function watchYamlExtension(server: Server): vscode.Disposable {
  let told = yamlSyntaxReportedElsewhere();
  const check = async (): Promise<void> => {
    const reportedElsewhere = yamlSyntaxReportedElsewhere();
    if (reportedElsewhere === told) return;
    told = reportedElsewhere;
    // A server that starts later learns it from its initialization options.
    if (!server.started) return;
    const params: YamlSyntaxParams = { reportedElsewhere };
    await (await server.client()).sendNotification(yamlSyntaxNotification, params);
  };
  const checkQuietly = (): void => { check().catch(() => undefined); };
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(checkQuietly),
    vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration('yaml.validate')) checkQuietly(); }),
  );
}
