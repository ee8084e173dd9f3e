import type { GuideChange } from '../../../analysis/migration.ts';

const deprecatedIn = '2.0.0';

/** Section 3 and Pattern 2. */
export const parallel: GuideChange = {
  id: 'KZ-PARALLEL',
  title: 'Parallel steps',
  impact: 'medium',
  summary: [
    'V2 runs steps in parallel itself, and keeps their results over restarts.',
    '`tokio::join!` and `tokio::try_join!` of steps of one context become `ctx.parallel(…)`: **unsafe**. `join!` gives a tuple of results, `parallel` the values of all steps or the first error; so every `?` behind a result goes, and where '
    + 'a result is used otherwise, or not at all, the finding is **manual**. The group gets a name made of the names of its steps.',
    'Steps that follow each other and do not use what another one gave are a hint. Only you know whether their order matters, so the fix is for the light bulb alone.',
    'Another hint, before it happens (Troubleshooting): steps of a `ParallelExecutor` that are awaited one after the other.',
  ],
  examples: [{
    language: 'rust',
    before: `let (user, posts) = tokio::try_join!(
    ctx.step("user", fetch_user()),
    ctx.step("posts", fetch_posts()),
)?;
`,
    after: `let (user, posts) = ctx.parallel("user+posts", (
    ("user", fetch_user()),
    ("posts", fetch_posts()),
)).await?;
`,
  }],
  deprecatedIn,
};

/** Section 4 and Pattern 3. */
export const version: GuideChange = {
  id: 'KZ-VERSION',
  title: 'Workflow versions',
  impact: 'low',
  summary: [
    'Several versions of a workflow can run side by side in V2. The guide has you register what there is as version 1 first.',
    '`kagzi.register_workflow(name, function).await` becomes `register_workflow_version(name, 1, function).await?`: **unsafe**; where the function around it gives no `Result`, or the file registers a version 1 of that name already, **manual**. A second choice makes version 1 the default.',
  ],
  examples: [{
    language: 'rust',
    before: `kagzi.register_workflow("process-order", process_order).await;
`,
    after: `kagzi.register_workflow_version("process-order", 1, process_order).await?;
`,
  }],
  deprecatedIn,
};

/** Section 5. */
export const worker: GuideChange = {
  id: 'KZ-WORKER',
  title: 'Workers for production',
  impact: 'low',
  summary: [
    'V2 builds workers with settings: how many workflows at a time, how often a sign of life, how long to wait for workflows on shutdown. `create_worker()` still works, with defaults.',
    'Upguide puts the guide\'s settings in: **unsafe**, look them over. `hostname` is left out, because the guide takes it from another crate.',
    'A hint, before it happens (Troubleshooting): a worker that waits for its workflows for less than half a minute when it is stopped.',
  ],
  examples: [{
    language: 'rust',
    before: `let worker = kagzi.create_worker();
`,
    after: `let worker = kagzi
    .create_worker_builder()
    .worker_id(format!("worker-{}", std::process::id()))
    .max_concurrent_workflows(10)
    .heartbeat_interval_secs(30)
    .poll_interval_ms(500)
    .graceful_shutdown_timeout_secs(300)
    .build();
`,
  }],
  deprecatedIn,
};

/** Phase 1 of the guide's plan. */
export const dependencies: GuideChange = {
  id: 'KZ-DEPS',
  title: 'The crate',
  impact: 'low',
  summary: [
    'Upguide raises `kagzi` from 1 to 2 in `Cargo.toml`, in tables of targets and of the workspace too: **safe**, since all V1 code compiles with V2. A requirement that V2 meets already (`>=1`) is left alone, and so is one before 1.',
  ],
  examples: [{
    language: 'toml',
    before: `[dependencies]
kagzi = "1.2"
`,
    after: `[dependencies]
kagzi = "2"
`,
  }],
  deprecatedIn,
};
