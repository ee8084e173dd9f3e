/** A pair of the guide of Kagzi V1 to V2. */
export interface RustExample {
  readonly section: string;
  /** Statements of an async function that has a `ctx` and a `kagzi`. */
  readonly before: string;
  readonly after: string;
  /** Names that `after` imports from the crate. */
  readonly imports: readonly string[];
  /** Title of a choice that only a person makes. */
  readonly choice?: string;
  /** Where the result may differ from `after`, as the guide has it and as it is, with the reason. */
  readonly allowances: readonly (readonly [guide: string, ours: string, because: string])[];
}

/** The pairs in the guide's order, without its comments. */
export const rustExamples: readonly RustExample[] = [
  {
    section: '2. Upgrading to Retry Policies',
    before: `ctx.step("api-call", async {
    let mut attempts = 0;
    let max_attempts = 3;

    loop {
        attempts += 1;
        match make_api_call().await {
            Ok(result) => return Ok(result),
            Err(e) if attempts < max_attempts => {
                tokio::time::sleep(Duration::from_secs(2_u64.pow(attempts))).await;
                continue;
            }
            Err(e) => return Err(e),
        }
    }
}).await?;`,
    after: `StepBuilder::new("api-call")
    .retry_policy(RetryPolicy::exponential())
    .retry_predicate(RetryPredicate::OnRetryableError)
    .execute(&ctx, async {
        make_api_call().await
    })
    .await?;`,
    imports: ['StepBuilder', 'RetryPolicy', 'RetryPredicate'],
    allowances: [['RetryPolicy::exponential()', 'RetryPolicy::exponential_with(2000, 3_600_000, 2.0, 3, true)', 'the number of attempts and the first pause are kept']],
  },
  {
    section: '3. Upgrading to Parallel Execution, with the convenience method',
    before: `let (user, posts) = tokio::join!(
    ctx.step("user", fetch_user()),
    ctx.step("posts", fetch_posts()),
);
done(user?, posts?);`,
    after: `let (user, posts) = ctx.parallel(
    "user-data",
    (
        ("user", fetch_user()),
        ("posts", fetch_posts()),
    )
).await?;
done(user, posts);`,
    imports: [],
    allowances: [['"user-data"', '"user+posts"', 'the guide invents a name for the group']],
  },
  {
    section: '4. Adopting Workflow Versioning; Pattern 3',
    before: 'kagzi.register_workflow("my-workflow", my_workflow).await;',
    after: `kagzi.register_workflow_version("my-workflow", 1, my_workflow_v1).await?;
kagzi.set_default_workflow_version("my-workflow", 2).await?;`,
    imports: [],
    choice: 'Register it as version 1, and make that the default',
    allowances: [['my_workflow_v1', 'my_workflow', 'the function keeps its name'], ['"my-workflow", 2', '"my-workflow", 1', 'there is no second version yet']],
  },
  {
    section: '5. Upgrading Worker Configuration',
    before: `let worker = kagzi.create_worker();
worker.start().await?;`,
    after: `let worker = kagzi
    .create_worker_builder()
    .worker_id(format!("worker-{}", std::process::id()))
    .max_concurrent_workflows(10)
    .heartbeat_interval_secs(30)
    .poll_interval_ms(500)
    .graceful_shutdown_timeout_secs(300)
    .hostname(gethostname::gethostname().to_string_lossy().to_string())
    .build();
worker.start().await?;`,
    imports: [],
    allowances: [['    .hostname(gethostname::gethostname().to_string_lossy().to_string())\n', '', 'it needs a crate that nobody requires']],
  },
  {
    section: 'Complete Migration Example: the retry loop',
    before: `let mut attempts = 0;
let user = loop {
    attempts += 1;
    match ctx.step("fetch-user", fetch_user()).await {
        Ok(u) => break u,
        Err(e) if attempts < 3 => {
            tokio::time::sleep(Duration::from_secs(2)).await;
            continue;
        }
        Err(e) => return Err(e),
    }
};`,
    after: `let user = StepBuilder::new("fetch-user")
    .retry_policy(RetryPolicy::exponential())
    .retry_predicate(RetryPredicate::OnRetryableError)
    .execute(&ctx, fetch_user())
    .await?;`,
    imports: ['StepBuilder', 'RetryPolicy', 'RetryPredicate'],
    allowances: [['RetryPolicy::exponential()', 'RetryPolicy::fixed_with(2000, 3)', 'the pause and the number of attempts are kept']],
  },
  {
    section: 'Pattern 1: Adding Retries to Existing Steps',
    before: 'ctx.step("api-call", make_api_call()).await?;',
    after: `StepBuilder::new("api-call")
    .retry_policy(RetryPolicy::exponential())
    .execute(&ctx, make_api_call())
    .await?;`,
    imports: ['StepBuilder', 'RetryPolicy'],
    allowances: [],
  },
  {
    section: 'Pattern 2: Parallelizing Sequential Steps',
    before: `let a = ctx.step("step-a", step_a()).await?;
let b = ctx.step("step-b", step_b()).await?;
let c = ctx.step("step-c", step_c()).await?;`,
    after: `let (a, b, c) = ctx.parallel(
    "parallel-group",
    (
        ("step-a", step_a()),
        ("step-b", step_b()),
        ("step-c", step_c()),
    )
).await?;`,
    imports: [],
    choice: 'Run the steps in parallel',
    allowances: [['"parallel-group"', '"step-a+step-b+step-c"', 'the guide invents a name for the group']],
  },
];

/** The guide's issues, each with the names and statements that lead to it, and the rule that says so. */
export const troubles: readonly (readonly [issue: string, imports: readonly string[], statements: string, rule: string])[] = [
  [
    'Retry policy not working', ['StepBuilder', 'RetryPolicy', 'ErrorKind', 'StepError'],
    `StepBuilder::new("api-call")
    .retry_policy(RetryPolicy::exponential())
    .execute(&ctx, async { make_api_call().await.map_err(|e| StepError::new(ErrorKind::ValidationError, e)) })
    .await?;`,
    'error-not-retryable',
  ],
  [
    'Parallel steps not executing concurrently', ['ParallelExecutor', 'ParallelErrorStrategy'],
    `let executor = ParallelExecutor::new(&ctx, uuid::Uuid::new_v4(), None, ParallelErrorStrategy::FailFast);
let user = executor.execute_step("fetch-user", fetch_user()).await?;
let posts = executor.execute_step("fetch-posts", fetch_posts()).await?;`,
    'parallel-steps-in-turn',
  ],
  ['Worker not shutting down gracefully', [], 'let worker = kagzi.create_worker_builder().graceful_shutdown_timeout_secs(5).build();', 'shutdown-too-short'],
  [
    'Health checks always showing unhealthy', ['HealthCheckConfig'],
    `let worker = kagzi.create_worker_builder().heartbeat_interval_secs(60).build();
let config = HealthCheckConfig { heartbeat_timeout_secs: 30, heartbeat_warning_secs: 90 };`,
    'heartbeat-late',
  ],
];

/** What the guide shows of V2, one after the other. */
export const guideV2 = `let user = StepBuilder::new("fetch-user")
    .retry_policy(RetryPolicy::exponential())
    .retry_predicate(RetryPredicate::OnRetryableError)
    .execute(&ctx, fetch_user())
    .await?;
let parallel_group = uuid::Uuid::new_v4();
let executor = ParallelExecutor::new(&ctx, parallel_group, None, ParallelErrorStrategy::FailFast);
let handles = vec![
    tokio::spawn(executor.execute_step("fetch-user", fetch_user())),
    tokio::spawn(executor.execute_step("fetch-posts", fetch_posts())),
];
let results = futures::future::join_all(handles).await;
let (payment, inventory) = tokio::try_join!(
    executor.execute_step("process-payment", process_payment(&input)),
    executor.execute_step("update-inventory", update_inventory(&input)),
)?;
let results = ctx.parallel_vec("fetch-all", vec![("item-1".to_string(), Box::pin(fetch_item_1()))]).await?;
let (winner, result) = ctx.race("fastest-api", vec![("api-1".to_string(), Box::pin(call_api_1()))]).await?;
kagzi.register_workflow_version("process-order", 1, process_order_v1).await?;
kagzi.set_default_workflow_version("process-order", 3).await?;
let handle = kagzi.start_workflow_version("process-order", 2, input).await?;
let config = HealthCheckConfig {
    heartbeat_timeout_secs: 120,
    heartbeat_warning_secs: 60,
};
let health_checker = HealthChecker::with_config(kagzi.db_handle(), config);
let worker = kagzi
    .create_worker_builder()
    .worker_id("order-worker-1".to_string())
    .max_concurrent_workflows(10)
    .heartbeat_interval_secs(30)
    .graceful_shutdown_timeout_secs(300)
    .build();
worker.start().await?;`;
