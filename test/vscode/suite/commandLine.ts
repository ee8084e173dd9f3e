import path from 'node:path';
import * as vscode from 'vscode';

/** The built command line. The packaged extension has none; the one beside these tests is the same. */
export async function commandLine(): Promise<string> {
  const extension = vscode.extensions.getExtension('upguide.upguide');
  const own = path.join(extension?.extensionPath ?? '', 'dist/cli.js');
  return await vscode.workspace.fs.stat(vscode.Uri.file(own)).then(() => own, () => path.join(__dirname, '../../cli.js'));
}
