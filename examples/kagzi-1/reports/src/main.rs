//! The report of the day: its steps have no order.

use kagzi::*;
use std::sync::Arc;

struct Job {
    ctx: Arc<WorkflowContext>,
}

impl Job {
    async fn run(&self) -> anyhow::Result<u32> {
        let total = self
            .ctx
            .step("total", async {
                let mut tries = 0;
                loop {
                    tries += 1;
                    match sum(7).await {
                        Ok(total) => return Ok(total),
                        Err(e) if tries < 4 => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
                        Err(e) => return Err(e),
                    }
                }
            })
            .await?;
        Ok(total)
    }
}

async fn report(ctx: WorkflowContext, day: u32) -> anyhow::Result<u32> {
    let sold = ctx.step("sold", sum(day)).await?;
    let returned = ctx.step("returned", sum(day / 2)).await?;
    let job = Job { ctx: Arc::new(ctx) };
    Ok(sold - returned + job.run().await?)
}

async fn sum(day: u32) -> anyhow::Result<u32> {
    Ok(day * 10)
}

async fn set_up(kagzi: &Kagzi) -> anyhow::Result<()> {
    kagzi.register_workflow("report", report).await;
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let kagzi = Kagzi::connect("postgres://localhost/kagzi").await?;
    set_up(&kagzi).await?;
    kagzi.create_worker().start().await
}
