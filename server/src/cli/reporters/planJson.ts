import { planKind } from '../ownFiles.ts';
import type { ReportModel } from '../../service/report/reportTypes.ts';

/** The plan for programs. Files are named by their paths alone, as in all our output: a URI tells where on the machine the workspace is. */
export function planJson(model: ReportModel): string {
  return `${JSON.stringify({ version: 1, kind: planKind, ...model, folders: undefined }, (key, value: unknown) => (key === 'uri' ? undefined : value), 2)}\n`;
}
