//! The shop as the workflow sees it.

#[derive(Clone)]
pub struct OrderInput {
    pub user: u32,
    pub amount: u32,
}

#[derive(Debug)]
pub struct Payment {
    pub cents: u32,
}

pub async fn fetch_user(id: u32) -> anyhow::Result<String> {
    Ok(format!("user {id}"))
}

pub async fn pay(input: OrderInput) -> anyhow::Result<Payment> {
    Ok(Payment { cents: input.amount * 100 })
}

pub async fn update_stock(input: OrderInput) -> anyhow::Result<u32> {
    Ok(input.amount - 1)
}

pub async fn print_label(user: String) -> anyhow::Result<String> {
    Ok(format!("to {user}"))
}

pub async fn mail(user: String) -> anyhow::Result<bool> {
    Ok(user.contains(' '))
}

pub async fn points(user: String) -> anyhow::Result<usize> {
    Ok(user.len())
}
