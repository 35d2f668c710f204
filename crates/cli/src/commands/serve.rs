//! `plconv serve`

use crate::arguments::mover::ServeArguments;
use crate::outcome::{Outcome, UsageError};
use crate::{moving, terminal};
use anyhow::Context;
use plconv_dashboard::{Dashboard, DashboardOptions, Token};
use plconv_mover::plan::Plan;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often Ctrl-C is looked for.
const INTERVAL: Duration = Duration::from_millis(200);

/// Serves until it is interrupted.
pub fn run(arguments: &ServeArguments) -> anyhow::Result<Outcome> {
    let plan = match &arguments.plan {
        Some(file) => moving::plan(file)?,
        None => Plan::of_connections(None, None),
    };
    let target = moving::target(&plan, &arguments.ends)?;
    // A wrong password is told here, not on the page.
    drop(moving::explained(target.connect())?);
    let token = match &arguments.token_file {
        Some(file) => token_of(file)?,
        None => Token::random().context("making a token")?,
    };
    if !arguments.listen.ip().is_loopback() {
        terminal::tell(
            "other machines can reach this address, and HTTP encrypts nothing: use it behind a proxy with TLS\n",
        );
    }
    let options = DashboardOptions {
        target,
        listen: arguments.listen,
        token,
    };
    let dashboard = moving::explained(Dashboard::start(options))?;
    terminal::print(&format!("{}\n", dashboard.url()))?;
    terminal::stop_on_interrupt("stopping; runs go on\n");
    while !terminal::interrupted().load(Ordering::Relaxed) {
        std::thread::sleep(INTERVAL);
    }
    Ok(Outcome::Clean)
}

fn token_of(file: &Path) -> anyhow::Result<Token> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    Token::given(text.trim()).ok_or_else(|| {
        let message = "a token has at least 16 letters, digits, or characters of -_.";
        UsageError(format!("{}: {message}", file.display())).into()
    })
}
