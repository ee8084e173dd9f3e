import { describe, expect, it } from 'vitest';
import { factLines, withoutName } from './support.ts';

describe('other YAML', () => {
  it('sets variables below keys that are named for them; elsewhere a name is doubtful', () => {
    expect(factLines(`env:
  GREENLANG_ENV: a
extraEnvVars:
  - name: GREENLANG_ENV
    value: b
config:
  GREENLANG_ENV: c
  logLevel: d
environment: production
names: [GREENLANG_ENV]
other:
  GREENLANG_ENV: e
  text: GREENLANG_ENV
  url: "\${GREENLANG_DB_URL:-x}"
  description: set \${GREENLANG_ENV} first
  value: "{{ .Values.env.GREENLANG_ENV }}"
# GREENLANG_ENV: production
# GREENLANG_ENV: says where it runs
# - name: GREENLANG_ENV
# GREENLANG_ENV
`)).toEqual([
      '2 set GREENLANG_ENV', '4 set GREENLANG_ENV', '7 set GREENLANG_ENV', '12 set GREENLANG_ENV unsafe', '14 read GREENLANG_DB_URL default', '15 read GREENLANG_ENV unsafe',
      '16 read GREENLANG_ENV', '17 suggested GREENLANG_ENV', '19 suggested GREENLANG_ENV',
    ]);
  });

  it('Ansible and Serverless', () => {
    expect(factLines(`- hosts: all
  environment:
    GREENLANG_ENV: "{{ lookup('env', 'GREENLANG_ENV') }}"
  tasks:
    - name: run
      ansible.builtin.shell: gl agent list | tee log
    - command: gl agent list
`)).toEqual(['3 set GREENLANG_ENV', '3 read GREENLANG_ENV', '6 command line gl agent list', '6 command line tee log', '7 command line gl agent list']);
    expect(factLines('provider:\n  environment:\n    A_B: ${env:GREENLANG_ENV, "x"}\n')).toEqual(['3 set A_B', '3 read GREENLANG_ENV default']);
  });

  it('says nothing of a broken or empty text, and does not throw', () => {
    expect(factLines('')).toEqual([]);
    expect(factLines('env: [A=b\n  - "')).toEqual(['1 set A']);
  });
});

describe('templates', () => {
  it('finds names by indentation, whatever the tags in between', () => {
    expect(factLines(`apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "x.name" . }}
data:
  {{- if .Values.a }}
  GREENLANG_ENV: {{ .Values.env.GREENLANG_ENV | quote }}
  {{- end }}
  # GREENLANG_DB_URL: x
---
apiVersion: apps/v1
kind: Deployment
spec:
  containers:
    - name: GREENLANG_ENV
      env:
        {{- toYaml .Values.more | nindent 8 }}
        - name: GREENLANG_ENV
          value: $(GREENLANG_DB_URL)
        - name: "GREENLANG_DB_URL"
          valueFrom:
            secretKeyRef:
              key: GREENLANG_DB_URL
      args: ["\${GREENLANG_ENV}", "$GREENLANG_ENV"]
      labels:
        GREENLANG_ENV: x
`, 'x.yaml', 'template')).toEqual([
      '7 set GREENLANG_ENV', '7 read GREENLANG_ENV', '9 suggested GREENLANG_DB_URL', '18 set GREENLANG_ENV', '19 read GREENLANG_DB_URL', '20 set GREENLANG_DB_URL',
      '23 read GREENLANG_DB_URL none', '24 read GREENLANG_ENV',
    ]);
  });
});

describe('ini files', () => {
  it('systemd units', () => {
    const text = `[Unit]
Description=GREENLANG_ENV=x
[Service]
Environment=GREENLANG_ENV=production "GREENLANG_DB_URL=a b" 'C=d'
Environment="GL_ENV=production"
#Environment=GREENLANG_ENV=x
# GREENLANG_ENV=staging
PassEnvironment=API_KEY
EnvironmentFile=/etc/GREENLANG_ENV
ExecStart=-/usr/bin/gl run flow.yaml \${GREENLANG_ENV}
ExecStop=/bin/sh -c 'gl agent list'
`;
    expect(factLines(text, 'app.service', 'ini')).toEqual([
      '4 set GREENLANG_ENV', '4 set GREENLANG_DB_URL', '4 set C', '5 set GL_ENV', '6 suggested GREENLANG_ENV', '7 suggested GREENLANG_ENV', '8 read API_KEY', '10 command line /usr/bin/gl run flow.yaml ?',
      '10 read GREENLANG_ENV', '11 command line /bin/sh -c gl agent list', '11 command line gl agent list',
    ]);
    expect(withoutName(text, 'GREENLANG_ENV', 'app.service', 'ini')).toBe(text.replace('GREENLANG_ENV=production "', '"'));
    expect(withoutName(text, 'C', 'app.service', 'ini')).toBe(text.replace(" 'C=d'", ''));
    expect(withoutName(text, 'GL_ENV', 'app.service', 'ini')).toBe(text.replace('Environment="GL_ENV=production"\n', ''));
  });

  it('pytest and tox', () => {
    const text = `[pytest]
markers =
    env: GREENLANG_ENV=x
env =
    GREENLANG_ENV=test
    D:GL_ENV=test
    R:D:RAW={GREENLANG_ENV}
    URL={GREENLANG_DB_URL}/x
[testenv]
passenv =
    GREENLANG_*
    API_KEY
setenv =
    # note
    py38: GREENLANG_ENV = {env:GREENLANG_ENV:test}
    GREENLANG_DB_URL=x
commands =
    - gl run flow.yaml {posargs}
    gl agent list
deps = x
`;
    expect(factLines(text, 'tox.ini', 'ini').filter((line) => !line.includes('PACKAGE'))).toEqual([
      '5 set GREENLANG_ENV', '6 set GL_ENV', '7 set RAW', '8 set URL', '8 read GREENLANG_DB_URL', '12 read API_KEY', '15 set GREENLANG_ENV', '15 read GREENLANG_ENV',
      '16 set GREENLANG_DB_URL', '18 command line gl run flow.yaml {posargs}', '19 command line gl agent list',
    ]);
    expect(withoutName(text, 'GREENLANG_ENV', 'tox.ini', 'ini')).toBe(text.replace('    GREENLANG_ENV=test\n', '').replace(/ {4}py38.*\n/, ''));
  });

  it('supervisord and others', () => {
    const text = `[program:app]
command=gl run "flow one.yaml"
environment=GREENLANG_ENV="a,b",GL_ENV='x', C=%(ENV_GREENLANG_DB_URL)s
[env]
GREENLANG_ENV = x
[app]
GREENLANG_ENV = x
url = \${GREENLANG_DB_URL}
[uwsgi]
env = GREENLANG_ENV=x
`;
    expect(factLines(text, 'supervisord.conf', 'ini')).toEqual([
      '2 command line gl run flow one.yaml', '3 set GREENLANG_ENV', '3 set GL_ENV', '3 set C', '3 read GREENLANG_DB_URL', '5 set GREENLANG_ENV', '7 set GREENLANG_ENV unsafe',
      '8 read GREENLANG_DB_URL', '10 set GREENLANG_ENV',
    ]);
    expect(withoutName(text, 'GL_ENV', 'supervisord.conf', 'ini')).toBe(text.replace("GL_ENV='x', ", ''));
  });
});
