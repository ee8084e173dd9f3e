// Files of projects that use one of the systems: what there is to find outside of GreenLang's Python.

/** A GreenLang project beside its Python modules, by path. */
export function greenlangFiles(team) {
  const pack = (name, body) => [`packs/${name}/pack.yaml`, body];
  return [
    ['requirements.txt', 'greenlang==0.2.3\nnumpy>=1.24\npandas>=2.0\n'],
    ['greenlang.yaml', `# Of team ${team}\nversion: "0.2.0"\n\ndatabase:\n  url: \${GREENLANG_DB_URL}\n\nsecurity:\n  enabled: true\n  api_keys_enabled: true  # the import at night\n\nlogging:\n  level: info\n`],
    pack('oil', `# Oil, old form\nspec_version: "1.0"\nname: oil-${team}\nversion: "1.0.0"\ndescription: What the boilers burn\nauthor: Team ${team}\nlicense: MIT\n\ninputs:\n  - litres\n  - sulphur\n\noutputs:\n  - kilograms\n\ndependencies:\n  - numpy\n`),
    pack('coal', `spec_version: "2.0"\nname: coal-${team}\nmetadata:\n  version: "0.9.0"\n  description: Converted by half\n  author: Team ${team}\n  license: MIT\n\ninputs:\n  tons:\n    type: number\n    required: true\n\noutputs:\n  - kilograms\n`),
    pack('sun', `spec_version: "2.0"\nmetadata:\n  name: sun-${team}\n  version: "2.1.0"\n  description: What the roofs give\n  author: Team ${team}\n  license: MIT\n\ninputs:\n  hours:\n    type: number\n    required: true\n\noutputs:\n  kilograms:\n    type: number\n`),
    ['workflows/month.yaml', 'name: month\nsteps:\n  - agent: oil\n  - agent: coal\n'],
    ['deploy/deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: emissions\nspec:\n  template:\n    spec:\n      containers:\n        - name: emissions\n          image: registry.example/emissions:1.4\n          command: ["gl", "run", "workflows/month.yaml"]\n          env:\n            - name: GREENLANG_ENV\n              value: production\n'],
    ['docker-compose.yml', 'services:\n  emissions:\n    build: .\n    environment:\n      - GREENLANG_ENV=staging\n      - GREENLANG_DB_URL=postgresql://db/emissions\n    command: gl run workflows/month.yaml\n'],
    ['Dockerfile', 'FROM python:3.8-slim\nWORKDIR /srv\nCOPY . .\nENV GREENLANG_ENV=production\nCMD ["gl", "run", "workflows/month.yaml"]\n'],
    ['.env', `# Local\nGREENLANG_ENV=development\nGREENLANG_DB_URL="postgresql://localhost/emissions_${team}"\n`],
    ['.env.example', 'GREENLANG_ENV=development\n# GREENLANG_DB_URL=postgresql://replica/emissions\n'],
    ['scripts/run.sh', '#!/usr/bin/env bash\nset -euo pipefail\nexport GREENLANG_ENV="${GREENLANG_ENV:-development}"\ngl agent register packs/oil/pack.yaml\ngl run workflows/month.yaml | tee month.log\n'],
    ['Makefile', 'GREENLANG_ENV ?= development\nexport GREENLANG_ENV\n\nrun: ## one month\n\t@gl run workflows/month.yaml\n'],
    ['.github/workflows/ci.yml', 'name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    env:\n      GREENLANG_ENV: test\n    steps:\n      - run: pip install -r requirements.txt\n      - run: gl run workflows/month.yaml\n'],
    ['web/client.ts', "const server = process.env.EMISSIONS_SERVER ?? 'http://localhost:8000';\n\nexport async function execute(tons: number): Promise<unknown> {\n  const response = await fetch(`${server}/api/v1/workflows/execute`, { method: 'POST', body: JSON.stringify({ tons }) });\n  return response.json();\n}\n"],
    ['README.md', '# Emissions\n\nSet `GREENLANG_ENV`, then:\n\n```bash\ngl run workflows/month.yaml\ngl agent register packs/oil/pack.yaml\n```\n'],
  ];
}

/** Small projects of the other systems, by path. */
export const otherSystems = [
  ['sessions/requirements.txt', 'resonantgenesis==1.1.4\n'],
  ['sessions/report.py', 'from resonantgenesis import ResonantClient\n\n\ndef main():\n    client = ResonantClient(api_key="demo", api_version="1.1")\n    for agent in client.agents.list():\n        print(agent["id"], agent["status"])\n\n\nif __name__ == "__main__":\n    main()\n'],
  ['sessions/tokens.py', 'def tokens(pages):\n    return [page["id"] for page in pages if page.get("id")]\n'],
  ['runner/requirements.txt', 'devteam-runner==1.1.0\n'],
  ['runner/docker-compose.yml', 'services:\n  runner:\n    image: devteam-runner:1.1.0\n    environment:\n      - DEVTEAM_RUNNER_PORT=8080\n'],
  ['runner/contexts/task_context.json', '{\n  "metadata": { "taskId": "1.1.1", "projectId": "north/a" },\n  "nodes": { "select": { "status": "completed" } }\n}\n'],
  ['runner/report.py', 'def describe(task_context):\n    metadata = task_context["metadata"]\n    return f"{metadata[\'taskId\']} of {metadata[\'projectId\']}"\n'],
  ['orders/Cargo.toml', '[package]\nname = "orders"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\nkagzi = "1.2"\ntokio = { version = "1", features = ["full"] }\n'],
  ['orders/src/main.rs', 'use kagzi::{Kagzi, WorkflowContext};\n\nasync fn order(ctx: WorkflowContext, count: u32) -> anyhow::Result<u32> {\n    let stock = ctx.step("stock", shelf(count)).await?;\n    let label = ctx.step("label", shelf(count + 1)).await?;\n    Ok(stock + label)\n}\n\nasync fn shelf(count: u32) -> anyhow::Result<u32> {\n    Ok(count * 2)\n}\n\n#[tokio::main]\nasync fn main() -> anyhow::Result<()> {\n    let kagzi = Kagzi::connect("postgresql://localhost/orders").await?;\n    kagzi.register_workflow("order", order).await;\n    kagzi.create_worker().start().await?;\n    Ok(())\n}\n'],
  ['engine/Cargo.toml', '[package]\nname = "engine"\nversion = "0.6.0"\nedition = "2021"\n\n[dependencies]\nworkflow-engine-core = "0.6"\n'],
  ['engine/src/main.rs', 'use std::env;\n\nfn main() {\n    let url = env::var("DB_URL").expect("an address");\n    let secret = env::var("JWT_SECRET_KEY").unwrap_or_default();\n    println!("{} {}", url, secret.len());\n}\n'],
  ['engine/docker-compose.yml', 'services:\n  ai-workflow-system:\n    image: workflow-engine:v0.6\n    environment:\n      - DB_URL=${DB_URL}\n    ports: ["8080:8080"]\n'],
  ['engine/config.toml', '[database]\nurl = "${DB_URL}"\n\n[jwt]\nsecret = "default-secret"\n'],
];
