use acme::core::Config;
use acme::Client;

fn run(client: &Client, config: Config) {
    client.wait(5);
}

fn main() {
    run(&acme::connect(), Config::default());
}
