import type { Finding } from '../../../analysis/diagnostic.ts';
import type { Rule, RuleContext } from '../../../analysis/migration.ts';
import { systemDocument } from '../../../analysis/changes/settings.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import { directory } from '../../../text/uri.ts';
import { isFaithful, oldParts, specVersionEdit } from '../pack/convertPack.ts';
import { packText, type PackPart, type PackText } from '../pack/part.ts';

const why = 'GreenLang 0.3 loads v1 packs with a warning, 0.4 not at all.';

/** A pack that is AgentSpec v1 as a whole: one finding, one conversion. */
export const agentspecV1: Rule = {
  id: 'greenlang/agentspec-v1',
  change: 'BC-001',
  description: 'A `pack.yaml` follows AgentSpec v1.',
  guideSection: 'BC-001: AgentSpec v2 Schema Changes; Step 4',
  languages: ['yaml'],
  *check(context) {
    const pack = packOf(context, 'pack/v1');
    if (!pack) return;
    const parts = oldParts(pack);
    const stated = entryOf(pack.root, 'spec_version');
    const obstacles = parts.flatMap(({ obstacle }) => obstacle ?? []);
    const edits = [specVersionEdit(pack), ...parts.flatMap((part) => part.edits ?? [])];
    const convertible = obstacles.length === 0 && isFaithful(pack, edits);
    const guessed = parts.flatMap((part) => part.guessed);
    yield {
      range: (stated?.value ?? stated?.key ?? pack.root.entries[0]?.key ?? pack.root).range,
      old: true,
      message: {
        what: 'This pack follows AgentSpec v1.',
        why,
        todo: convertible ? conversionTodo(true, guessed) : `Convert it by hand: ${obstacles.join('; ') || 'its layout is too unusual for an automatic conversion'}.`,
      },
      fixes: convertible
        ? [{ title: 'Convert to AgentSpec v2', applicability: guessed.length > 0 ? 'unsafe' : 'safe', bulk: true, edits: () => edits }]
        : [],
      ...(convertible ? { lens: 'Convert to AgentSpec v2' } : {}),
      covers: ['/spec_version', ...parts.flatMap((part) => part.covers)],
    };
  },
};

/** A pack that says it is v2 but is v1 in parts: one finding a part. */
export const halfConverted: Rule = {
  id: 'greenlang/agentspec-half-converted',
  change: 'BC-001',
  description: 'A `pack.yaml` of AgentSpec v2 still has parts of v1.',
  guideSection: 'BC-001: AgentSpec v2 Schema Changes; Issue 2',
  languages: ['yaml'],
  *check(context) {
    const pack = packOf(context, 'pack/v2');
    if (pack) for (const part of oldParts(pack)) yield partFinding(pack, part);
  },
};

function packOf(context: RuleContext, schema: string): PackText | undefined {
  const target = systemDocument(context, 'pack');
  const classification = context.document?.classification;
  if (!target || classification?.kind !== 'ours' || classification.schema !== schema) return undefined;
  return packText(target.file, target.root, context.project, directory(context.file.uri));
}

function partFinding(pack: PackText, part: PackPart): Finding {
  const edits = part.edits && isFaithful(pack, part.edits) ? part.edits : undefined;
  return {
    range: part.range,
    old: true,
    message: {
      what: part.what,
      why: 'GreenLang 0.3 rejects a v2 pack with parts of v1.',
      todo: edits ? conversionTodo(part.typed, part.guessed) : `Convert this part by hand: ${part.obstacle ?? 'its layout is too unusual for an automatic conversion'}.`,
    },
    fixes: edits ? [{ title: 'Convert this part to AgentSpec v2', applicability: part.guessed.length > 0 ? 'unsafe' : 'safe', bulk: true, edits: () => edits }] : [],
    covers: part.covers,
  };
}

function conversionTodo(typed: boolean, guessed: readonly string[]): string {
  if (!typed) return 'Convert it.';
  if (guessed.length === 0) return 'Convert it; every type is known from the pack, its data, its code or the guide.';
  return `Convert it, then check the ${guessed.length === 1 ? 'type' : 'types'} of ${new Intl.ListFormat('en').format(guessed)}: no data, code or guide says ${guessed.length === 1 ? 'it' : 'them'}, so the fix guesses from the name.`;
}
