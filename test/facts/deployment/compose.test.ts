import { describe, expect, it } from 'vitest';
import { factLines, withoutName } from './support.ts';

describe('compose files', () => {
  it('sets variables by mappings and lists, and reads those of its own environment', () => {
    expect(factLines(`services:
  api:
    image: app:\${TAG:-1}
    environment:
      GREENLANG_ENV: production
      EMPTY:
      'QUOTED': \${A:-\${B}}
  worker:
    build:
      context: .
      args:
        - GREENLANG_ENV=test
    environment:
      - GREENLANG_ENV=\${GREENLANG_ENV}
      - "GREENLANG_DB_URL=x"
      - PASSED
      - PRICE=$$5
    labels:
      - GREENLANG_ENV=label
    env_file: .env
`)).toEqual([
      '3 read TAG default', '5 set GREENLANG_ENV', '6 set EMPTY', '7 set QUOTED', '7 read A default', '7 read B behind A',
      '12 set GREENLANG_ENV', '14 set GREENLANG_ENV', '14 read GREENLANG_ENV', '15 set GREENLANG_DB_URL', '16 set PASSED', '17 set PRICE',
    ]);
  });

  it('follows anchors and merge keys to where variables are set', () => {
    expect(factLines(`x-environment: &common
  GREENLANG_ENV: a
x-service: &service
  environment:
    <<: *common
    B: c
services:
  api:
    <<: *service
  worker:
    image: x
    environment: *common
`)).toEqual(['2 set GREENLANG_ENV', '6 set B']);
  });

  it('reads commands: lists, lines without a shell, scripts, health checks', () => {
    expect(factLines(`services:
  a:
    image: x
    command: gl run flow.yaml --name "two words" && x
    healthcheck: {test: ["CMD", "gl", "agent", "list"]}
  b:
    image: x
    entrypoint: ["gl", "run"]
    command: [flow.yaml]
    healthcheck:
      test: gl pack list || exit 1
  c:
    image: x
    command: ["sh", "-c", "gl agent list $$GREENLANG_ENV"]
  d:
    image: x
    command:
      - gl
      - run
  e:
    image: x
    command: bash -c 'gl workflow list'
`)).toEqual([
      '4 command line gl run flow.yaml --name two words && x', '5 command list gl agent list', '8 command list gl run flow.yaml',
      '11 command line gl pack list', '11 command line exit 1', '14 command list sh -c ?', '14 command opaque gl agent list ?', '14 read GREENLANG_ENV',
      '18 command opaque gl run', '22 command line bash -c gl workflow list', '22 command line gl workflow list',
    ]);
  });

  it('knows what goes with an assignment', () => {
    const text = `services:
  a:
    image: x
    environment:
      # kept
      - A=1 # too
      - B=2
  b:
    image: x
    environment: {A: 1, C: 2}
  c:
    image: x
    environment: [C=2, A=1]
  d: {image: x, environment: {"A": 1}}
`;
    expect(withoutName(text, 'A')).toBe(`services:
  a:
    image: x
    environment:
      # kept
      # too
      - B=2
  b:
    image: x
    environment: {C: 2}
  c:
    image: x
    environment: [C=2]
  d: {image: x, environment: {}}
`);
    expect(withoutName(text.replaceAll('\n', '\r\n'), 'B')).toBe(text.replaceAll('\n', '\r\n').replace('      - B=2\r\n', ''));
  });

  it('takes no other file with services for one', () => {
    expect(factLines('services:\n  api:\n    environmentVariables: true\n    url: $HOME\n')).toEqual([]);
  });
});
