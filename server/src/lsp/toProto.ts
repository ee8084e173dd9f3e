import {
  type ChangeAnnotation, type CompletionItem, CompletionItemKind, CompletionItemTag, type Diagnostic as LspDiagnostic,
  DiagnosticSeverity, DiagnosticTag, type DocumentLink as LspDocumentLink, type Hover as LspHover, InsertTextFormat,
  type Location, type MarkupContent, type Range as LspRange, type TextDocumentEdit, type TextEdit, type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Diagnostic, type FileEdits, messageText, type Severity } from '../analysis/diagnostic.ts';
import type { PlanResult, ProtocolRoute, Status, StatusMigration } from '../protocol.ts';
import type {
  Completion, DetectedMigration, DocumentLink, FileLocation, Hover, ProjectRoute, UpgradePlan,
} from '../service/languageService.ts';
import type { Edit } from '../text/edit.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';
import type { ClientFeatures } from './clientFeatures.ts';
import type { DocumentStore, Positions } from './documentStore.ts';
import { explainLink } from './links.ts';

/** What a conversion may need besides the value: the editor's features and the texts that offsets count in. */
export interface ProtoContext {
  readonly client: ClientFeatures;
  readonly documents: DocumentStore;
}

/** Offsets to lines and characters. */
export function toRange(positions: Positions, range: Range): LspRange {
  return { start: positions.positionAt(range.start), end: positions.positionAt(range.end) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A diagnostic, with as much as the editor can show. */
export function toDiagnostic(context: ProtoContext, positions: Positions, diagnostic: Diagnostic): LspDiagnostic {
  const { client } = context;
  const href = explainLink(client.explainUri, diagnostic.migration, diagnostic.change, diagnostic.rule);
  const related = client.relatedInformation ? toRelated(context, diagnostic) : [];
  return {
    range: toRange(positions, diagnostic.range),
    severity: severities[diagnostic.severity],
    source: 'upguide',
    code: diagnostic.change ?? diagnostic.rule,
    message: messageText(diagnostic.message),
    ...(client.codeDescriptions && href !== undefined ? { codeDescription: { href } } : {}),
    ...(diagnostic.lifecycle && client.diagnosticTags ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(client.diagnosticData ? { data: { rule: diagnostic.rule, applicability: diagnostic.applicability } } : {}),
  };
}

/** A variable may be used in a thousand files; nobody reads a thousand places below one finding. */
const maxRelated = 10;

function toRelated(context: ProtoContext, diagnostic: Diagnostic) {
  return diagnostic.related.slice(0, maxRelated).flatMap((place) => {
    const location = toLocation(context, place);
    return location ? [{ location, message: place.message }] : [];
  });
}

/** A place in any file; `undefined` when its text is not known. */
export function toLocation(context: ProtoContext, place: FileLocation): Location | undefined {
  const positions = context.documents.positionsOf(place.uri);
  return positions && { uri: context.documents.clientUri(place.uri), range: toRange(positions, place.range) };
}

/** Edits of one text. */
export function toTextEdits(positions: Positions, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: toRange(positions, edit.range), newText: edit.newText }));
}

/** How an edit is announced to the user; `unsafe` ones ask for confirmation where the editor can. */
export interface EditLabel {
  readonly title: string;
  readonly unsafe: boolean;
}

const annotationId = 'upguide.unsafe';

/**
 * Edits of several files as one step, for exactly the versions that they were made for. `undefined` when there is
 * nothing to change or the text of a file is not known.
 */
export function toWorkspaceEdit(context: ProtoContext, files: readonly FileEdits[], label: EditLabel): WorkspaceEdit | undefined {
  const { client, documents } = context;
  const annotate = label.unsafe && client.documentChanges && client.changeAnnotations;
  const changes: TextDocumentEdit[] = [];
  for (const file of files) {
    if (file.edits.length === 0) continue;
    const positions = documents.positionsOf(file.uri);
    if (!positions) return undefined;
    const edits = toTextEdits(positions, file.edits);
    changes.push({
      textDocument: { uri: documents.clientUri(file.uri), version: documents.get(file.uri)?.version ?? null },
      edits: annotate ? edits.map((edit) => ({ ...edit, annotationId })) : edits,
    });
  }
  if (changes.length === 0) return undefined;
  if (!client.documentChanges) return { changes: unversioned(changes) };
  return { documentChanges: changes, ...(annotate ? { changeAnnotations: { [annotationId]: confirmation(label) } } : {}) };
}

function unversioned(changes: readonly TextDocumentEdit[]): Record<string, TextEdit[]> {
  return Object.fromEntries(changes.map((change) =>
    [change.textDocument.uri, change.edits.flatMap((edit) => 'newText' in edit ? [edit] : [])]));
}

function confirmation(label: EditLabel): ChangeAnnotation {
  return { label: label.title, needsConfirmation: true, description: 'May change behaviour or holds a value to check.' };
}

function toMarkup(markdown: string, supported: boolean): MarkupContent {
  return { kind: supported ? 'markdown' : 'plaintext', value: supported ? markdown : plainText(markdown) };
}

/** Markdown with the marks that disturb most taken off, for editors that show it as it is. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`|^#+ /gm, '');
}

/** A hover. */
export function toHover(context: ProtoContext, positions: Positions, hover: Hover): LspHover {
  return { range: toRange(positions, hover.range), contents: toMarkup(hover.markdown, context.client.markdownHover) };
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  enum: CompletionItemKind.EnumMember,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** One completion. Its edit is plain text: nothing in it is a placeholder. */
export function toCompletionItem(context: ProtoContext, positions: Positions, completion: Completion): CompletionItem {
  return {
    label: completion.label,
    kind: completionKinds[completion.kind],
    sortText: completion.sort,
    ...(completion.filter === undefined ? {} : { filterText: completion.filter }),
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { range: toRange(positions, completion.edit.range), newText: completion.edit.newText },
    ...(completion.detail === undefined ? {} : { detail: completion.detail }),
    ...(completion.markdown === undefined ? {} : { documentation: toMarkup(completion.markdown, context.client.markdownCompletion) }),
    ...(completion.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

/** A link in a document. */
export function toDocumentLink(positions: Positions, link: DocumentLink): LspDocumentLink {
  return { range: toRange(positions, link.range), target: link.target, tooltip: link.tooltip };
}

/** An upgrade plan. Edits of closed files count in the text that the plan was made from, not in what is on disk now. */
export function toPlanResult(context: ProtoContext, plan: UpgradePlan): PlanResult {
  const { documents } = context;
  return {
    files: plan.files.map((file) => {
      const positions: Positions = documents.current(file.uri) ?? new LineIndex(file.before);
      return {
        uri: documents.clientUri(file.uri),
        version: file.version ?? null,
        edits: file.edits.map((edit) => ({
          range: toRange(positions, edit.range),
          newText: edit.newText,
          fix: edit.fix,
          applicability: edit.applicability,
          title: edit.title,
          rule: edit.rule,
          change: edit.change ?? null,
        })),
      };
    }),
    refused: plan.refused.map(({ uri, reason }) => ({ uri: documents.clientUri(uri), reason })),
  };
}

/** A detected migration, as the status shows it. */
export function toStatusMigration(detected: DetectedMigration, file: string | undefined): StatusMigration {
  const { migration: id, title, from, to, root, state, evidence } = detected;
  return { id, title, from, to, root, active: state === 'active', evidence, ...(file === undefined ? {} : { file }) };
}

/** A route, as the status shows it. */
export function toProtocolRoute({ system, title, root, active, current, steps, cycle }: ProjectRoute): ProtocolRoute {
  return {
    system, title, root, active, current: current ?? null, cycle: cycle ?? null,
    hops: steps.map(({ from, to, migrations, by, gap, passed }) => ({ from, to, kind: migrations.length > 0 ? 'rules' : gap ? 'gap' : 'manual', by: by ?? null, migrations, passed })),
  };
}

/** Counts of findings by what can be done about them. */
export function toFindingCounts(counts: { readonly safe: number; readonly unsafe: number; readonly manual: number }): Status['findings'] {
  const { safe, unsafe, manual } = counts;
  return { total: safe + unsafe + manual, safe, unsafe, manual };
}
