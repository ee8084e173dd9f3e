import { messageText } from '../../analysis/diagnostic.ts';
import type { Report } from '../report.ts';

/** Findings for programs; the shape is part of the contract, so keys are only ever added with a new `version`. */
export function jsonReport(report: Report): string {
  const { migrations, findings, skipped, failed, summary } = report;
  return `${JSON.stringify({
    version: 1,
    migrations: migrations.filter(({ state }) => state === 'active').map(({ migration, root, evidence }) => ({ id: migration, root, evidence })),
    findings: findings.map(({ diagnostic, path, start, end }) => ({
      migration: diagnostic.migration,
      change: diagnostic.change ?? null,
      rule: diagnostic.rule,
      path,
      range: { start, end },
      severity: diagnostic.severity,
      deprecated: diagnostic.lifecycle !== undefined,
      message: messageText(diagnostic.message),
      applicability: diagnostic.applicability,
      // The others are for the lightbulb in an editor; no command applies them.
      fixes: diagnostic.fixes.filter(({ bulk }) => bulk).map(({ title, applicability }) => ({ title, applicability })),
    })),
    skipped,
    failed,
    summary,
  }, undefined, 2)}\n`;
}
