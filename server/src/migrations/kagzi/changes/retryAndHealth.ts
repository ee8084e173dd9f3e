import type { GuideChange } from '../../../analysis/migration.ts';

const deprecatedIn = '2.0.0';

/** Sections 2 and Pattern 1. */
export const retry: GuideChange = {
  id: 'KZ-RETRY',
  title: 'Retry policies',
  impact: 'medium',
  summary: [
    'A step of V2 can be tried again by a policy: with growing pauses, in a way that survives a restart of the worker, and only for errors that are worth it. `ctx.step(…)` still works and runs once.',
    'Upguide finds `ctx.step(name, future).await` where `ctx` is proven to be a `kagzi::WorkflowContext` (a parameter, a field of the file\'s struct, an annotated variable), and builds it with `StepBuilder`: **unsafe**, because a step that '
    + 'is tried again runs its code again. Name and future stay as they are, imports go into the `use` tree of the crate.',
    'A loop with a counter, a pause by `tokio::time::sleep` and a limit becomes a policy with the same pauses and the same number of attempts: **unsafe**, because only errors of kind `NetworkError`, `Timeout` or `DatabaseError` count as '
    + 'retryable. A loop that does more, needs its counter for more, or has comments in it, is **manual**.',
    'A hint, before it happens (Troubleshooting): a step with a retry policy whose own code gives errors of an `ErrorKind` that is never tried again.',
  ],
  examples: [{
    language: 'rust',
    before: `ctx.step("api-call", make_api_call()).await?;
`,
    after: `StepBuilder::new("api-call")
    .retry_policy(RetryPolicy::exponential())
    .execute(&ctx, make_api_call())
    .await?;
`,
  }],
  deprecatedIn,
};

/** Section 6. */
export const health: GuideChange = {
  id: 'KZ-HEALTH',
  title: 'Health monitoring',
  impact: 'low',
  summary: [
    'V2 can tell whether the database and the workers are healthy. Upguide gives a hint where a worker is started in a file that has no `HealthChecker`: **manual**.',
    'Another hint, before it happens (Troubleshooting): a `HealthCheckConfig` whose limits are not longer than the heartbeat of a worker in the same file; then workers always count as unhealthy.',
  ],
  examples: [{
    language: 'rust',
    before: `worker.start().await?;
`,
    after: `let health_checker = HealthChecker::new(kagzi.db_handle());
tokio::spawn(async move {
    let mut interval = tokio::time::interval(Duration::from_secs(60));
    loop {
        interval.tick().await;
        if let Ok(result) = health_checker.comprehensive_check().await {
            if !result.is_healthy() {
                eprintln!("Health check failed: {:?}", result.errors);
            }
        }
    }
});

worker.start().await?;
`,
  }],
  deprecatedIn,
};
