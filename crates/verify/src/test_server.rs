//! The server that the tests of a process share.

use crate::error::ServerError;
use crate::server::{Server, ServerChoice};
use std::sync::OnceLock;

/// Names a running server for tests, so that they need not start one each: a connection URL.
const VARIABLE: &str = "PLCONV_TEST_PG";

/// The server for tests: the one that the environment variable `PLCONV_TEST_PG` names, else one private cluster or
/// embedded server for this process, started at the first call. Tests get a [`Server::fresh_database`] each.
///
/// # Errors
/// When there is none, the same at every call.
pub fn test_server() -> Result<&'static Server, &'static ServerError> {
    static SERVER: OnceLock<Result<Server, ServerError>> = OnceLock::new();
    let start = || {
        let choice = match std::env::var(VARIABLE) {
            Ok(url) if !url.is_empty() => ServerChoice::Url(url),
            _ => ServerChoice::Automatic,
        };
        Server::start(&choice)
    };
    SERVER.get_or_init(start).as_ref()
}
