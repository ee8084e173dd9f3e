// Files beside code: YAML, Markdown, TypeScript, JSON, SQL, shell and others, none of them of any system.
import { adjectives, capital, nouns, paragraph, plural, sentence, verbs } from './words.mjs';

/** Repeats a piece until the text has about the size asked for. */
function filled(size, head, piece, tail = '') {
  const parts = [head];
  let length = head.length + tail.length;
  for (let n = 0; length < size; n++) {
    const part = piece(n);
    parts.push(part);
    length += part.length;
  }
  return parts.join('') + tail;
}

export const manifest = (random, size) => filled(size, '', (n) => {
  const name = `${random.pick(nouns)}-${n}`;
  return `${n > 0 ? '---\n' : ''}# ${sentence(random)}\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  labels: { app: ${name}, tier: ${random.pick(['front', 'back', 'data'])} }\nspec:\n  replicas: ${random.int(1, 9)}\n  selector:\n    matchLabels: { app: ${name} }\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n      containers:\n        - name: ${name}\n          image: registry.example/${name}:${random.int(1, 9)}.${random.int(0, 30)}\n          ports:\n            - containerPort: ${random.int(3000, 9000)}\n          env:\n            - name: ${random.pick(nouns).toUpperCase()}_LIMIT\n              value: "${random.int(1, 900)}"\n            - name: LOG_LEVEL\n              valueFrom:\n                configMapKeyRef: { name: ${name}, key: level }\n          resources:\n            requests: { cpu: ${random.int(50, 900)}m, memory: ${random.int(64, 900)}Mi }\n`;
});

export const helmTemplate = (random, size) => filled(size, '', (n) => {
  const name = random.pick(nouns);
  return `${n > 0 ? '---\n' : ''}{{- if .Values.${name}.enabled }}\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include "chart.fullname" . }}-${name}-${n}\n  labels:\n    {{- include "chart.labels" . | nindent 4 }}\nspec:\n  type: {{ .Values.${name}.type | default "ClusterIP" }}\n  ports:\n    - port: {{ .Values.${name}.port }}\n      name: ${random.pick(nouns)}\n{{- end }}\n`;
});

export const workflow = (random, size) => filled(size, `name: ${random.pick(verbs)}\non: [push]\njobs:\n`, (n) => `  ${random.pick(nouns)}-${n}:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - name: ${sentence(random)}\n        run: |\n          echo "${sentence(random)}"\n          make ${random.pick(verbs)}\n      - if: \${{ github.ref == 'refs/heads/main' }}\n        run: ./scripts/${random.pick(verbs)}.sh --${random.pick(nouns)} ${random.int(1, 99)}\n`);

export const values = (random, size) => filled(size, `# ${sentence(random)}\n`, (n) => `${random.pick(nouns)}_${n}:\n  ${random.pick(adjectives)}: ${random.int(1, 999)}\n  title: "${sentence(random)}"\n  rows:\n${Array.from({ length: random.int(2, 6) }, () => `    - ${random.pick(nouns)}: ${random.int(0, 99)}\n      note: ${sentence(random)}\n`).join('')}`);

export const compose = (random, size) => filled(size, 'services:\n', (n) => `  ${random.pick(nouns)}${n}:\n    image: registry.example/${random.pick(nouns)}:${random.int(1, 9)}\n    environment:\n      - LOG_LEVEL=info\n      - ${random.pick(nouns).toUpperCase()}_URL=http://localhost:${random.int(3000, 9000)}\n    ports: ["${random.int(3000, 9000)}:80"]\n    restart: unless-stopped\n`);

export const markdown = (random, size) => filled(size, `# ${sentence(random)}\n\n`, (n) => {
  const fence = random.pick([
    () => `\`\`\`python\nrows = load("${random.pick(nouns)}.csv")\nprint(rows.get("${random.pick(nouns)}", ${random.int(1, 99)}))\n\`\`\`\n\n`,
    () => `\`\`\`bash\nmake ${random.pick(verbs)}\ncurl http://localhost:${random.int(3000, 9000)}/${plural(random.pick(nouns))}\n\`\`\`\n\n`,
    () => `\`\`\`yaml\n${random.pick(nouns)}:\n  ${random.pick(adjectives)}: ${random.int(1, 99)}\n\`\`\`\n\n`,
    () => `| ${random.pick(nouns)} | ${random.pick(nouns)} |\n| --- | --- |\n${Array.from({ length: 6 }, () => `| ${random.pick(adjectives)} | ${random.int(1, 9999)} |\n`).join('')}\n`,
  ]);
  return `## ${capital(random.pick(adjectives))} ${plural(random.pick(nouns))} (${n})\n\n${paragraph(random, 4)}\n\n- ${sentence(random)}\n- ${sentence(random)}\n\n${n % 3 === 0 ? fence() : ''}`;
});

export const json = (random, size) => filled(size, '{\n', (n) => `  "${random.pick(nouns)}_${n}": { "id": ${n}, "note": "${sentence(random)}", "values": [${Array.from({ length: 8 }, () => random.int(0, 9999)).join(', ')}], "open": ${random.chance(0.5)} },\n`, '  "end": null\n}\n');

export const sql = (random, size) => filled(size, `-- ${sentence(random)}\n`, (n) => `CREATE TABLE ${random.pick(nouns)}_${n} (\n  id BIGINT PRIMARY KEY,\n  ${random.pick(nouns)}_id BIGINT NOT NULL,\n  ${random.pick(adjectives)} NUMERIC(12, 3) DEFAULT 0,\n  noted TIMESTAMP\n);\nCREATE INDEX ON ${random.pick(nouns)}_${n} (noted);\nINSERT INTO ${random.pick(nouns)}_${n} VALUES (${random.int(1, 99)}, ${random.int(1, 99)}, ${random.int(1, 999)}, NULL);\n`);

export const typescript = (random, size) => filled(size, `// ${sentence(random)}\nimport { useState } from 'react';\n\n`, (n) => {
  const noun = random.pick(nouns);
  const other = random.pick(nouns);
  return `export interface ${capital(noun)}${n} {\n  readonly id: string;\n  readonly ${other}: number;\n}\n\n/** ${sentence(random)} */\nexport async function ${random.pick(verbs)}${capital(noun)}${n}(rows: readonly ${capital(noun)}${n}[], limit = ${random.int(2, 99)}): Promise<number> {\n  const response = await fetch(\`/api/${plural(noun)}/\${limit}\`);\n  const extra = await response.json() as { ${other}: number };\n  return rows.filter(({ ${other} }) => ${other} > limit).reduce((sum, row) => sum + row.${other}, extra.${other});\n}\n\n`;
});

export const tsx = (random, size) => `${typescript(random, size * 0.6)}${filled(size * 0.4, '', (n) => `export function ${capital(random.pick(nouns))}Table${n}({ rows }: { rows: string[] }) {\n  const [open, setOpen] = useState(false);\n  return (\n    <section className="${random.pick(adjectives)}">\n      <h2 onClick={() => setOpen(!open)}>${capital(random.pick(nouns))}</h2>\n      {open && <ul>{rows.map((row) => <li key={row}>{row}</li>)}</ul>}\n    </section>\n  );\n}\n\n`)}`;

export const shell = (random, size) => filled(size, '#!/usr/bin/env bash\nset -euo pipefail\n', (n) => `\n# ${sentence(random)}\n${random.pick(verbs)}_${n}() {\n  local ${random.pick(nouns)}="\${1:-${random.int(1, 99)}}"\n  for each in data/*.csv; do\n    [ -f "$each" ] || continue\n    wc -l "$each" | awk '{ print $1 }'\n  done\n}\n`);

export const terraform = (random, size) => filled(size, '', (n) => `resource "aws_instance" "${random.pick(nouns)}_${n}" {\n  ami           = "ami-${random.int(100000, 999999)}"\n  instance_type = "t3.${random.pick(['small', 'medium', 'large'])}"\n  tags = {\n    Name = "${random.pick(nouns)}"\n  }\n}\n\n`);

export const ini = (random, size) => filled(size, '', (n) => `[${random.pick(nouns)}_${n}]\n${random.pick(nouns)} = ${random.int(1, 999)}\n; ${sentence(random)}\n${random.pick(adjectives)} = ${random.pick(['yes', 'no'])}\n\n`);

export const plainText = (random, size) => filled(size, '', () => `${paragraph(random, 5)}\n\n`);

export const csv = (random, size) => filled(size, 'day,site,value\n', (n) => `${2000 + (n % 26)}-0${1 + (n % 9)}-1${n % 10},${random.pick(nouns)},${random.int(0, 99999)}\n`);

/** Bytes that are no text, as of a picture. */
export function binary(random, size) {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i += 4) bytes.writeUInt32LE(random.int(0, 0xffffffff), Math.min(i, size - 4));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), bytes]);
}
