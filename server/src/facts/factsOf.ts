import type { ParsedFile } from '../syntax/parsedFile.ts';
import { EmbeddedText } from '../text/embeddedText.ts';
import { baseName } from '../text/uri.ts';
import { pythonEndpoints } from './code/pythonEndpoints.ts';
import { typescriptFacts } from './code/typescriptFacts.ts';
import { dashboardFacts } from './dashboardFacts.ts';
import { iniFacts } from './deployment/iniFacts.ts';
import { templateFacts } from './deployment/templateFacts.ts';
import { yamlFacts } from './deployment/yamlFacts.ts';
import { environmentFacts } from './environment.ts';
import type { Fact } from './facts.ts';
import { graphqlFacts } from './graphqlFacts.ts';
import { markdownFacts } from './markdownFacts.ts';
import { packagingFacts } from './packaging/packagingFacts.ts';
import type { PythonAnalysis } from './python/analysis.ts';
import { pythonFacts } from './python/pythonFacts.ts';
import { rustFacts } from './rust/rustFacts.ts';
import { batchFacts } from './shell/batchFacts.ts';
import { dockerfileFacts } from './shell/dockerfileFacts.ts';
import { makefileFacts } from './shell/makefileFacts.ts';
import { npmScriptFacts } from './shell/npmScriptFacts.ts';
import { powershellFacts } from './shell/powershellFacts.ts';
import { shellFacts } from './shell/shellFacts.ts';
import { sqlFacts } from './sqlFacts.ts';
import { tomlFacts } from './tomlFacts.ts';

/**
 * Everything a file says, in position order. `python` is the file's analysis; without it Python says nothing. Never throws.
 */
export function factsOf(file: ParsedFile, python?: PythonAnalysis): readonly Fact[] {
  const facts = [...languageFacts(file, python), ...packagingFacts(baseName(file.uri), file)];
  return facts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function languageFacts(file: ParsedFile, python: PythonAnalysis | undefined): readonly Fact[] {
  const whole = (): EmbeddedText => EmbeddedText.slice(file.text);
  switch (file.language) {
    case 'dotenv':
      return environmentFacts(file);
    case 'yaml':
      return yamlFacts(file);
    case 'python':
      return python ? [...pythonFacts(python), ...pythonEndpoints(python)] : [];
    case 'typescript':
      return file.tree ? typescriptFacts(file) : [];
    case 'rust':
      return file.tree ? rustFacts(file) : [];
    case 'shell':
      return shellFacts(whole());
    case 'batch':
      return batchFacts(whole());
    case 'powershell':
      return powershellFacts(whole());
    case 'makefile':
      return makefileFacts(whole());
    case 'dockerfile':
      return dockerfileFacts(whole());
    case 'template':
      return templateFacts(whole());
    case 'ini':
      return iniFacts(baseName(file.uri), whole());
    case 'json':
      return baseName(file.uri) === 'package.json' ? npmScriptFacts(file.text) : dashboardFacts(file);
    case 'sql':
      return sqlFacts(whole());
    case 'markdown':
      return markdownFacts(file);
    case 'toml':
      return tomlFacts(file);
    case 'graphql':
      return graphqlFacts(file);
    case 'requirements':
    case 'text':
      return [];
  }
}
