//! Processes orders: one workflow, one worker.

mod shop;
mod wizard;

use kagzi::{Kagzi, WorkflowContext};
use std::env;
use std::time::Duration;

use shop::{OrderInput, Payment};

/// What an order goes through.
async fn process_order(ctx: WorkflowContext, input: OrderInput) -> anyhow::Result<String> {
    // The directory of users is slow in the morning.
    let mut attempts = 0;
    let user = loop {
        attempts += 1;
        match ctx.step("fetch-user", shop::fetch_user(input.user)).await {
            Ok(u) => break u,
            Err(e) if attempts < 3 => {
                tokio::time::sleep(Duration::from_secs(2)).await;
                continue;
            }
            Err(e) => return Err(e),
        }
    };

    let payment: Payment = ctx
        .step("process-payment", shop::pay(input.clone())) // once is enough
        .await?;

    // Both at a time.
    let (stock, label) = tokio::try_join!(
        ctx.step("update-stock", shop::update_stock(input.clone())), // the shelf
        ctx.step("print-label", shop::print_label(user.clone())),
    )?;

    let (mail, points) = tokio::join!(ctx.step("mail", shop::mail(user.clone())), ctx.step("points", shop::points(user)));

    let steps = wizard::ask(&["address", "gift"]).await;
    Ok(format!("{payment:?} {stock} {label} {} {} {steps}", mail?, points?))
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let url = env::var("DATABASE_URL").unwrap_or_else(|_| "postgres://localhost/kagzi".to_string());
    let kagzi = Kagzi::connect(&url).await?;
    kagzi.register_workflow("process-order", process_order).await;

    let worker = kagzi.create_worker();
    worker.start().await?;
    Ok(())
}
