use std::env;

/// Where the engine keeps its workflows.
fn database_url() -> String {
    env::var("DB_URL").expect("the address of the database must be set")
}

/// The secret that tokens are signed with.
fn secret() -> String {
    env::var("JWT_SECRET_KEY").unwrap_or_else(|_| "default-secret".to_string())
}

fn main() {
    dotenvy::dotenv().ok();
    let level = env::var("LOG_LEVEL").unwrap_or_else(|_| "info".into());
    println!("{level}: {} bytes of secret for {}", secret().len(), database_url());
}
