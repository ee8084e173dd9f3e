import type { AnalysisOptions } from '../analysis/analyze.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { releaseTree } from '../syntax/treeSitter.ts';
import type { Edit } from '../text/edit.ts';
import { baseName, directory, isWithin } from '../text/uri.ts';
import { codeActions } from './codeActions.ts';
import { codeLenses } from './codeLenses.ts';
import { completions } from './completion.ts';
import { detectedMigrations } from './detected.ts';
import { explain } from './explain.ts';
import type { FeatureContext } from './featureContext.ts';
import { mayProve } from './detection.ts';
import { fileKind, isAccepted } from './fileKinds.ts';
import { createGrammars, type Grammars } from './grammars.ts';
import { hoverAt } from './hover.ts';
import type { LanguageService, LanguageServiceOptions } from './languageService.ts';
import { definitionAt, documentLinks, referencesAt } from './navigation.ts';
import { pythonDependents } from './pythonDependents.ts';
import type { ProjectCandidates } from './projectCandidates.ts';
import { createProjectRoutes } from './routes.ts';
import { scanFolder } from './scan.ts';
import { createState, type ServiceParts } from './serviceState.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { fileEdits, fileItems } from './upgrade/fileUpgrade.ts';
import type { FixSelection } from './upgrade/selection.ts';
import { staleBaselines } from './upgrade/staleBaseline.ts';
import { planUpgrade } from './upgrade/upgradePlan.ts';
import type { FileRecord } from './projectIndex.ts';
import { sampleRecord } from './fileRecords.ts';

/** The one composition root: everything the service is made of meets here. `grammars` are those that another service has loaded already. */
export function createLanguageService(options: LanguageServiceOptions, grammars: Grammars = createGrammars(options.grammars, options.logger)): LanguageService {
  const { workspace, migrations, clock, random, logger } = options;
  const settingsByFolder = new Map<string, Settings>();
  const scanned = new Set<string>();
  const openTrees = new Map<string, ParsedFile>();
  /** Open code whose grammar is being loaded, with its version. */
  const waiting = new Map<string, number>();
  const failedRules = new Set<string>();

  const folderOf = (uri: string): string => {
    const holding = workspace.folders.filter((folder) => isWithin(folder.uri, uri)).sort((a, b) => b.uri.length - a.uri.length);
    return holding[0]?.uri ?? directory(uri);
  };
  const settingsOf = (folder: string): Settings => settingsByFolder.get(folder) ?? defaultSettings;

  const onRuleFailure: AnalysisOptions['onRuleFailure'] = (rule, error) => {
    // Once a rule and session: a rule that throws on one file throws on every keystroke in it.
    if (failedRules.has(rule)) return;
    failedRules.add(rule);
    logger.error(`Rule ${rule} failed and was left out; the others went on. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  };

  const parts: ServiceParts = { workspace, migrations, grammars, random, logger, clock, settingsOf, isScanned: (folder) => scanned.has(folder), onRuleFailure };
  const state = createState(parts, (uri) => openTrees.get(uri));
  const { index, modules, reader, surveyor, reports } = state;
  /** By URI of a folder that was scanned: the migrations that have anything to do with its projects. */
  const candidates = new Map<string, ProjectCandidates>();
  const textOfFile = (uri: string): string | undefined => {
    const record = index.get(uri);
    return record && reports.textOf(record);
  };
  const context: FeatureContext = {
    migrations, index, clock,
    report: (uri) => reports.report(uri),
    text: textOfFile,
    tree: (uri) => { const record = index.get(uri); return record && reports.tree(record); },
    states: (uri) => { const record = index.get(uri); return record ? state.states.for(record) : []; },
  };

  return Object.freeze<LanguageService>({
    accepts: (uri) => isAccepted(uri, migrations),
    configure(folder, settings) {
      settingsByFolder.set(folder.uri, settings);
      index.touchFolder(folder.uri);
      for (const { id } of migrations) if (settings.migrations[id] === 'on' && candidates.get(folder.uri)?.isEverywhere(id) === false) outgrow(folder.uri);
    },
    async scan({ folder, signal, onProgress } = {}) {
      let summary = { files: 0, scanned: 0, skipped: [] as { uri: string; reason: string }[], cancelled: false };
      if (!folder) index.retainFolders(new Set(workspace.folders.map(({ uri }) => uri)));
      for (const one of folder ? [folder] : workspace.folders) {
        const part = await scanFolder({
          workspace, grammars, reader, surveyor, reports, index, modules, migrations, folder: one, settings: settingsOf(one.uri), before: summary, signal, onProgress, helpers: options.helpers, today: clock.today(), onRuleFailure, logger,
          limit: (found) => {
            candidates.set(one.uri, found);
            limitModules();
          },
        });
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
      for (const migration of migrations) if (candidates.get(folder)?.of(uri).has(migration.id) === false && mayProve(migration, record)) outgrow(folder);
      // Code that was opened before its grammar was there is read once more.
      if (loading) void loading.then(() => rereadWaiting(uri)).catch((error: unknown) => logger.error(String(error)));
    },
    async close(uri) {
      forgetTree(uri);
      if (index.get(uri)?.version === undefined) return;
      const record = await readOne(uri, folderOf(uri));
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
        const wanted = known ?? (isAccepted(uri, migrations) && await workspace.includes(folder, uri, settingsOf(folder.uri).exclude));
        if (!wanted) continue;
        const record = await readOne(uri, folder.uri);
        const types = known?.facts.some(({ kind }) => kind === 'fieldType') === true ? await reader.readSample(uri) : undefined;
        if (index.get(uri)?.version !== undefined) continue;
        if (record) index.set(types ? { ...record, facts: [...record.facts, ...types] } : record);
        else if (types) index.set(sampleRecord(uri, folder.uri, types));
        else forget(uri);
      }
    },
    takeChanged() {
      index.markChanged(state.states.takeChangedFrontends());
      return index.takeChanged();
    },
    diagnose: (uri) => reports.report(uri),
    text: textOfFile,
    files: () => index.files().map(({ uri }) => uri),
    codeActions: (uri, range) => codeActions(context, uri, range, (selection) => editsOf(uri, selection)),
    fixAll: (uri, { only, applicability = 'safe' } = {}) => editsOf(uri, { applicability, only: only === undefined ? undefined : [only] }),
    hover: (uri, offset) => hoverAt(context, uri, offset),
    complete: (uri, offset) => completions(context, uri, offset),
    definition: (uri, offset) => definitionAt(context, uri, offset),
    references: (uri, offset) => referencesAt(context, uri, offset),
    documentLinks: (uri) => documentLinks(context, uri),
    codeLenses: (uri) => codeLenses(context, uri),
    plan: (asked = {}) => planUpgrade(parts, state, asked),
    items: (uri) => fileItems(state, settingsOf, uri),
    staleBaseline: ({ signal } = {}) => staleBaselines(parts, state, signal),
    detected: () => detectedMigrations(migrations, state),
    routes: createProjectRoutes(migrations, state, settingsOf),
    explain: (id) => explain(migrations, id, clock.today()),
  });

  async function readOne(uri: string, folder: string): Promise<FileRecord | undefined> {
    const ids = candidates.get(folder)?.of(uri);
    const speaking = ids ? (await reader.evidence(uri)).filter((id) => !ids.has(id)) : [];
    // As in a scan: a text may speak of a system and prove nothing.
    const proof = speaking.length > 0 ? await reader.readForProof(uri, folder) : undefined;
    for (const migration of migrations) if (proof && speaking.includes(migration.id) && mayProve(migration, proof)) outgrow(folder);
    const read = await reader.read(uri, folder, ids);
    if (read.kind === 'foreign') {
      const looked = await reader.readLooked(uri, folder, read.survey, ids);
      return looked.kind === 'record' ? looked.record : undefined;
    }
    if (read.kind === 'perhaps') return reader.readModule(uri, folder, read.survey, ids);
    return read.kind === 'record' ? read.record : undefined;
  }

  /** A migration speaks for itself that the scan of a folder did not look for in some project. Told once, for all that comes up before the next scan. */
  function outgrow(folder: string): void {
    if (!candidates.delete(folder)) return;
    options.onOutgrown?.();
  }

  /** Modules of all folders are known together, so that what any of them has to do with counts. */
  function limitModules(): void {
    const known = workspace.folders.map(({ uri }) => candidates.get(uri));
    modules.limitTo(known.includes(undefined) ? undefined : new Set(known.flatMap((found) => [...found?.all ?? []])));
  }

  function forgetTree(uri: string): void {
    const open = openTrees.get(uri);
    if (open && 'tree' in open && open.tree) releaseTree(open.tree);
    openTrees.delete(uri);
    waiting.delete(uri);
  }

  function forget(uri: string): void {
    const known = index.get(uri);
    if (known?.isManifest === true && candidates.get(known.folder)?.heldBack(uri) === true) outgrow(known.folder);
    index.delete(uri);
    markDependents(modules.delete(uri));
  }

  function markDependents(names: ReadonlySet<string>): void {
    index.markChanged(pythonDependents(index, modules, names, (record) => reports.textOf(record)));
  }

  function rereadWaiting(uri: string): void {
    const record = index.get(uri);
    if (waiting.get(uri) === undefined || typeof record?.text !== 'string' || record.version === undefined) return;
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

  function editsOf(uri: string, selection: FixSelection): readonly Edit[] {
    const record = index.get(uri);
    return record ? fileEdits(state, parts, record, selection) : [];
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
