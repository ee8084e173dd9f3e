//! Kagzi V1, as the guide shows it.
use anyhow::Result;
use std::future::Future;

pub struct WorkflowContext;

impl WorkflowContext {
    pub async fn step<T>(&self, _name: &str, future: impl Future<Output = Result<T>>) -> Result<T> {
        future.await
    }
}

pub struct Kagzi;

impl Kagzi {
    pub async fn connect(_url: &str) -> Result<Self> {
        Ok(Kagzi)
    }

    pub async fn register_workflow<I, O, W: Future<Output = Result<O>>>(&self, _name: &str, _workflow: impl Fn(WorkflowContext, I) -> W) {}

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
