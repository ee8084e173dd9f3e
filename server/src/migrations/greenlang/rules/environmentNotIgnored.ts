import type { Rule } from '../../../analysis/migration.ts';
import { fileRange, systemEnvironmentFile } from '../../../analysis/changes/environmentFile.ts';
import { isPlaceholder } from '../../../analysis/secrets.ts';
import { baseName } from '../../../text/uri.ts';
import { systemVariables } from '../names.ts';

/** Names whose values are secrets, whatever the system. */
const secretName = /(SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE|CREDENTIAL|ENCRYPTION_KEY|_KEY$|DB_URL|DATABASE_URL|DSN)/i;

/**
 * A real `.env` file of GreenLang that git would commit: `.env` itself whatever is in it, since that is where secrets go; an
 * overlay such as `.env.production` only with a secret, since teams commit those that have none.
 */
export const environmentNotIgnored: Rule = {
  id: 'greenlang/environment-file-committed',
  change: 'BC-007',
  description: 'A `.env` file, or an overlay with secrets, is not ignored by git.',
  guideSection: 'BC-007: Environment Variables',
  languages: ['dotenv'],
  *check(context) {
    const target = systemEnvironmentFile(context, systemVariables);
    if (!target || target.role === 'template' || context.project.ignoredByGit(context.file.uri) !== false) return;
    const secret = target.file.dotenv.entries.find(({ name, value, interpolations }) =>
      secretName.test(name) && value !== '' && interpolations.length === 0 && !isPlaceholder(value));
    if (!secret && (target.role !== 'base' || target.file.dotenv.entries.length === 0)) return;
    const name = baseName(context.file.uri);
    yield {
      range: fileRange(target),
      severity: 'warning',
      message: {
        what: secret ? `git does not ignore this file, and it holds secrets (${secret.name}).` : 'git does not ignore this file, where secrets belong.',
        why: 'A secret that is committed once stays in the history, and has to be replaced.',
        todo: `Add ${name} to .gitignore; if the file is tracked already, also run "git rm --cached ${name}" and replace the secrets.`,
      },
      fixes: [],
    };
  },
};
