//! What can be asked of a run. Its processes look at the state tables between chunks.

use plconv_mover::error::Error;
use postgres::Client;

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Chunks that are being loaded are finished; no other begins.
    Pause,
    /// It goes on.
    Resume,
    /// Its processes end after their chunks.
    Stop,
    /// What failed for good is tried again.
    Retry,
}

impl Action {
    /// By its name in the path of a request.
    pub fn by_name(name: &str) -> Option<Action> {
        Some(match name {
            "pause" => Action::Pause,
            "resume" => Action::Resume,
            "stop" => Action::Stop,
            "retry" => Action::Retry,
            _ => return None,
        })
    }

    /// Gives the order to a run that has not ended; `false` when it has.
    pub fn give(self, client: &mut Client, run: i64) -> Result<bool, Error> {
        let failed = |error: postgres::Error| Error::target("giving an order to a run", &error);
        let mut transaction = client.transaction().map_err(failed)?;
        let (wanted, event) = match self {
            Action::Pause => (Some("pause"), "somebody asked for a pause"),
            Action::Resume => (Some("run"), "somebody let it go on"),
            Action::Stop => (Some("stop"), "somebody asked it to stop"),
            Action::Retry => (None, "somebody asked to try again what failed"),
        };
        let found = transaction
            .execute(
                "UPDATE plconv.run SET wanted = coalesce($2, wanted) WHERE run_id = $1 AND finished_at IS NULL",
                &[&run, &wanted],
            )
            .map_err(failed)?;
        if found == 0 {
            return Ok(false);
        }
        if self == Action::Retry {
            for table in ["chunk", "task"] {
                let sql = format!(
                    "UPDATE plconv.{table} SET state = 'pending' WHERE run_id = $1 AND state = 'failed'"
                );
                transaction.execute(&sql, &[&run]).map_err(failed)?;
            }
        }
        transaction
            .execute(
                "INSERT INTO plconv.event (run_id, level, message) VALUES ($1, 'info', $2)",
                &[&run, &event],
            )
            .map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(true)
    }
}
