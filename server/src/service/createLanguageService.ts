import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { Diagnostic } from '../analysis/diagnostic.ts';
import { anyOf } from '../analysis/requiredLiterals.ts';
import { factsOf } from '../facts/factsOf.ts';
import { parse } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { releaseTree } from '../syntax/treeSitter.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import { createBreather } from './breather.ts';
import { codeActions } from './codeActions.ts';
import { codeLenses } from './codeLenses.ts';
import { completions } from './completion.ts';
import { detect, type Detection } from './detection.ts';
import { explain } from './explain.ts';
import { analyzeFile, type FileKnowledge, type MigrationState } from './fileAnalysis.ts';
import { fileKind } from './fileKinds.ts';
import { createGrammars } from './grammars.ts';
import { light } from './lightReport.ts';
import { hoverAt } from './hover.ts';
import type { FileReport, LanguageService, LanguageServiceOptions, PlannedFile } from './languageService.ts';
import { definitionAt, documentLinks, referencesAt } from './navigation.ts';
import { ProjectIndex, type FileRecord, type Project } from './projectIndex.ts';
import { projectFacts, projectView, type ProjectFacts } from './projectView.ts';
import { PythonAnalyses } from './pythonAnalyses.ts';
import { PythonModules } from './pythonModules.ts';
import { scanFolder } from './scan.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { planFile, type FixSelection } from './upgrade/planFile.ts';
import { itemsOf } from './upgrade/items.ts';
import { classify, createWorkspaceReader, sampleRecord } from './workspaceReader.ts';

/** The one composition root: everything the service is made of meets here. */
export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const { workspace, migrations, clock, random, logger } = options;
  const index = new ProjectIndex();
  const grammars = createGrammars(options.grammars, logger);
  const modules = new PythonModules(migrations);
  const analyses = new PythonAnalyses(modules, logger);
  const reader = createWorkspaceReader({ workspace, migrations, grammars, modules, analyses, logger });
  const settingsByFolder = new Map<string, Settings>();
  const scanned = new Set<string>();
  const openTrees = new Map<string, ParsedFile>();
  /** Open code whose grammar is being loaded, with its version. */
  const waiting = new Map<string, number>();
  const failedRules = new Set<string>();
  /** Per project revision: facts by name and each migration's detection. */
  const projectCache = new WeakMap<Project, { revision: number; facts: ProjectFacts; detections: Map<string, Detection> }>();
  const reports = new Map<string, { readonly record: FileRecord; readonly revision: string; readonly settings: Settings; readonly today: string; readonly report: FileReport }>();

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
      if (!detection) return [];
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
    return openTrees.get(record.uri) ?? parse(record.uri, record.text, record.language, { parsers: grammars.parsers });
  };

  const knowledgeOf = (record: FileRecord, file: ParsedFile): FileKnowledge => {
    const python = analyses.of(file);
    // Not the index's facts: those of a closed module were found when the others were not all known yet, and columns are left out.
    const facts = record.language === 'dotenv' || record.language === 'yaml' ? record.facts : factsOf(file, python);
    return { facts, python, states: statesFor(record), random };
  };

  const reportOf = (uri: string): FileReport | undefined => {
    const record = index.get(uri);
    if (record?.kind !== 'file') return undefined;
    const revision = `${index.projectOf(record).revision} ${record.language === 'python' ? modules.revision : ''}`;
    const settings = settingsOf(record.folder);
    const today = clock.today();
    const cached = reports.get(uri);
    if (cached?.record === record && cached.revision === revision && cached.settings === settings && cached.today === today) return cached.report;
    const file = record.skipped === undefined ? treeOf(record) : undefined;
    const full: FileReport = file
      ? { uri, version: record.version, text: file.text, diagnostics: analyzeFile(file, knowledgeOf(record, file)), accepted: 0 }
      : { uri, version: record.version, text: record.text ?? '', diagnostics: [], accepted: 0, ...(record.skipped === undefined ? {} : { skipped: record.skipped }) };
    const report = file && 'tree' in file && record.version === undefined ? light(full, () => fullReportOf(uri)) : full;
    reports.set(uri, { record, revision, settings, today, report });
    latestFull = { uri, text: full.text, report: full };
    return report;
  };

  /** The last report with everything that its fixes are made from. Others are made anew when somebody takes one of their fixes. */
  let latestFull: { readonly uri: string; readonly text: string; readonly report: FileReport } | undefined;

  const fullReportOf = (uri: string): FileReport | undefined => {
    const record = index.get(uri);
    if (latestFull?.uri === uri && latestFull.text === record?.text) return latestFull.report;
    reports.delete(uri);
    reportOf(uri);
    return latestFull?.uri === uri ? latestFull.report : undefined;
  };

  const planOf = (record: FileRecord, selection: FixSelection): PlannedFile | string | undefined => {
    const { uri, text, language, version } = record;
    if (text === undefined || language === undefined || record.skipped !== undefined) return undefined;
    return planFile(uri, version, text, {
      logger,
      parse: (current) => (current === text ? treeOf(record) : undefined) ?? parse(uri, current, language, { parsers: grammars.parsers }),
      diagnose: (file): readonly Diagnostic[] => {
        if (file.text === text) return reportOf(uri)?.diagnostics ?? [];
        // The project is still the one on disk; only this file's own facts and classification follow its new text.
        const python = analyses.of(file);
        return analyzeFile(file, { facts: factsOf(file, python), python, states: statesFor({ ...record, documents: stillOurs(record, classify(file, migrations)) }), random });
      },
    }, selection);
  };

  const context = { migrations, index, clock, report: reportOf, tree: (uri: string) => { const record = index.get(uri); return record && treeOf(record); }, states: (uri: string) => { const record = index.get(uri); return record ? statesFor(record) : []; } };

  return Object.freeze<LanguageService>({
    accepts: (uri) => fileKind(uri, migrations) !== undefined,
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
        forgetTree(uri);
        forget(uri);
        return;
      }
      const language = fileKind(uri, migrations)?.language;
      const loading = language && grammars.ensure(uri, language);
      if (loading) waiting.set(uri, version);
      const parsed = reader.parse(uri, text, { previous: openTrees.get(uri), keep: true });
      if (!parsed) return;
      openTrees.set(uri, parsed);
      const { record, changedNames } = reader.fromParsed(parsed, { folder, version, ignoredByGit: index.get(uri)?.ignoredByGit });
      index.set(record);
      markDependents(changedNames);
      // Code that was opened before its grammar was there is read once more.
      if (loading) void loading.then(() => rereadWaiting(uri)).catch((error: unknown) => logger.error(String(error)));
    },
    async close(uri) {
      forgetTree(uri);
      if (index.get(uri)?.version === undefined) return;
      const read = await reader.read(uri, folderOf(uri));
      const record = read.kind === 'record' ? read.record : read.kind === 'perhaps' ? await reader.readModule(uri, folderOf(uri)) : undefined;
      // A file that the scan leaves out (ignored, outside) was only looked at because it was open.
      const folder = workspace.folders.find(({ uri: own }) => own === folderOf(uri));
      const kept = record && folder && await workspace.includes(folder, uri, settingsOf(folder.uri).exclude);
      if (openTrees.has(uri)) return;
      if (record && kept) index.set(record);
      else forget(uri);
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
        const wanted = known ?? (fileKind(uri, migrations) !== undefined && await workspace.includes(folder, uri, settingsOf(folder.uri).exclude));
        if (!wanted) continue;
        const read = await reader.read(uri, folder.uri);
        const types = known?.facts.some(({ kind }) => kind === 'fieldType') === true ? await reader.readSample(uri) : undefined;
        const record = read.kind === 'record' ? read.record : read.kind === 'perhaps' ? await reader.readModule(uri, folder.uri) : undefined;
        if (index.get(uri)?.version !== undefined) continue;
        if (record) index.set(types ? { ...record, facts: [...record.facts, ...types] } : record);
        else if (types) index.set(sampleRecord(uri, folder.uri, types));
        else forget(uri);
      }
    },
    takeChanged: () => index.takeChanged(),
    diagnose: reportOf,
    text: (uri) => index.get(uri)?.text,
    files: () => index.files().map(({ uri }) => uri),
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
      const wanted = uris === undefined ? index.files() : uris.flatMap((uri) => index.get(uri) ?? []);
      const breathe = createBreather();
      for (const record of wanted) {
        if (signal?.aborted) break;
        const planned = planOf(record, { applicability, only });
        if (typeof planned === 'string') refused.push({ uri: record.uri, reason: planned });
        else if (planned) files.push(planned);
        // Between files the host may answer other requests, and a cancellation may arrive.
        await breathe();
      }
      const items = wanted.flatMap(({ uri, folder }) => { const report = reportOf(uri); return report ? itemsOf(uri, folder, report.text, report.diagnostics) : []; });
      return { items, files, refused, complete: signal?.aborted !== true };
    },
    items(uri) {
      const report = reportOf(uri);
      return report ? itemsOf(uri, folderOf(uri), report.text, report.diagnostics) : [];
    },
    staleBaseline: () => Promise.resolve([]),
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
  function stillOurs({ documents }: FileRecord, now: FileRecord['documents']): FileRecord['documents'] {
    return new Map([...now].map(([id, document]) => {
      const before = documents.get(id);
      return [id, document.classification.kind === 'unknown' && before?.classification.kind === 'ours' ? before : document];
    }));
  }

  function forgetTree(uri: string): void {
    const open = openTrees.get(uri);
    if (open && 'tree' in open && open.tree) releaseTree(open.tree);
    openTrees.delete(uri);
    waiting.delete(uri);
  }

  function forget(uri: string): void {
    index.delete(uri);
    markDependents(modules.delete(uri));
  }

  /** Marks the Python files that name something of a module which looks different now. */
  function markDependents(names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    const search = new RegExp(`\\b(?:${anyOf([...modules.withDerived(names)]).source})\\b`);
    index.markChanged(index.files().filter(({ language, text }) => language === 'python' && text !== undefined && search.test(text)).map(({ uri }) => uri));
  }

  function rereadWaiting(uri: string): void {
    const record = index.get(uri);
    if (waiting.get(uri) === undefined || record?.text === undefined || record.version === undefined) return;
    waiting.delete(uri);
    const parsed = reader.parse(uri, record.text, { keep: true });
    if (!parsed) return;
    forgetTree(uri);
    openTrees.set(uri, parsed);
    const { record: read, changedNames } = reader.fromParsed(parsed, record);
    index.set(read);
    markDependents(changedNames);
    options.onUpdate?.();
  }

  function editsOf(uri: string, selection: FixSelection): PlannedFile['edits'] {
    const record = index.get(uri);
    const planned = record && planOf(record, selection);
    return typeof planned === 'object' ? planned.edits : [];
  }

  async function refreshIgnored(folder: string): Promise<void> {
    for (const record of index.files()) {
      if (record.language !== 'dotenv' || !isWithin(folder, record.uri)) continue;
      const ignoredByGit = await workspace.ignoredByGit(record.uri);
      const current = index.get(record.uri);
      if (current && current.ignoredByGit !== ignoredByGit) index.set({ ...current, ignoredByGit });
    }
  }
}
