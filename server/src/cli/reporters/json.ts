import { messageText } from '../../analysis/diagnostic.ts';
import type { Report } from '../report.ts';

/** Findings for programs, with what a command adds behind them. The shape is part of the contract: keys are only ever added. */
export function jsonReport(report: Report, more: Readonly<Record<string, unknown>> = {}): string {
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
    ...more,
  }, undefined, 2)}\n`;
}
