import type { YamlSyntaxParams } from '../../protocol.ts';
import type { Session } from '../session.ts';

/** Another YAML extension came or went: its syntax errors are not reported twice. */
export function yamlSyntaxReportedElsewhere(session: Session, params: YamlSyntaxParams): void {
  for (const { publisher } of [session, session.migrationDocuments]) publisher.setYamlSyntaxElsewhere(params.reportedElsewhere === true);
}
