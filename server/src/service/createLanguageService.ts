import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { Diagnostic } from '../analysis/diagnostic.ts';
import { parse } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import { createBreather } from './breather.ts';
import { codeActions } from './codeActions.ts';
import { codeLenses } from './codeLenses.ts';
import { completions } from './completion.ts';
import { detect, type Detection } from './detection.ts';
import { explain } from './explain.ts';
import { analyzeFile, type MigrationState } from './fileAnalysis.ts';
import { fileKind } from './fileKinds.ts';
import { hoverAt } from './hover.ts';
import type { FileReport, LanguageService, LanguageServiceOptions, PlannedFile } from './languageService.ts';
import { definitionAt, documentLinks, referencesAt } from './navigation.ts';
import { ProjectIndex, type FileRecord, type Project } from './projectIndex.ts';
import { projectFacts, projectView, type ProjectFacts } from './projectView.ts';
import { scanFolder } from './scan.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { planFile, type FixSelection } from './upgradePlan.ts';
import { createWorkspaceReader } from './workspaceReader.ts';

/** The one composition root: everything the service is made of meets here. */
export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const { workspace, migrations, grammars, clock, random, logger } = options;
  const index = new ProjectIndex();
  const reader = createWorkspaceReader(workspace, migrations, grammars, logger);
  const settingsByFolder = new Map<string, Settings>();
  const scanned = new Set<string>();
  const openTrees = new Map<string, ParsedFile>();
  const failedRules = new Set<string>();
  /** Per project revision: facts by name and each migration's detection. */
  const projectCache = new WeakMap<Project, { revision: number; facts: ProjectFacts; detections: Map<string, Detection> }>();
  const reports = new Map<string, { readonly record: FileRecord; readonly revision: number; readonly settings: Settings; readonly today: string; readonly report: FileReport }>();

  const folderOf = (uri: string): string => {
    const holding = workspace.folders.filter((folder) => isWithin(folder.uri, uri)).sort((a, b) => b.uri.length - a.uri.length);
    return holding[0]?.uri ?? directory(uri);
  };
  const settingsOf = (folder: string): Settings => settingsByFolder.get(folder) ?? defaultSettings;

  const projectState = (project: Project): { facts: ProjectFacts; detections: Map<string, Detection> } => {
    const cached = projectCache.get(project);
    if (cached?.revision === project.revision) return cached;
    const settings = settingsOf(project.folder);
    const state = {
      revision: project.revision,
      facts: projectFacts(project.records),
      detections: new Map(migrations.map((migration) => [migration.id, detect(migration, project, project.folder, settings)])),
    };
    projectCache.set(project, state);
    return state;
  };

  const onRuleFailure: AnalysisOptions['onRuleFailure'] = (rule, error) => {
    // Once a rule and session: a rule that throws on one file throws on every keystroke in it.
    if (failedRules.has(rule)) return;
    failedRules.add(rule);
    logger.error(`Rule ${rule} failed and was left out; the others went on. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  };

  const statesFor = (record: FileRecord): readonly MigrationState[] => {
    const project = index.projectOf(record);
    const { facts, detections } = projectState(project);
    const settings = settingsOf(record.folder);
    return migrations.flatMap((migration): MigrationState[] => {
      const document = record.documents.get(migration.id);
      const detection = detections.get(migration.id);
      if (!document || !detection) return [];
      return [{
        migration,
        active: detection.active,
        document,
        view: projectView(migration.id, project, facts, detection, scanned.has(record.folder)),
        options: { state: { target: settings.targetVersions[migration.id], today: clock.today() }, severities: settings.severities, onRuleFailure },
      }];
    });
  };

  const treeOf = (record: FileRecord): ParsedFile | undefined => {
    if (record.text === undefined || record.language === undefined) return undefined;
    return openTrees.get(record.uri) ?? parse(record.uri, record.text, record.language);
  };

  const reportOf = (uri: string): FileReport | undefined => {
    const record = index.get(uri);
    if (record?.kind !== 'document') return undefined;
    const { revision } = index.projectOf(record);
    const settings = settingsOf(record.folder);
    const today = clock.today();
    const cached = reports.get(uri);
    if (cached?.record === record && cached.revision === revision && cached.settings === settings && cached.today === today) return cached.report;
    const file = record.skipped === undefined ? treeOf(record) : undefined;
    const report: FileReport = file
      ? { uri, version: record.version, text: file.text, diagnostics: analyzeFile(file, statesFor(record), random) }
      : { uri, version: record.version, text: record.text ?? '', diagnostics: [], ...(record.skipped === undefined ? {} : { skipped: record.skipped }) };
    reports.set(uri, { record, revision, settings, today, report });
    return report;
  };

  const planOf = (record: FileRecord, selection: FixSelection): PlannedFile | string | undefined => {
    const { uri, text, language, version } = record;
    if (text === undefined || language === undefined || record.skipped !== undefined) return undefined;
    return planFile(uri, version, text, {
      logger,
      parse: (current) => (current === text ? treeOf(record) : undefined) ?? parse(uri, current, language),
      diagnose: (file): readonly Diagnostic[] => {
        if (file.text === text) return reportOf(uri)?.diagnostics ?? [];
        const changed = reader.fromText(uri, record.folder, file.text, version, record.ignoredByGit);
        // The project is still the one on disk; only this file's own classification follows its new text.
        return changed ? analyzeFile(file, statesFor({ ...record, documents: stillOurs(record, changed.record) }), random) : [];
      },
    }, selection);
  };

  const context = { migrations, index, clock, report: reportOf, tree: (uri: string) => { const record = index.get(uri); return record && treeOf(record); }, states: (uri: string) => { const record = index.get(uri); return record ? statesFor(record) : []; } };

  return Object.freeze<LanguageService>({
    accepts: (uri) => {
      const kind = fileKind(baseName(uri), migrations);
      return kind !== undefined && kind.kind !== 'sample';
    },
    configure(folder, settings) {
      settingsByFolder.set(folder.uri, settings);
      index.touchFolder(folder.uri);
    },
    async scan({ folder, signal, onProgress } = {}) {
      let summary = { files: 0, scanned: 0, skipped: [] as { uri: string; reason: string }[], cancelled: false };
      if (!folder) index.retainFolders(new Set(workspace.folders.map(({ uri }) => uri)));
      for (const one of folder ? [folder] : workspace.folders) {
        const part = await scanFolder({ workspace, reader, index, migrations, folder: one, exclude: settingsOf(one.uri).exclude, before: summary, signal, onProgress });
        summary = { files: summary.files + part.files, scanned: summary.scanned + part.scanned, skipped: [...summary.skipped, ...part.skipped], cancelled: part.cancelled };
        if (part.cancelled) break;
        scanned.add(one.uri);
        index.touchFolder(one.uri);
      }
      return summary;
    },
    open({ uri, version, text }) {
      const folder = folderOf(uri);
      const holder = workspace.folders.find((one) => one.uri === folder);
      if (holder && workspace.excludes(holder, uri, settingsOf(folder).exclude)) {
        openTrees.delete(uri);
        index.delete(uri);
        return;
      }
      const result = reader.fromText(uri, folder, text, version, index.get(uri)?.ignoredByGit, openTrees.get(uri));
      if (!result) return;
      openTrees.set(uri, result.parsed);
      index.set(result.record);
    },
    async close(uri) {
      openTrees.delete(uri);
      if (index.get(uri)?.version === undefined) return;
      const record = await reader.read(uri, folderOf(uri));
      // A file that the scan leaves out (ignored, outside) was only looked at because it was open.
      const folder = workspace.folders.find(({ uri: own }) => own === folderOf(uri));
      const kept = record && folder && await workspace.includes(folder, uri, settingsOf(folder.uri).exclude);
      if (openTrees.has(uri)) return;
      if (record && kept) index.set(record);
      else index.delete(uri);
    },
    async refresh(uris) {
      for (const uri of uris) {
        if (baseName(uri) === '.gitignore') {
          await refreshIgnored(directory(uri));
          continue;
        }
        const known = index.get(uri);
        if (known?.version !== undefined) continue;
        const folder = workspace.folders.find(({ uri: own }) => own === folderOf(uri));
        if (!folder) continue;
        const wanted = known ?? ((fileKind(baseName(uri), migrations)?.kind ?? 'sample') !== 'sample' && await workspace.includes(folder, uri, settingsOf(folder.uri).exclude));
        if (!wanted) continue;
        const record = known?.kind === 'sample' ? await reader.readSample(uri, folder.uri) : await reader.read(uri, folder.uri);
        if (index.get(uri)?.version !== undefined) continue;
        if (record) index.set(record);
        else index.delete(uri);
      }
    },
    takeChanged: () => index.takeChanged(),
    diagnose: reportOf,
    text: (uri) => index.get(uri)?.text,
    files: () => index.documents().map(({ uri }) => uri),
    codeActions: (uri, range) => codeActions(context, uri, range, (selection) => editsOf(uri, selection)),
    fixAll: (uri, { only, applicability = 'safe' } = {}) => editsOf(uri, { applicability, only: only === undefined ? undefined : [only] }),
    hover: (uri, offset) => hoverAt(context, uri, offset),
    complete: (uri, offset) => completions(context, uri, offset),
    definition: (uri, offset) => definitionAt(context, uri, offset),
    references: (uri, offset) => referencesAt(context, uri, offset),
    documentLinks: (uri) => documentLinks(context, uri),
    codeLenses: (uri) => codeLenses(context, uri),
    async plan({ uris, applicability = 'safe', only, signal } = {}) {
      const files: PlannedFile[] = [];
      const refused: { uri: string; reason: string }[] = [];
      const wanted = uris === undefined ? index.documents() : uris.flatMap((uri) => index.get(uri) ?? []);
      const breathe = createBreather();
      for (const record of wanted) {
        if (signal?.aborted) break;
        const planned = planOf(record, { applicability, only });
        if (typeof planned === 'string') refused.push({ uri: record.uri, reason: planned });
        else if (planned) files.push(planned);
        // Between files the host may answer other requests, and a cancellation may arrive.
        await breathe();
      }
      return { files, refused };
    },
    detected: () => index.projects().flatMap((project) => {
      const { detections } = projectState(project);
      return migrations.flatMap((migration) => {
        const detection = detections.get(migration.id);
        if (!detection || detection.evidence.length === 0) return [];
        const { id, title, from, to } = migration;
        return [{ migration: id, title, from, to, root: project.root, state: detection.active ? 'active' as const : 'off' as const, evidence: detection.evidence }];
      });
    }),
    explain: (id) => explain(migrations, id, clock.today()),
  });

  /** A fix may take out what a file was known by (the old name of a variable): for the rest of its plan it stays whose it was. */
  function stillOurs({ documents }: FileRecord, { documents: now }: FileRecord): FileRecord['documents'] {
    return new Map([...now].map(([id, document]) => {
      const before = documents.get(id);
      return [id, document.classification.kind === 'unknown' && before?.classification.kind === 'ours' ? before : document];
    }));
  }

  function editsOf(uri: string, selection: FixSelection): PlannedFile['edits'] {
    const record = index.get(uri);
    const planned = record && planOf(record, selection);
    return typeof planned === 'object' ? planned.edits : [];
  }

  async function refreshIgnored(folder: string): Promise<void> {
    for (const record of index.documents()) {
      if (record.language !== 'dotenv' || !isWithin(folder, record.uri)) continue;
      const ignoredByGit = await workspace.ignoredByGit(record.uri);
      const current = index.get(record.uri);
      if (current && current.ignoredByGit !== ignoredByGit) index.set({ ...current, ignoredByGit });
    }
  }
}
