/** Variables that only GreenLang 0.2 has: one of them proves the system. */
export const oldVariables = ['GREENLANG_ENV', 'GREENLANG_DB_URL'] as const;

/** Variables of GreenLang 0.3. Others may use one of these short names, so two of them are needed as proof. */
export const newVariables = [
  'GL_ENV', 'GL_DATABASE_URL', 'GL_SECRET_KEY', 'GL_ENCRYPTION_KEY', 'GL_JWT_SECRET', 'GL_API_KEYS_ENABLED', 'GL_ASYNC_ENABLED', 'GL_LOG_LEVEL',
] as const;

/** All names by which a `.env` file is known as GreenLang's. */
export const systemVariables: ReadonlySet<string> = new Set<string>([...oldVariables, ...newVariables]);
