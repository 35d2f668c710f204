//! The target: connections, and what PostgreSQL's catalog says about tables.

use crate::error::Error;
use crate::plan::{Commits, Plan};
use crate::target_type::TargetType;
use crate::tls::{TlsChoice, words};
use plconv_pg::quote_identifier as quote;
use postgres::{Client, Config};
use rustls::ClientConfig;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How to reach the target; it never shows the password.
#[derive(Clone)]
pub struct Target {
    config: Config,
    tls: MakeRustlsConnect,
    tls_config: Arc<ClientConfig>,
    asynchronous: bool,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Target {
    /// The target of a plan.
    ///
    /// # Errors
    /// When its URL is none.
    pub fn new(url: &str, password: Option<&str>, plan: &Plan) -> Result<Target, Error> {
        let (url, tls) = TlsChoice::split(url);
        let tls_config = tls.config()?;
        let tls = MakeRustlsConnect::new(tls_config.clone());
        let mut config: Config = url
            .parse()
            .map_err(|error| Error::Usage(format!("the target's URL cannot be read: {error}")))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(Error::Usage(
                "the target's URL names no host: postgresql://user@host:5432/database".to_owned(),
            ));
        }
        if let Some(password) = password {
            config.password(password);
        }
        config.application_name("plconv");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(15));
        }
        // A machine that vanished must not hold a chunk for hours.
        config.keepalives_idle(Duration::from_secs(30));
        Ok(Target {
            config,
            tls,
            tls_config: Arc::new(tls_config),
            asynchronous: plan.load.commits == Commits::Asynchronous,
        })
    }

    /// Where it is, for people.
    #[must_use]
    pub fn shown(&self) -> String {
        let host = match self.config.get_hosts().first() {
            Some(postgres::config::Host::Tcp(name)) => name.clone(),
            #[cfg(unix)]
            Some(postgres::config::Host::Unix(path)) => path.display().to_string(),
            None => "localhost".to_owned(),
        };
        let port = self.config.get_ports().first().copied().unwrap_or(5432);
        let user = self.config.get_user().unwrap_or("");
        let database = self.config.get_dbname().unwrap_or(user);
        format!("{user}@{host}:{port}/{database}")
    }

    /// How to reach it, with the password: for connections of another kind.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Whom its certificate must come from.
    #[must_use]
    pub fn tls_config(&self) -> Arc<ClientConfig> {
        self.tls_config.clone()
    }

    /// A plain connection.
    ///
    /// # Errors
    /// When there is none.
    pub fn connect(&self) -> Result<Client, Error> {
        let mut client = self
            .config
            .connect(self.tls.clone())
            .map_err(|error| Error::target(format!("connecting to {}", self.shown()), &error))?;
        client
            .batch_execute(
                "SET timezone = 'UTC'; SET client_min_messages = warning; SET statement_timeout = 0; \
                 SET idle_in_transaction_session_timeout = 0; SET datestyle = 'ISO'; SET intervalstyle = 'iso_8601'; \
                 SET bytea_output = 'hex'; SET extra_float_digits = 1",
            )
            .map_err(|error| Error::target("preparing the session", &error))?;
        Ok(client)
    }

    /// A connection that loads: triggers and foreign keys do not fire in it where the role may say so.
    ///
    /// # Errors
    /// When there is none.
    pub fn connect_for_load(&self) -> Result<Client, Error> {
        let mut client = self.connect()?;
        let mut settings = String::new();
        if may_skip_triggers(&mut client)? {
            settings.push_str("SET session_replication_role = replica;");
        }
        if self.asynchronous {
            settings.push_str("SET synchronous_commit = off;");
        }
        client
            .batch_execute(&settings)
            .map_err(|error| Error::target("preparing the session", &error))?;
        Ok(client)
    }
}

/// Whether the role may set `session_replication_role`: a superuser, or from PostgreSQL 15 on who was granted it.
///
/// # Errors
/// When the catalog cannot be read.
pub fn may_skip_triggers(client: &mut Client) -> Result<bool, Error> {
    let row = client
        .query_one(
            "SELECT has_parameter_privilege('session_replication_role', 'SET')",
            &[],
        )
        .map_err(|error| Error::target("reading privileges", &error))?;
    Ok(row.get(0))
}

/// A table of the target.
#[derive(Clone, Debug)]
pub struct TargetTable {
    /// Its object identifier.
    pub oid: u32,
    /// Its name as SQL, qualified.
    pub name: String,
    /// Its columns that can be loaded, in order.
    pub columns: Vec<TargetColumn>,
    /// Columns of the primary key.
    pub primary_key: Vec<String>,
    /// Whether it has a row.
    pub has_rows: bool,
}

/// A column of the target.
#[derive(Clone, Debug)]
pub struct TargetColumn {
    /// Its name without quotes.
    pub name: String,
    /// What COPY must write.
    pub target_type: TargetType,
    /// Its type as SQL.
    pub declared: String,
    /// Whether it takes no NULL.
    pub not_null: bool,
    /// Whether it has a default, or is an identity.
    pub has_default: bool,
}

/// A connection URL or string without the passwords in it, to be written down.
#[must_use]
pub fn without_passwords(url: &str) -> String {
    let is_secret = |parameter: &str| {
        let name = parameter.split('=').next().unwrap_or_default().trim();
        matches!(name, "password" | "sslpassword")
    };
    let Some((scheme, rest)) = url.split_once("://") else {
        let words = words(url).into_iter().filter(|word| !is_secret(word));
        return words.collect::<Vec<_>>().join(" ");
    };
    let (rest, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split(':').next().unwrap_or_default()),
        None => authority.to_owned(),
    };
    let kept: Vec<&str> = parameters
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !is_secret(parameter))
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{scheme}://{authority}{path}{mark}{}", kept.join("&"))
}

/// Names as SQL with commas between.
#[must_use]
pub fn quote_all<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(quote).collect::<Vec<_>>().join(", ")
}

const COLUMNS: &str = "
WITH RECURSIVE base AS (
  SELECT a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier, a.attnotnull, a.atthasdef OR a.attidentity <> ''
           AS has_default,
         format_type(a.atttypid, a.atttypmod) AS declared
    FROM pg_attribute a
   WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  UNION ALL
  SELECT b.attnum, b.attname, t.typbasetype, t.typtypmod, b.attnotnull OR t.typnotnull, b.has_default, b.declared
    FROM base b JOIN pg_type t ON t.oid = b.type
   WHERE t.typtype = 'd'
)
SELECT b.attname::text, t.typname::text, b.modifier, t.typtype::text, b.declared, b.attnotnull, b.has_default
  FROM base b JOIN pg_type t ON t.oid = b.type
 WHERE t.typtype <> 'd'
 ORDER BY b.attnum";

/// What the catalog says about a table.
///
/// # Errors
/// When there is no such table, or it cannot be read.
pub fn table(client: &mut Client, name: &str) -> Result<TargetTable, Error> {
    let failed = |error: &postgres::Error| Error::target(format!("looking at table {name}"), error);
    let row = client
        .query_opt(
            "SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind::text
               FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)",
            &[&name],
        )
        .map_err(|error| failed(&error))?;
    let Some(row) = row else {
        return Err(Error::Target {
            what: format!("looking at table {name}"),
            message: "there is no such table in the target".to_owned(),
            state: Some("42P01".to_owned()),
        });
    };
    let (oid, full_name, kind): (u32, String, String) = (row.get(0), row.get(1), row.get(2));
    if kind != "r" && kind != "p" {
        return Err(Error::Stopped(format!(
            "{full_name} is no table, so it cannot be loaded"
        )));
    }
    let columns = client
        .query(COLUMNS, &[&oid])
        .map_err(|error| failed(&error))?
        .iter()
        .map(|row| TargetColumn {
            name: row.get(0),
            target_type: TargetType::new(
                row.get(1),
                row.get(2),
                row.get::<_, &str>(3).chars().next().unwrap_or('b'),
            ),
            declared: row.get(4),
            not_null: row.get(5),
            has_default: row.get(6),
        })
        .collect();
    let primary_key = client
        .query(
            "SELECT a.attname::text FROM pg_index i
               CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
              WHERE i.indrelid = $1 AND i.indisprimary ORDER BY k.place",
            &[&oid],
        )
        .map_err(|error| failed(&error))?
        .iter()
        .map(|row| row.get(0))
        .collect();
    let has_rows = client
        .query_one(&format!("SELECT EXISTS (SELECT FROM {full_name})"), &[])
        .map_err(|error| failed(&error))?
        .get(0);
    Ok(TargetTable {
        oid,
        name: full_name,
        columns,
        primary_key,
        has_rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_left_out() {
        for (url, expected) in [
            (
                "postgresql://u:p@h:5432/db?sslmode=require",
                "postgresql://u@h:5432/db?sslmode=require",
            ),
            ("postgres://u@h/db?password=p&a=b", "postgres://u@h/db?a=b"),
            ("postgresql://u:p%40:x@h?password=p", "postgresql://u@h"),
            ("postgresql:///db", "postgresql:///db"),
            ("postgresql://h/a@b:c", "postgresql://h/a@b:c"),
            ("host=h password='a b' user=u", "host=h user=u"),
        ] {
            assert_eq!(without_passwords(url), expected);
        }
    }
}
