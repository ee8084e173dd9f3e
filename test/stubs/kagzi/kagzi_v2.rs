//! Kagzi V2, as the guide shows it: all of V1, and what is new.
use anyhow::Result;
use std::future::Future;

pub struct WorkflowContext;

impl WorkflowContext {
    pub async fn step<T>(&self, _name: &str, future: impl Future<Output = Result<T>>) -> Result<T> {
        future.await
    }

    pub async fn parallel<S: Steps>(&self, _group: &str, steps: S) -> Result<S::Values> {
        steps.run().await
    }
}

#[allow(async_fn_in_trait)]
pub trait Steps {
    type Values;
    async fn run(self) -> Result<Self::Values>;
}

impl<A, B, F: Future<Output = Result<A>>, G: Future<Output = Result<B>>> Steps for ((&str, F), (&str, G)) {
    type Values = (A, B);
    async fn run(self) -> Result<(A, B)> {
        Ok((self.0 .1.await?, self.1 .1.await?))
    }
}

pub enum RetryPolicy {
    Exponential { initial_ms: u64, max_ms: u64, multiplier: f64, max_attempts: u32, jitter: bool },
    Fixed { interval_ms: u64, max_attempts: u32 },
}

impl RetryPolicy {
    pub fn exponential() -> Self {
        Self::exponential_with(1000, 3_600_000, 2.0, 5, true)
    }

    pub fn exponential_with(initial_ms: u64, max_ms: u64, multiplier: f64, max_attempts: u32, jitter: bool) -> Self {
        RetryPolicy::Exponential { initial_ms, max_ms, multiplier, max_attempts, jitter }
    }

    pub fn fixed_with(interval_ms: u64, max_attempts: u32) -> Self {
        RetryPolicy::Fixed { interval_ms, max_attempts }
    }
}

pub enum RetryPredicate {
    OnRetryableError,
}

pub struct StepBuilder;

impl StepBuilder {
    pub fn new(_name: &str) -> Self {
        StepBuilder
    }

    pub fn retry_policy(self, _policy: RetryPolicy) -> Self {
        self
    }

    pub fn retry_predicate(self, _predicate: RetryPredicate) -> Self {
        self
    }

    pub async fn execute<T>(self, _context: &WorkflowContext, future: impl Future<Output = Result<T>>) -> Result<T> {
        future.await
    }
}

pub struct Kagzi;

impl Kagzi {
    pub async fn connect(_url: &str) -> Result<Self> {
        Ok(Kagzi)
    }

    pub async fn register_workflow<I, O, W: Future<Output = Result<O>>>(&self, _name: &str, _workflow: impl Fn(WorkflowContext, I) -> W) {}

    pub async fn register_workflow_version<I, O, W: Future<Output = Result<O>>>(&self, _name: &str, _version: i32, _workflow: impl Fn(WorkflowContext, I) -> W) -> Result<()> {
        Ok(())
    }

    pub async fn set_default_workflow_version(&self, _name: &str, _version: i32) -> Result<()> {
        Ok(())
    }

    pub fn create_worker_builder(&self) -> WorkerBuilder {
        WorkerBuilder
    }

    pub fn create_worker(&self) -> Worker {
        Worker
    }
}

pub struct Worker;

impl Worker {
    pub async fn start(&self) -> Result<()> {
        Ok(())
    }
}

pub struct WorkerBuilder;

impl WorkerBuilder {
    pub fn worker_id(self, _id: String) -> Self {
        self
    }

    pub fn max_concurrent_workflows(self, _count: usize) -> Self {
        self
    }

    pub fn heartbeat_interval_secs(self, _seconds: u64) -> Self {
        self
    }

    pub fn poll_interval_ms(self, _milliseconds: u64) -> Self {
        self
    }

    pub fn graceful_shutdown_timeout_secs(self, _seconds: u64) -> Self {
        self
    }

    pub fn build(self) -> Worker {
        Worker
    }
}
