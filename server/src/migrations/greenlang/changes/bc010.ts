import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** Logs are JSON, and levels are written in capitals. */
export const bc010: GuideChange = {
  id: 'BC-010',
  title: 'Logs are JSON, levels in capitals',
  impact: 'low',
  summary: [
    'GreenLang 0.3 writes one JSON object a line where 0.2 wrote plain text, and takes log levels in capitals only. Scripts '
    + 'that search the log for text patterns find nothing any more.',
    'Upguide reports a `logging` section of `greenlang.yaml` without `format: json` or with a text format, and a `GL_LOG_LEVEL` that is '
    + 'not in capitals. These fixes are **safe**. The guide also moves the log to `logs/greenlang.log`: a hint with an **unsafe** fix. '
    + 'A script that searches `greenlang.log` with `grep`, `awk`, `sed` and the like is **manual**: query the fields with `jq` instead, '
    + '`jq -c \'select(.level == "ERROR")\' logs/greenlang.log`. So is Python that opens it and takes its lines apart with patterns or `split`.',
  ],
  examples: [
    { language: 'yaml', before: 'logging:\n  level: info\n', after: 'logging:\n  level: INFO\n  format: json\n' },
    { language: 'dotenv', before: 'GL_LOG_LEVEL=info\n', after: 'GL_LOG_LEVEL=INFO\n' },
  ],
  ...deprecatedForms,
};
