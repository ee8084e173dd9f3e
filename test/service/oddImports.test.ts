import { describe, expect, it } from 'vitest';
import { importsOddly } from '../../server/src/service/oddImports.ts';

const finds = (text: string): boolean => importsOddly(text, new Set(['Agent']));

describe('odd imports of a name', () => {
  it.each([
    'x = 1; from a import Agent\n',
    'if x: from a import (\n  B,\n  Agent\n)\n',
    'from a \\\n  import Agent\n',
    'from a \\\r\n  import Agent\r\n',
    'from a import B, \\\n  Agent as C\n',
    'from a import\\\n  Agent\n',
    'from a . b import Agent\n',
    'from . a import Agent\n',
    'from é import Agent\n',
    'from a import Agent as é\n',
    'from a import (  # all of (them)\n  Agent,\n)\n',
    'x = 1; from a import *\n',
    'from a import\fAgent\n',
  ])('%j', (text) => {
    expect(finds(text)).toBe(true);
  });

  it.each([
    'from a import Agent\n',
    'from a import (\n  B,  # what it is\n  Agent,\n)\n',
    '    from . import Agent, B  # é (and more)\n',
    'import Agent\n',
    'x = 1; from a import Agents\n',
    'important = Agent\n',
    'x = 1; from a import B  # Agent\n',
    'from a import B\nAgent = 1; x = Agent\n',
  ])('are not: %j', (text) => {
    expect(finds(text)).toBe(false);
  });
});
