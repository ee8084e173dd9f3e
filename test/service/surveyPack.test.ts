import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { KnownWords } from '../../server/src/text/byteSearch/knownWords.ts';
import { Surveyor, type FileSurvey } from '../../server/src/service/fileSurvey.ts';
import { packSurveys, unpackSurveys } from '../../server/src/service/helpers/surveyPack.ts';

const surveyor = new Surveyor(builtInMigrations);
const look = (language: FileSurvey['language'], text: string): FileSurvey => surveyor.look(language, new TextEncoder().encode(text));

describe('packed surveys', () => {
  const surveys = [
    look('python', 'from greenlang.agents import Agent\n\nclass Mine(Agent):\n    def run(self):\n        pass\n'),
    look('yaml', 'image: greenlang\n'),
    undefined,
    look('python', 'from x import *\n'),
    look('python', ''),
    look('shell', 'gl run pack\n'),
  ];

  it('come back as they were', () => {
    const back = unpackSurveys(structuredClone(packSurveys(surveys)), new KnownWords());
    expect(back.map((survey) => survey?.language)).toEqual(['python', 'yaml', undefined, 'python', 'python', 'shell']);
    expect(back.map((survey) => survey && [...survey.found])).toEqual(surveys.map((survey) => survey && [...survey.found]));
    expect(back.map((survey) => survey?.header && [survey.header.hasStar, ...survey.header.names.words])).toEqual(surveys.map((survey) => survey?.header && [survey.header.hasStar, ...survey.header.names.words]));
    expect(back.map((survey) => survey?.header?.hasStar)).toEqual([false, undefined, undefined, true, false, undefined]);
    expect(back[0]?.header?.names.mayHave('Mine')).toBe(true);
    expect(back[3]?.header?.names.mayHave('Mine')).toBe(false);
  });

  it('say as much to the rules', () => {
    const candidates = new Set(builtInMigrations.map(({ id }) => id));
    const verdicts = (all: readonly (FileSurvey | undefined)[]) => all.map((survey) => survey && [surveyor.verdict(survey, candidates), surveyor.passes(survey, candidates), surveyor.evidence(survey)]);
    expect(verdicts(unpackSurveys(packSurveys(surveys), new KnownWords()))).toEqual(verdicts(surveys));
    expect(surveyor.evidence(look('python', 'import greenlang\n'))).toEqual(['greenlang']);
  });

  it('share what equal files have', () => {
    const [one, other, third] = unpackSurveys(packSurveys([look('shell', 'gl run a'), look('shell', 'gl run b'), look('shell', 'ls')]), new KnownWords());
    expect(one?.found).toBe(other?.found);
    expect(third?.found).not.toEqual(one?.found);
  });

  it('of no file are empty', () => {
    expect(unpackSurveys(packSurveys([]), new KnownWords())).toEqual([]);
    expect(packSurveys([undefined]).words).toHaveLength(0);
  });
});
