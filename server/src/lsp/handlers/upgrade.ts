import type { CancellationToken } from 'vscode-languageserver';
import type { ExplainableResult, ExplainParams, ExplainResult, PlanParams, PlanResult, ScriptsResult, Status } from '../../protocol.ts';
import { isWithin } from '../../text/uri.ts';
import { fromPlanParams } from '../fromProto.ts';
import { aborted, cancelled, signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { toPlanResult } from '../toProto.ts';

/** What an upgrade would change. Waits for a scan that runs, since a plan from half of the facts is wrong. */
export async function plan(session: Session, params: PlanParams, token: CancellationToken): Promise<PlanResult> {
  const signal = signalOf(token);
  await Promise.race([session.scanner.settled(), aborted(signal)]);
  if (signal.aborted) throw cancelled();
  session.documents.giveAll();
  const options = fromPlanParams(params, signal);
  const uris = options.uris?.flatMap((uri) => {
    const inFolder = session.service.files().filter((file) => isWithin(uri, file));
    return inFolder.length > 0 ? inFolder : [uri];
  });
  const made = await session.service.plan(uris ? { ...options, uris: [...new Set(uris)] } : options);
  // A plan that was cut short must not pass for a whole one.
  if (signal.aborted) throw cancelled();
  return toPlanResult(session, made);
}

/** The page of a change or rule. */
export function explain(session: Session, params: ExplainParams): ExplainResult | null {
  return session.service.explain(params.id) ?? null;
}

/** Everything that `explain` knows, in the guides' order: changes first, then rules. */
export function explainable(session: Session): ExplainableResult {
  const ids = session.migrations.flatMap((migration) => [
    ...migration.changes.map((change) => change.id),
    ...migration.rules.map((rule) => rule.id),
  ]);
  return [...new Set(ids)].flatMap((id) => {
    const page = session.service.explain(id);
    return page ? [{ id: page.id, title: page.title }] : [];
  });
}

/** What the guides have people run themselves. */
export function scripts(session: Session): ScriptsResult {
  return session.migrations.flatMap((migration) => (migration.scripts ?? []).map(({ id, title, variants }) => ({ id: `${migration.id}/${id}`, title: `${migration.title}: ${title}`, variants })));
}

/** The status, for a client that has missed the notification. */
export function currentStatus(session: Session): Status {
  return session.status.current();
}
