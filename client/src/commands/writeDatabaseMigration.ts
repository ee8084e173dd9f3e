import * as vscode from 'vscode';
import { type ProtocolScript, scriptsRequest, type ScriptsResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

type Variant = ProtocolScript['variants'][number];

/**
 * "Upguide: Write Database Migration…": the guide's script and the way back, each as a new document that nobody has saved yet, so that nothing is
 * written over. Takes the id of a dialect; without one, a list to pick from. Gives the number of documents.
 */
export async function writeDatabaseMigration(server: Server, dialect: unknown): Promise<number> {
  const scripts = await server.request<ScriptsResult>(scriptsRequest, {});
  const variants = scripts.flatMap((script) => script.variants.map((variant) => ({ script, variant })));
  const chosen = typeof dialect === 'string' ? variants.find(({ variant }) => variant.id === dialect) : await pick(variants);
  if (!chosen) return 0;
  // The way back first, so that the script itself is in front.
  for (const { language, text } of [...chosen.variant.files].reverse()) {
    const document = await vscode.workspace.openTextDocument({ language, content: text });
    await vscode.window.showTextDocument(document, { preview: false });
  }
  return chosen.variant.files.length;
}

async function pick(variants: readonly { readonly script: ProtocolScript; readonly variant: Variant }[]): Promise<(typeof variants)[number] | undefined> {
  const picked = await vscode.window.showQuickPick(
    variants.map((one) => ({ label: one.variant.title, description: one.script.title, one })),
    { title: 'Upguide: Write Database Migration', placeHolder: 'Which database is it for?' },
  );
  return picked?.one;
}
