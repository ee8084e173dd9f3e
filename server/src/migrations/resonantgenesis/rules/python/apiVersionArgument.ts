import type { Finding } from '../../../../analysis/diagnostic.ts';
import type { Rule } from '../../../../analysis/migration.ts';
import { bulkFix } from '../../../../analysis/bulkFix.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { replace } from '../../../../text/edit.ts';
import { words } from '../../../../text/literal.ts';
import { resonantgenesisData } from '../../data.ts';
import { ofKind } from '../../../../analysis/change.ts';
import { resonantClient, syncClient } from '../../pythonNames.ts';

const [api] = ofKind(resonantgenesisData, 'apiVersionRaised');

/** `api_version="1.0"` of a client (Using API Versions: In SDK). */
export const apiVersionArgument: Rule = {
  id: 'resonantgenesis/api-version-argument-old',
  change: 'RG-API',
  description: 'A client asks for a version of the API that ends or has ended.',
  guideSection: 'Using API Versions: In SDK',
  languages: ['python'],
  literals: [words(['api_version'])],
  aboutClasses: true,
  *check({ python }) {
    if (!python) return;
    for (const call of python.callsWith('api_version')) {
      const callee = call.field('function');
      const name = callee && python.nameOf(callee);
      const value = name === resonantClient || name === syncClient ? valueOf(call) : undefined;
      const found = value && finding(value);
      if (found) yield found;
    }
  },
};

function valueOf(call: CodeNode): CodeNode | undefined {
  return call.field('arguments')?.namedChildren.find((one) => one.type === 'keyword_argument' && one.field('name')?.text === 'api_version')?.field('value');
}

function finding(value: CodeNode): Finding | undefined {
  const match = value.type === 'string' ? /^(["']v?)(\d+(?:\.\d+)?)["']$/.exec(value.text) : null;
  const old = api?.versions.find(({ version }) => version === match?.[2] || version === `${match?.[2] ?? ''}.0`);
  if (!api || !match || !old) return undefined;
  const start = value.start + (match[1] ?? '').length;
  const range = { start, end: start + (match[2] ?? '').length };
  return {
    range,
    old: true,
    removedOn: old.endsOn,
    message: { what: `The client asks for version ${old.version} of the API.`, why: `${api.why} The end of life of ${old.version} is ${old.endsOn}; from then on the server answers 410 Gone.`, todo: `Ask for version ${api.to}.` },
    fixes: [bulkFix('safe', `Ask for version ${api.to}`, () => [replace(range, api.to)])],
  };
}
