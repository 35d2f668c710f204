//! Captures the definitions of schemas: one file for each object, a script that has them in order, and the snapshot.

use super::order::{KINDS, Key, rank, sorted};
use super::{
    CapturedObject, CatalogSnapshot, FILE, FORMAT, MATERIALIZED_VIEWS, definitions, nothing_in, schema_name,
};
use crate::error::{Error, SourceErrorKind};
use crate::source::oracle::driver::OracleConnection;
use plconv_source::content_hash;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Name of the script that includes all files in order.
const SCRIPT: &str = "install.sql";

/// What a capture needs.
pub struct CaptureOptions<'a> {
    /// The database.
    pub connection: &'a dyn OracleConnection,
    /// The schemas, as people write them.
    pub schemas: &'a [String],
    /// Where the files go.
    pub directory: &'a Path,
    /// Read everything again, though it was not altered since the last capture.
    pub all: bool,
    /// Replace files that were edited since the last capture.
    pub force: bool,
    /// Told how many of how many objects are done.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

/// What a capture came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// Objects that were read.
    pub read: u64,
    /// Objects that were not altered since the last capture.
    pub unchanged: u64,
    /// Files of objects that are no more.
    pub removed: u64,
    /// What could not be captured, and why.
    pub problems: Vec<String>,
}

/// Captures schemas.
///
/// # Errors
/// When the dictionary cannot be read, or files cannot be written. Objects whose definition cannot be had are problems.
pub fn capture(options: &mut CaptureOptions<'_>) -> Result<Capture, Error> {
    let mut run = Run {
        earlier: CatalogSnapshot::read(options.directory)?.unwrap_or_default(),
        result: Capture::default(),
        written: BTreeSet::new(),
        options,
    };
    run.capture()?;
    Ok(run.result)
}

struct Run<'a, 'b> {
    options: &'a mut CaptureOptions<'b>,
    earlier: CatalogSnapshot,
    result: Capture,
    /// Files of this capture.
    written: BTreeSet<String>,
}

/// What the dictionary says about an object before its definition is read.
struct Listed {
    last_ddl_time: String,
    status: String,
}

impl Run<'_, '_> {
    fn capture(&mut self) -> Result<(), Error> {
        let connection = self.options.connection;
        let schemas: Vec<String> = self
            .options
            .schemas
            .iter()
            .map(|name| schema_name(name))
            .collect();
        let mut snapshot = CatalogSnapshot {
            format: FORMAT,
            // Before anything is read: what is altered from this second on is read again the next time.
            captured_at: one(connection, NOW)?,
            database: database(connection),
            schemas: schemas.clone(),
            ..CatalogSnapshot::default()
        };
        let mut listed = BTreeMap::new();
        let mut dependencies = BTreeSet::new();
        for owner in &schemas {
            let before = listed.len();
            list(connection, owner, &mut listed, &mut dependencies)?;
            if listed.len() == before {
                return Err(nothing_in(owner));
            }
        }
        (snapshot.tables, snapshot.sequences) = super::tables_and_sequences(connection, &schemas)?;
        definitions::prepare(connection)?;
        let order = sorted(listed.keys().cloned(), &dependencies);
        let total = order.len() as u64;
        for (done, key) in (1..).zip(order) {
            if let Some(listed) = listed.remove(&key) {
                let object = self.object(key, listed)?;
                snapshot.objects.push(object);
            }
            (self.options.progress)(done, total);
        }
        let mut script = String::from(
            "-- All objects in the order in which they can be created.\nSET DEFINE OFF\nSET SQLBLANKLINES ON\n",
        );
        for file in snapshot
            .objects
            .iter()
            .filter_map(|object| object.file.as_deref())
        {
            script.push_str(&format!("@@{file}\n"));
        }
        for owner in &schemas {
            for (name, text) in [
                ("comments", definitions::comments(connection, owner)?),
                ("grants", definitions::grants(connection, owner)?),
            ] {
                let file = format!("{}/{name}.sql", file_name(owner));
                if !text.is_empty() {
                    script.push_str(&format!("@@{file}\n"));
                    self.write(&file, &text)?;
                }
            }
        }
        self.write(SCRIPT, &script)?;
        self.remove_old()?;
        let text = serde_json::to_string_pretty(&snapshot)
            .map_err(|error| Error::Stopped(format!("internal error: {error}")))?;
        self.write(FILE, &format!("{text}\n"))
    }

    /// Reads an object, unless its file is still what the database has.
    fn object(&mut self, key: Key, listed: Listed) -> Result<CapturedObject, Error> {
        let (owner, kind, name) = key;
        let mut object = CapturedObject {
            owner,
            kind,
            name,
            last_ddl_time: listed.last_ddl_time,
            status: listed.status,
            file: None,
            hash: None,
            problem: None,
        };
        let Some(rank) = rank(&object.kind) else {
            return Ok(self.problem(object, "objects of this type are not captured"));
        };
        let (owner, directory) = (file_name(&object.owner), KINDS[rank].2);
        let file = format!("{owner}/{directory}/{}.sql", file_name(&object.name));
        let earlier = self
            .earlier
            .objects
            .iter()
            .find(|earlier| {
                earlier.owner == object.owner && earlier.kind == object.kind && earlier.name == object.name
            })
            .cloned();
        let on_disk = self.hash_of(&file)?;
        let known = earlier.as_ref().and_then(|earlier| earlier.hash.clone());
        let is_unchanged = earlier.as_ref().is_some_and(|earlier| {
            earlier.last_ddl_time == object.last_ddl_time
                && earlier.last_ddl_time < self.earlier.captured_at
                && earlier.problem.is_none()
        });
        if is_unchanged && on_disk.is_some() && on_disk == known && !self.options.all {
            self.result.unchanged += 1;
            self.written.insert(file.clone());
            object.file = Some(file);
            object.hash = known;
            return Ok(object);
        }
        let text =
            match definitions::definition(self.options.connection, &object.owner, &object.kind, &object.name)
            {
                Ok(text) => text,
                Err(error) if error.kind == SourceErrorKind::Transient => return Err(error.into()),
                Err(error) => return Ok(self.problem(object, &error.message)),
            };
        let hash = content_hash(text.as_bytes());
        let is_edited = on_disk.is_some() && on_disk != known && on_disk.as_deref() != Some(&hash);
        object.file = Some(file.clone());
        if is_edited && !self.options.force {
            self.written.insert(file);
            object.hash = known;
            return Ok(self.problem(
                object,
                "its file was edited since the last capture; --force replaces it",
            ));
        }
        self.result.read += 1;
        object.hash = Some(hash);
        self.write(&file, &text)?;
        Ok(object)
    }

    fn problem(&mut self, mut object: CapturedObject, problem: &str) -> CapturedObject {
        self.result.problems.push(format!(
            "{} {}.{}: {problem}",
            object.kind, object.owner, object.name
        ));
        object.problem = Some(problem.to_owned());
        object
    }

    fn hash_of(&self, file: &str) -> Result<Option<String>, Error> {
        let path = self.options.directory.join(file);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(content_hash(&bytes))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(of_file(&path, &error)),
        }
    }

    fn write(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let path = self.options.directory.join(file);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| of_file(parent, &error))?;
        }
        self.written.insert(file.to_owned());
        std::fs::write(&path, text).map_err(|error| of_file(&path, &error))
    }

    /// Removes files of objects that are no more.
    fn remove_old(&mut self) -> Result<(), Error> {
        for object in std::mem::take(&mut self.earlier.objects) {
            let Some(file) = object
                .file
                .as_deref()
                .filter(|file| !self.written.contains(*file))
            else {
                continue;
            };
            let on_disk = self.hash_of(file)?;
            if on_disk.is_none() {
                continue;
            }
            if on_disk != object.hash && !self.options.force {
                let problem = "it is no more, but its file was edited and stays; --force removes it";
                self.problem(object, problem);
                continue;
            }
            let path = self.options.directory.join(file);
            std::fs::remove_file(&path).map_err(|error| of_file(&path, &error))?;
            self.result.removed += 1;
        }
        Ok(())
    }
}

fn of_file(path: &Path, error: &std::io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        message: error.to_string(),
    }
}

/// A name as part of a path: no two names of the dictionary become one, on file systems that fold case either.
fn file_name(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_$#".contains(c);
    if name.chars().all(is_plain) {
        return name.to_lowercase();
    }
    let readable: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("{readable}-{}", &content_hash(name.as_bytes())[..8])
}

/// The database's time.
const NOW: &str = "SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') FROM dual";

/// Its properties.
const PROPERTIES: &[(&str, &str)] = &[
    ("name", "SELECT SYS_CONTEXT('USERENV', 'DB_NAME') FROM dual"),
    ("version", "SELECT version FROM v$instance"),
    (
        "character-set",
        "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_CHARACTERSET'",
    ),
    (
        "national-character-set",
        "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_NCHAR_CHARACTERSET'",
    ),
    (
        "length-semantics",
        "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_LENGTH_SEMANTICS'",
    ),
];

fn one(connection: &dyn OracleConnection, sql: &str) -> Result<String, Error> {
    let rows = connection.texts(sql, &[])?;
    Ok(rows
        .into_iter()
        .next()
        .and_then(|row| row.into_iter().next().flatten())
        .unwrap_or_default())
}

/// What of the properties the account may see.
fn database(connection: &dyn OracleConnection) -> BTreeMap<String, String> {
    PROPERTIES
        .iter()
        .filter_map(|(name, sql)| Some(((*name).to_owned(), one(connection, sql).ok()?)))
        .collect()
}

const OBJECTS: &str = "SELECT object_type, object_name, TO_CHAR(last_ddl_time, 'YYYY-MM-DD HH24:MI:SS'), status, generated \
FROM all_objects WHERE owner = :1 AND subobject_name IS NULL AND secondary = 'N' AND object_name NOT LIKE 'BIN$%'";

/// Objects that are parts of others, which create them.
const PARTS: &[&str] = &[
    "LOB",
    "TABLE PARTITION",
    "TABLE SUBPARTITION",
    "INDEX PARTITION",
    "INDEX SUBPARTITION",
    "LOB PARTITION",
    "LOB SUBPARTITION",
];

const TABLE_PARTS: &str = "SELECT table_name FROM all_tables WHERE owner = :1 AND (nested = 'YES' OR iot_type = 'IOT_OVERFLOW' \
OR iot_type = 'IOT_MAPPING')";

const INDEXES: &str =
    "SELECT index_name, index_type, table_owner, table_name FROM all_indexes WHERE owner = :1";

const CONSTRAINTS: &str = "SELECT constraint_name, constraint_type, table_name, index_name, r_owner, r_constraint_name \
FROM all_constraints WHERE owner = :1 AND constraint_type IN ('P', 'U', 'R')";

const DEPENDENCIES: &str = "SELECT type, name, referenced_owner, referenced_type, referenced_name FROM all_dependencies \
WHERE owner = :1 AND referenced_owner NOT IN ('SYS', 'PUBLIC')";

fn first_column(
    connection: &dyn OracleConnection,
    sql: &str,
    owner: &str,
) -> Result<BTreeSet<String>, Error> {
    let rows = connection.texts(sql, &[owner])?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.into_iter().next().flatten())
        .collect())
}

/// Adds the objects of a schema that statements of their own create.
fn list(
    connection: &dyn OracleConnection,
    owner: &str,
    listed: &mut BTreeMap<Key, Listed>,
    dependencies: &mut BTreeSet<(Key, Key)>,
) -> Result<(), Error> {
    let key = |kind: &str, name: &str| (owner.to_owned(), kind.to_owned(), name.to_owned());
    let part_tables = first_column(connection, TABLE_PARTS, owner)?;
    let materialized = first_column(connection, MATERIALIZED_VIEWS, owner)?;
    let constraints = connection.texts(CONSTRAINTS, &[owner])?;
    let of_constraints: BTreeSet<&str> = constraints
        .iter()
        .filter_map(|row| row.get(3)?.as_deref())
        .collect();
    let mut part_indexes = BTreeSet::new();
    for row in connection.texts(INDEXES, &[owner])? {
        let [Some(name), Some(kind), Some(table_owner), Some(table)] = &row[..] else {
            continue;
        };
        let is_part = kind == "LOB" || kind.starts_with("IOT") || of_constraints.contains(&name[..]);
        if is_part || part_tables.contains(table) {
            part_indexes.insert(name.clone());
            continue;
        }
        for kind in ["TABLE", "MATERIALIZED VIEW"] {
            let table = (table_owner.clone(), kind.to_owned(), table.clone());
            dependencies.insert((key("INDEX", name), table));
        }
    }
    for row in connection.texts(OBJECTS, &[owner])? {
        let [Some(kind), Some(name), last_ddl_time, status, generated] = &row[..] else {
            continue;
        };
        let is_part = match &kind[..] {
            "TABLE" => {
                part_tables.contains(name) || materialized.contains(name) || super::is_internal_table(name)
            }
            "INDEX" => part_indexes.contains(name),
            "SEQUENCE" => name.starts_with("ISEQ$$_"),
            "TYPE" | "TYPE BODY" => name.starts_with("SYSTP") || name.starts_with("SYS_PLSQL_"),
            "TRIGGER" => false,
            other => PARTS.contains(&other) || generated.as_deref() == Some("Y"),
        };
        if is_part {
            continue;
        }
        let found = Listed {
            last_ddl_time: last_ddl_time.clone().unwrap_or_default(),
            status: status.clone().unwrap_or_default(),
        };
        listed.insert(key(kind, name), found);
    }
    for row in &constraints {
        let [Some(name), Some(kind), Some(table), ..] = &row[..] else {
            continue;
        };
        // A foreign key has no time of its own: it is altered with its table.
        if kind == "R"
            && let Some(of_table) = listed.get(&key("TABLE", table))
        {
            let found = Listed {
                last_ddl_time: of_table.last_ddl_time.clone(),
                status: of_table.status.clone(),
            };
            dependencies.insert((key("REF_CONSTRAINT", name), key("TABLE", table)));
            listed.insert(key("REF_CONSTRAINT", name), found);
        }
    }
    for row in connection.texts(DEPENDENCIES, &[owner])? {
        let [
            Some(kind),
            Some(name),
            Some(needed_owner),
            Some(needed_kind),
            Some(needed_name),
        ] = &row[..]
        else {
            continue;
        };
        let needed = (needed_owner.clone(), needed_kind.clone(), needed_name.clone());
        dependencies.insert((key(kind, name), needed));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_stay_apart() {
        assert_eq!(file_name("EMPLOYEES"), "employees");
        assert_eq!(file_name("A$B#1"), "a$b#1");
        let quoted = file_name("Employees");
        assert!(quoted.starts_with("employees-"), "{quoted}");
        assert_ne!(quoted, file_name("EMPLOYEEs"));
        assert!(!file_name("../x").contains('.'));
    }
}
