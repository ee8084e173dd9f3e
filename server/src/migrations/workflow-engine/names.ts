/** The engine's crates. */
export const crates = ['workflow-engine', 'workflow-engine-core', 'workflow-engine-mcp', 'workflow-engine-api', 'workflow-engine-nodes', 'workflow-engine-app', 'ai-workflow-engine'] as const;

/** Its images, without registry and owner. */
export const images = ['workflow-engine', 'workflow-engine-gateway'] as const;

/** Words in the name or image of a service that is the engine. */
export const ownServices = ['ai-workflow-system', 'workflow-engine'] as const;

/** Names by which a `.env` file is known as the engine's, the old ones first: all are everybody's, so two of them are needed. */
export const oldVariables = ['JWT_SECRET_KEY', 'DB_URL', 'LOG_LEVEL'] as const;
export const newVariables = ['JWT_SECRET', 'DATABASE_URL', 'RUST_LOG', 'GRAPHQL_GATEWAY_URL', 'GRAPHQL_INTROSPECTION'] as const;

/** The address of the database, in both versions. */
export const databaseVariables: readonly string[] = ['DATABASE_URL', 'DB_URL'];

/** All of them. */
export const systemVariables: ReadonlySet<string> = new Set<string>([...oldVariables, ...newVariables]);
