import type { Finding } from '../analysis/diagnostic.ts';
import type { Migration, Rule, RuleContext } from '../analysis/migration.ts';
import { isWithin } from '../text/uri.ts';
import { detectedAbove, type Detection } from './detection.ts';

/**
 * What of a migration holds in frontends: some rules, and no file is the system's. `undefined` when nothing does. Lent proof does not say whose frontend it
 * is (it may be that of another program in the same repository), so no fix is safe there but in files that import the system's package themselves.
 */
export function inFrontends(migration: Migration): Migration | undefined {
  const rules = migration.rules.filter((rule) => rule.inFrontends === true).map((rule) => onLentProof(rule, migration));
  if (rules.length === 0) return undefined;
  const { id, title, from, to, guideTitle, detection, changes } = migration;
  return { id, title, from, to, guideTitle, detection, changes, documents: [], rules };
}

function onLentProof(rule: Rule, migration: Migration): Rule {
  return {
    ...rule,
    *check(context) {
      const isProof = importsSystem(context, migration);
      for (const finding of rule.check(context)) yield isProof ? finding : withoutSafeFixes(finding);
    },
  };
}

function importsSystem({ facts }: RuleContext, { detection }: Migration): boolean {
  return facts.some((fact) => fact.kind === 'import' && fact.ecosystem === 'npm' && fact.own !== true && detection.packages.some(({ ecosystem, name }) => ecosystem === 'npm' && name === fact.module));
}

function withoutSafeFixes(finding: Finding): Finding {
  return { ...finding, fixes: finding.fixes.map((fix) => (fix.applicability === 'safe' ? { ...fix, applicability: 'unsafe' } : fix)) };
}

/**
 * What the project above proves of a frontend at `root`, by migration id; `lending` has the migrations of which something holds there. `own` is what the frontend proves itself: one that proves a system is
 * that system's, and a project above that proves several does not say whose frontend this is. Only proof in folders that hold the frontend counts.
 */
export function provenAbove(root: string, own: ReadonlyMap<string, Detection>, above: ReadonlyMap<string, Detection>, lending: ReadonlyMap<string, Migration>): ReadonlyMap<string, Detection> {
  const proven = [...above].filter(([, { proofs }]) => proofs.length > 0);
  const [only, ...others] = proven;
  if (!only || others.length > 0 || [...own.values()].some(({ proofs }) => proofs.length > 0)) return new Map();
  const [id, { active, switchedOn, proofs }] = only;
  const holding = proofs.filter(({ directory }) => isWithin(directory, root));
  return active && !switchedOn && lending.has(id) && holding.length > 0 ? new Map([[id, detectedAbove(holding)]]) : new Map();
}
