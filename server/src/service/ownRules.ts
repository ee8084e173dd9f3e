/** Findings that no migration owns, with what a user reads about them. */
export const ownRules = {
  yamlSyntax: { id: 'upguide/yaml-syntax', description: 'The file is no valid YAML. Nothing is fixed in it until it parses.' },
  duplicateKey: { id: 'upguide/yaml-duplicate-key', description: 'A key stands twice in one mapping: programs read one of the values and drop the other without a word.' },
  jsonSyntax: { id: 'upguide/json-syntax', description: 'The file is no valid JSON (comments and trailing commas pass). Nothing is fixed in it until it parses.' },
  tomlSyntax: { id: 'upguide/toml-syntax', description: 'The file is no valid TOML. Nothing is fixed in it until it parses.' },
  dotenvSyntax: { id: 'upguide/dotenv-syntax', description: 'A line of a `.env` file is no comment and no assignment, or a quote is not closed.' },
  skipped: { id: 'upguide/skipped', description: 'The file is too large, too deeply nested or no text. It is left alone; the message says which.' },
  schema: { id: 'upguide/schema', description: 'The file does not follow the JSON Schema of its kind and version (folder `schemas/`): a missing or misspelt key, a wrong type or value.' },
} as const;
