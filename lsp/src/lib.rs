//! The language server: what editors ask by the Language Server Protocol, answered by `plconv-ide`.
//!
//! Input: messages on standard input. Output: messages on standard output. Must not know: Oracle, PostgreSQL, or how
//! anything is found out; types of the protocol are turned into offsets and back here, and nowhere else.
#![allow(
    clippy::disallowed_methods,
    reason = "the server reads the clock and the files an editor wants changed"
)]
#![allow(
    clippy::disallowed_types,
    reason = "types of the protocol have hash maps, which editors do not see the order of"
)]

mod analysis;
mod capabilities;
mod custom;
mod diagnostics;
mod document;
mod features;
mod folder;
mod position;
mod semantic_tokens;
mod server;
mod settings;
mod state;
mod world;

use server::Server;
use tower_lsp_server::LspService;

/// Deeply nested code makes recursive phases deep; memory is only used when touched.
const STACK_BYTES: usize = 256 * 1024 * 1024;

/// Serves one editor on standard input and output until it says `exit`.
///
/// # Errors
/// When the operating system gives no threads.
pub fn serve() -> std::io::Result<()> {
    plconv_project::install_quiet_panic_hook();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_stack_size(STACK_BYTES)
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let service = LspService::build(Server::new);
        #[cfg(debug_assertions)]
        let service = service.custom_method("plconv/testing/panic", Server::panic);
        let (service, socket) = service
            .custom_method("plconv/translation", Server::translation)
            .custom_method("plconv/explain", Server::explain)
            .custom_method("plconv/tasks", Server::tasks)
            .custom_method("plconv/setTaskStatus", Server::set_task_status)
            .custom_method("plconv/progress", Server::project_progress)
            .custom_method("plconv/settled", Server::settled)
            .finish();
        tower_lsp_server::Server::new(tokio::io::stdin(), tokio::io::stdout(), socket)
            .serve(service)
            .await;
    });
    // Threads that still work on something nobody waits for do not keep the process.
    runtime.shutdown_background();
    Ok(())
}
