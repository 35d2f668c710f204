//! Where cases run: each in a database of its own with the converted application.

use plconv_verify::{Database, Isolation, OnError, ScriptOptions, Server, ServerError, StatementResult};
use std::path::PathBuf;

/// What a case did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ran {
    /// What it printed with DBMS_OUTPUT.
    pub lines: Vec<String>,
    /// The error it ended with: SQLSTATE and message.
    pub error: Option<String>,
}

/// An application on a server.
pub struct Bench {
    server: Server,
    output: PathBuf,
    /// What the cases need beside the application.
    shared: String,
    loaded: Database,
    /// Errors when the application was loaded.
    errors: Vec<String>,
}

impl Bench {
    /// Loads an output directory, then `shared`: what of it is there already stays as it is.
    ///
    /// # Errors
    /// When the server does not answer or the directory has no `load.sql`.
    pub fn load(server: &Server, output: PathBuf, shared: String) -> Result<Bench, ServerError> {
        let loaded = server.fresh_database()?;
        let errors = load(&loaded, &output, &shared)?;
        Ok(Bench {
            server: server.clone(),
            output,
            shared,
            loaded,
            errors,
        })
    }

    /// What PostgreSQL rejected when the application was loaded.
    pub fn load_errors(&self) -> &[String] {
        &self.errors
    }

    /// The version of the server: `15.14`.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn server_version(&self) -> Result<String, ServerError> {
        let rows = self.loaded.connect()?.query_text("SHOW server_version")?;
        let version = rows.into_iter().flatten().flatten().next().unwrap_or_default();
        Ok(version.split(' ').next().unwrap_or_default().to_owned())
    }

    /// Runs a converted script on a copy of the application.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn run(&self, name: &str, script: &str) -> Result<Ran, ServerError> {
        let database = match self.server.copy_of(&self.loaded)? {
            Some(copy) => copy,
            None => {
                let database = self.server.fresh_database()?;
                load(&database, &self.output, &self.shared)?;
                database
            }
        };
        let mut session = database.connect()?;
        let options = ScriptOptions {
            on_error: OnError::Stop,
            isolation: Isolation::Autocommit,
        };
        let outcome = session.load_text(name, script, &self.output, &options);
        let mut ran = Ran::default();
        for statement in outcome.statements {
            for notice in statement.notices {
                if notice.raised && notice.severity == "NOTICE" {
                    ran.lines.extend(notice.message.split('\n').map(str::to_owned));
                }
            }
            if let StatementResult::Failed(error) = statement.result {
                ran.error = Some(format!("{}: {}", error.sqlstate, error.message));
            }
        }
        Ok(ran)
    }
}

fn load(database: &Database, output: &std::path::Path, shared: &str) -> Result<Vec<String>, ServerError> {
    let options = ScriptOptions {
        on_error: OnError::Continue,
        isolation: Isolation::Autocommit,
    };
    let mut session = database.connect()?;
    let outcome = session.load_script(&output.join("load.sql"), &options)?;
    let errors = outcome.errors().map(ToString::to_string).collect();
    // Most of the runtime is there already, and what cannot be created twice says so.
    session.load_text("shared.sql", shared, output, &options);
    Ok(errors)
}
