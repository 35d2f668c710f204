//! Roles belong to a server, not to a database: what an output creates there has to go when its database goes.

use super::{Server, ServerHandle};
use crate::error::ServerError;
use postgres::{Client, NoTls};
use std::collections::BTreeSet;

/// The roles of a given server before something was loaded; of other servers they go with the server.
pub(crate) struct Roles(Option<BTreeSet<String>>);

impl Roles {
    /// Looks at them.
    ///
    /// # Errors
    /// When the server does not answer.
    pub(crate) fn before(server: &Server) -> Result<Roles, ServerError> {
        let names = client(server)?.map(|mut client| names(&mut client)).transpose()?;
        Ok(Roles(names))
    }

    /// Drops those that are new and that `is_ours` knows; others may have been created by other sessions meanwhile.
    ///
    /// # Errors
    /// When the server does not answer.
    pub(crate) fn drop_new(
        &self,
        server: &Server,
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<(), ServerError> {
        let (Some(known), Some(mut client)) = (&self.0, client(server)?) else {
            return Ok(());
        };
        for name in names(&mut client)?.difference(known).filter(|name| is_ours(name)) {
            let quoted = name.replace('"', "\"\"");
            // What depends on it keeps it.
            let _ = client.batch_execute(&format!("DROP ROLE \"{quoted}\""));
        }
        Ok(())
    }
}

fn client(server: &Server) -> Result<Option<Client>, ServerError> {
    match &*server.inner {
        ServerHandle::Given(config) => config
            .connect(NoTls)
            .map(Some)
            .map_err(|error| ServerError::postgres("connect to PostgreSQL", &error)),
        ServerHandle::Embedded => Ok(None),
        #[cfg(unix)]
        ServerHandle::Local(_) => Ok(None),
    }
}

fn names(client: &mut Client) -> Result<BTreeSet<String>, ServerError> {
    let rows = client
        .query("SELECT rolname::text FROM pg_catalog.pg_roles", &[])
        .map_err(|error| ServerError::postgres("list roles", &error))?;
    Ok(rows.iter().map(|row| row.get::<_, String>(0)).collect())
}
