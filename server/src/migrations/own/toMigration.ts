import type { Change } from '../../analysis/change.ts';
import { rulesFromChanges } from '../../analysis/changeRules.ts';
import type { GuideChange, Migration } from '../../analysis/migration.ts';
import { routeFromChanges } from '../../analysis/route.ts';
import type { PythonClassModel, PythonValue } from '../../facts/python/values.ts';
import { fileKind } from '../../service/fileKinds.ts';
import { documentTypesOf } from './documentTypes.ts';
import type { MigrationFile, OwnEntry, OwnPythonClass } from './migrationFile.ts';
import { safeMarkdown } from './safeMarkdown.ts';

/** The migration that a file describes; it holds in `folder` (URI), or everywhere without it. Takes a file that was checked. */
export function toMigration(file: MigrationFile, folder: string | undefined): Migration {
  const { id, detection, api = {} } = file;
  const changes = file.entries.map((entry) => guideChange(entry));
  const data = file.entries.flatMap((entry) => (entry.changes ?? []).map((change) => ({ ...change, change: entry.id }) as Change));
  const { environment = [], environmentTogether = [] } = detection;
  const route = routeFromChanges(data, file);
  const python = api.python && {
    classes: (api.python.classes ?? []).map(pythonClass),
    functions: api.python.functions ?? {},
    families: api.python.families ?? [],
  };
  return {
    id,
    ...(file.system === undefined ? {} : { system: file.system }),
    title: safeMarkdown(file.title),
    from: file.from,
    to: file.to,
    ...(route ? { route } : {}),
    ...(folder === undefined ? {} : { folder }),
    guideTitle: safeMarkdown(file.guide),
    detection: {
      packages: detection.packages ?? [],
      imports: detection.imports ?? [],
      environment,
      environmentTogether,
      ...(detection.hosts ? { hosts: detection.hosts } : {}),
      ...(detection.files ? { files: detection.files } : {}),
    },
    changes,
    documents: documentTypesOf(file),
    ...(python ? { python } : {}),
    // Descriptions name what a change is about, in words of the file.
    rules: rulesFromChanges(data, {
      migration: id,
      guide: changes,
      systemNames: new Set([...environment, ...environmentTogether]),
      code: { ...(api.typescript ? { typescript: api.typescript } : {}), ...(api.rust ? { rust: api.rust } : {}) },
      ...(python ? { python } : {}),
    }).map((rule) => ({ ...rule, description: safeMarkdown(rule.description) })),
  };
}

function pythonClass({ name, aliases = [], methods = {}, attributes = {} }: OwnPythonClass): PythonClassModel {
  const instance = (of: string): PythonValue => ({ kind: 'instance', of });
  const held = Object.entries(attributes).map(([attribute, value]): [string, PythonValue] => [attribute, typeof value === 'string' ? instance(value) : { kind: 'collection', element: instance(value.of) }]);
  return { name, aliases, methods, ...(held.length === 0 ? {} : { attributes: Object.fromEntries(held) }) };
}

/** How many examples a page shows: more prove something, but explain no more. */
const examplesShown = 2;

function guideChange({ id, title, impact, summary, deprecatedIn, removedIn, removedOn, examples = [] }: OwnEntry): GuideChange {
  return {
    id, title: safeMarkdown(title), impact, deprecatedIn,
    ...(removedIn === undefined ? {} : { removedIn }),
    ...(removedOn === undefined ? {} : { removedOn }),
    summary: safeMarkdown(summary).split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== ''),
    examples: examples.flatMap(({ file, flagged, fixed }) => (flagged === undefined || fixed === undefined ? [] : [{ language: fileKind(file, [])?.language ?? 'text', before: flagged.trimEnd(), after: fixed.trimEnd() }])).slice(0, examplesShown),
  };
}
