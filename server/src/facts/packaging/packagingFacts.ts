import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';
import { ciNodeFacts } from './ciNode.ts';
import { ciPythonFacts } from './ciPython.ts';
import { condaFacts, mayBeConda } from './condaFacts.ts';
import { dockerfileImageFacts } from './dockerfileImages.ts';
import { manifestFacts } from './manifestFacts.ts';
import { requirementsFacts } from './requirementsFacts.ts';
import { versionFileFacts } from './versionFiles.ts';
import { yamlImageFacts } from './yamlImages.ts';

/** Packages and runtimes that a manifest, a CI pipeline, a Dockerfile or a version file asks for. Takes the file's name too. Never throws. */
export function packagingFacts(fileName: string, file: ParsedFile): readonly Fact[] {
  switch (file.language) {
    case 'dockerfile':
      return dockerfileImageFacts(file.text);
    case 'yaml':
      return [...(mayBeConda(fileName) ? condaFacts(file.text, file.yaml.documents[0]?.root) : []), ...ciPythonFacts(fileName, file), ...ciNodeFacts(file), ...yamlImageFacts(file)];
    case 'text':
      return versionFileFacts(fileName, file.text);
    case 'requirements':
      return requirementsFacts(fileName, file.text);
    case 'toml':
    case 'ini':
    case 'json':
    case 'python':
      return manifestFacts(fileName, file.text);
    default:
      return [];
  }
}
