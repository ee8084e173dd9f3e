//! A wizard has steps too, and nothing to do with workflows.

pub struct WorkflowContext {
    asked: usize,
}

impl WorkflowContext {
    pub async fn step(&mut self, _name: &str, answer: bool) -> bool {
        self.asked += 1;
        answer
    }
}

pub async fn ask(names: &[&str]) -> usize {
    let mut ctx = WorkflowContext { asked: 0 };
    for name in names {
        // ctx.step(name, future).await is how kagzi does it
        ctx.step(name, true).await;
    }
    ctx.asked
}
