/** A migration file in which `ACME_TOKEN` is `ACME_KEY` now, where there is an `acme.lock`. `fixed` is what its example expects, `more` are further ones. */
export function acmeMigration({ id = 'acme', title = 'Acme', fixed = 'ACME_KEY=x', more = '' } = {}): string {
  return `format: 1
id: ${id}
title: ${title}
from: "1.0"
to: "2.0"
guide: Upgrading to Acme 2
detection:
  files: [acme.lock]
entries:
  - id: AC-1
    title: The key
    impact: high
    summary: It has a name of its own.
    deprecatedIn: 2.0.0
    changes:
      - { kind: environmentRenamed, from: ACME_TOKEN, to: ACME_KEY, why: It was no token. }
    examples:
      - file: .env
        flagged: |
          ACME_TOKEN=x
        fixed: |
          ${fixed}
${more}`;
}
