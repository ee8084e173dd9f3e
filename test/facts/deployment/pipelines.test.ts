import { describe, expect, it } from 'vitest';
import { factLines } from './support.ts';

describe('GitHub workflows', () => {
  it('sets variables at every level and tells what is kept in the settings', () => {
    expect(factLines(`on: [push]
env:
  GREENLANG_ENV: test
jobs:
  a:
    runs-on: ubuntu-latest
    env: {GREENLANG_DB_URL: "\${{ secrets.GREENLANG_DB_URL }}"}
    services:
      db:
        image: postgres
        env:
          POSTGRES_PASSWORD: x
    steps:
      - name: Set GREENLANG_ENV
        if: env.GREENLANG_ENV == 'test' && vars.GREENLANG_ENV
        env:
          A: \${{ env.GREENLANG_ENV }} \${{ env['B'] }}
        run: |
          gl run flow.yaml
          echo "GREENLANG_ENV=prod" >> $GITHUB_ENV
      - uses: docker/build-push-action@v5
        with:
          build-args: |
            GREENLANG_ENV=prod
      - run: echo $env:GREENLANG_ENV
        shell: python
`)).toEqual([
      '3 set GREENLANG_ENV', '7 set GREENLANG_DB_URL', '7 read GREENLANG_DB_URL none', '12 set POSTGRES_PASSWORD', '15 read GREENLANG_ENV', '15 read GREENLANG_ENV none',
      '17 set A', '17 read GREENLANG_ENV', '17 read B', '19 command line gl run flow.yaml', '20 command line echo GREENLANG_ENV=prod', '20 set GREENLANG_ENV', '20 read GITHUB_ENV',
      '24 set GREENLANG_ENV',
    ]);
  });

  it('reads the scripts of actions', () => {
    expect(factLines('runs:\n  using: composite\n  steps:\n    - run: gl agent list\n      shell: bash\n      env: {GREENLANG_ENV: x}\n')).toEqual(['4 command line gl agent list', '6 set GREENLANG_ENV']);
  });
});

describe('other pipelines', () => {
  it('GitLab: variables, scripts, rules; what nothing sets may come from the settings', () => {
    expect(factLines(`stages: [test]
variables:
  GREENLANG_ENV: test
  GL_ENV: $GREENLANG_ENV
.base: &base
  - export A=$GREENLANG_ENV
test:
  stage: test
  image: app:$GREENLANG_DB_URL
  variables:
    B: {value: x, description: y}
  before_script: *base
  script:
    - gl run flow.yaml
    - |
      gl agent list
      gl pack list
  rules:
    - if: $GREENLANG_ENV == "x"
`)).toEqual([
      '3 set GREENLANG_ENV', '4 set GL_ENV copies GREENLANG_ENV', '4 read GREENLANG_ENV behind GL_ENV', '6 read GREENLANG_ENV', '9 read GREENLANG_DB_URL unsafe', '11 set B',
      '14 command line gl run flow.yaml', '16 command line gl agent list', '17 command line gl pack list', '19 read GREENLANG_ENV',
    ]);
  });

  it('CircleCI, Azure and Bitbucket', () => {
    expect(factLines(`version: 2.1
jobs:
  a:
    docker: [{image: x, environment: {GREENLANG_ENV: x}}]
    steps:
      - run: gl run a.yaml
      - run: {command: gl run b.yaml, environment: {C: d}}
`)).toEqual(['4 set GREENLANG_ENV', '6 command line gl run a.yaml', '7 command line gl run b.yaml', '7 set C']);
    expect(factLines(`variables:
  - name: GREENLANG_ENV
    value: x
steps:
  - script: gl run a.yaml
    env: {A: $(GREENLANG_ENV)}
  - bash: gl run b.yaml $(GREENLANG_DB_URL)
`)).toEqual(['2 set GREENLANG_ENV', '5 command line gl run a.yaml', '6 set A', '6 read GREENLANG_ENV', '7 command line gl run b.yaml ?', '7 command line GREENLANG_DB_URL', '7 read GREENLANG_DB_URL unsafe']);
    expect(factLines('pipelines:\n  default:\n    - step:\n        script:\n          - gl run a.yaml\n          - pipe: x\n')).toEqual(['5 command line gl run a.yaml']);
  });
});
