import { describe, expect, it } from 'vitest';
import { factLines, withoutName } from './support.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app
          image: app
          command: ["gl", "run"]
          args: ["flow.yaml", "--env", "$(GREENLANG_ENV)"]
          env:
            - name: GREENLANG_ENV
              value: production
            - name: GL_ENV
              value: $(GREENLANG_ENV)
            - name: URL
              value: "$(GREENLANG_DB_URL)?x $$(ESCAPED)"
            - name: GREENLANG_DB_URL
              valueFrom:
                secretKeyRef:
                  name: db
                  key: GREENLANG_DB_URL
          livenessProbe:
            exec:
              command:
                - sh
                - -c
                - gl agent list
`;

describe('Kubernetes manifests', () => {
  it('sets variables by name, refers to others, and runs programs', () => {
    expect(factLines(deployment)).toEqual([
      '9 command list gl run flow.yaml --env ?', '10 read GREENLANG_ENV', '12 set GREENLANG_ENV', '14 set GL_ENV copies GREENLANG_ENV',
      '15 read GREENLANG_ENV behind GL_ENV', '16 set URL', '17 read GREENLANG_DB_URL behind URL', '18 set GREENLANG_DB_URL', '22 read GREENLANG_DB_URL in Secret/db',
      '26 command opaque sh -c gl agent list', '28 command line gl agent list',
    ]);
  });

  it('removes a whole item of a list', () => {
    expect(withoutName(deployment, 'URL')).toBe(deployment.replace(/ {12}- name: URL\n.*\n/, ''));
  });

  it('knows keys of ConfigMaps and Secrets, and files in them', () => {
    expect(factLines(`apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations: {data: none}
data:
  GREENLANG_ENV: "development"
  .env: |
    # GREENLANG_DB_URL=x
    GREENLANG_ENV=dev
  start.sh: |
    A=$GREENLANG_ENV
  app.conf: |
    env = \${GREENLANG_ENV}
    GREENLANG_ENV = text
---
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {GREENLANG_DB_URL: x}
---
kind: Widget
apiVersion: example.com/v1
spec: {GREENLANG_ENV: x, settings: {GREENLANG_ENV: y}, about: "\${GREENLANG_ENV}"}
`)).toEqual([
      '7 set GREENLANG_ENV in ConfigMap/settings', '9 suggested GREENLANG_DB_URL', '10 set GREENLANG_ENV', '12 set A copies GREENLANG_ENV', '12 read GREENLANG_ENV',
      '14 read GREENLANG_ENV', '20 set GREENLANG_DB_URL in Secret/db', '24 set GREENLANG_ENV unsafe', '24 set GREENLANG_ENV', '24 read GREENLANG_ENV unsafe',
    ]);
  });

  it('reads the values of Helm releases', () => {
    expect(factLines(`apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    helm:
      parameters:
        - name: app.env.GREENLANG_ENV
          value: prod
        - name: image.TAG_NAME
          value: v1
      values: |
        env:
          GREENLANG_ENV: prod
`)).toEqual(['7 set GREENLANG_ENV', '13 set GREENLANG_ENV']);
  });
});

describe('kustomizations', () => {
  const text = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
configMapGenerator:
  - name: settings
    literals:
      - GREENLANG_ENV=prod
      - environment=production
    envs: [.env]
secretGenerator:
  - name: db
    literals: ["GREENLANG_DB_URL=x"]
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      spec:
        template:
          spec:
            containers:
            - name: app
              env:
              # one
              - name: GL_ENV
                value: "production"
              - name: GREENLANG_ENV
                value: "production"
  - target: {kind: Deployment}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value:
          name: GREENLANG_ENV
          value: x
      - op: replace
        path: /data/GREENLANG_DB_URL
        value: x
      - op: add
        path: /spec/template/spec/containers/0/env
        value: [{name: API_KEY, value: y}]
  - path: file.yaml
`;

  it('looks into patches and literals', () => {
    expect(factLines(text)).toEqual([
      '6 set GREENLANG_ENV in ConfigMap/settings', '7 set environment in ConfigMap/settings', '11 set GREENLANG_DB_URL in Secret/db',
      '23 set GL_ENV', '25 set GREENLANG_ENV', '32 set GREENLANG_ENV', '35 set GREENLANG_DB_URL', '39 set API_KEY',
    ]);
  });

  it('removes whole lines of a patch', () => {
    expect(withoutName(text, 'GREENLANG_ENV')).toBe(text.replace('      - GREENLANG_ENV=prod\n', '').replace('              - name: GREENLANG_ENV\n                value: "production"\n', ''));
    expect(withoutName(text, 'GL_ENV')).toBe(text.replace('              - name: GL_ENV\n                value: "production"\n', ''));
  });
});
