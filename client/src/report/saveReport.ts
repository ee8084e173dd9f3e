import * as vscode from 'vscode';
import { type ReportParams, reportRequest, type ReportResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import type { Choices } from '../upgrade/choices.ts';

type Format = ReportParams['format'];

/** What the report is made from. */
export interface ReportSource {
  readonly server: Server;
  readonly choices: Choices;
}

/** Asks the server for the report as of now. */
export async function requestReport({ server, choices }: ReportSource, params: ReportParams, token?: vscode.CancellationToken): Promise<string> {
  const { text } = await server.request<ReportResult>(reportRequest, { ...params, markedDone: [...choices.done] } satisfies ReportParams, token);
  return text;
}

/** "Save Report as …": into the file that the user names, or that is given. Gives the file, `undefined` when the user gave up. */
export async function saveReport(source: ReportSource, format: Format, given: unknown): Promise<vscode.Uri | undefined> {
  const target = given instanceof vscode.Uri ? given : await askWhere(format);
  if (!target) return undefined;
  const options = { location: vscode.ProgressLocation.Notification, title: 'Upguide: making the report', cancellable: true };
  const text = await vscode.window.withProgress(options, async (_, token) => {
    try {
      return await requestReport(source, { format, folder: vscode.Uri.joinPath(target, '..').toString() }, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
  if (text === undefined) return undefined;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  void vscode.window.showInformationMessage(`The report is in ${vscode.workspace.asRelativePath(target)}.`, 'Open').then((button) => {
    if (button === undefined) return undefined;
    return format === 'html' ? vscode.env.openExternal(target) : vscode.commands.executeCommand('markdown.showPreview', target);
  });
  return target;
}

async function askWhere(format: Format): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `upgrade-report.${format === 'html' ? 'html' : 'md'}`;
  return await vscode.window.showSaveDialog({
    title: 'Save Upgrade Report',
    filters: format === 'html' ? { HTML: ['html'] } : { Markdown: ['md'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
}
