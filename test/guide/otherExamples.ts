/** Before/after pairs of the guide that are shell, requirements or YAML. Those of whole configuration files are in test/support/guideExamples.ts. */

export const bc007Before = `export GREENLANG_ENV=production
export GREENLANG_DB_URL=postgresql://localhost/greenlang
`;

export const bc007After = `export GL_ENV=production
export GL_DATABASE_URL=postgresql://localhost/greenlang
export GL_SECRET_KEY=$(openssl rand -hex 32)
export GL_ENCRYPTION_KEY=$(openssl rand -base64 32)
`;

export const bc008Before = `greenlang==0.2.0
pydantic==1.10.12
python>=3.8
`;

export const bc008After = `greenlang==0.3.0
pydantic>=2.0.0,<3.0.0
aiohttp>=3.9.0
cryptography>=41.0.0
python>=3.9
`;

export const bc011Before = `gl run workflow.yaml --input data.json
gl agent register pack.yaml
`;

export const bc011After = `gl run workflow.yaml --input data.json --backend local
gl agents register pack.yaml
`;

/** From the list of what changed in BC-011. */
export const bc011Commands: readonly (readonly [before: string, after: string])[] = [
  ['gl workflow execute', 'gl workflows execute'],
  ['gl agent register', 'gl agents register'],
];

export const issue5Before = `database:
  url: postgresql://localhost/greenlang
`;

export const issue5After = `database:
  connection_string: postgresql://localhost/greenlang  # Changed from 'url'
`;
