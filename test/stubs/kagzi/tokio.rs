//! As much of tokio as the example needs. Whatever waits is ready at once.
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

pub use tokio_macros::main;

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

#[macro_export]
macro_rules! join {
    ($($future:expr),+ $(,)?) => { ($($future.await,)+) };
}

#[macro_export]
macro_rules! try_join {
    ($($future:expr),+ $(,)?) => { async { Ok::<_, anyhow::Error>(($($future.await?,)+)) }.await };
}

pub mod time {
    pub async fn sleep(_duration: std::time::Duration) {}
}
