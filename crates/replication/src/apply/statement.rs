//! Statements about sets of rows. Values travel as arrays, whose elements are as the mover's encoders write them.

use super::table::{ApplyTable, Cell, bytes_of};
use bytes::{BufMut, BytesMut};
use postgres::types::{IsNull, Kind, ToSql, Type};

/// An array of PostgreSQL in its binary form.
#[derive(Debug, Default)]
pub(crate) struct RawArray {
    count: i32,
    has_null: bool,
    body: Vec<u8>,
}

impl RawArray {
    /// Appends an element: its length and its bytes.
    pub(crate) fn push(&mut self, field: &[u8]) {
        self.count += 1;
        self.has_null |= field.first() == Some(&0xFF);
        self.body.extend_from_slice(field);
    }

    /// Appends a truth value.
    pub(crate) fn push_flag(&mut self, flag: bool) {
        self.push(&[0, 0, 0, 1, u8::from(flag)]);
    }

    /// An array of the column with a number of some rows.
    pub(crate) fn of<'a>(arena: &[u8], rows: impl Iterator<Item = &'a [Cell]>, index: usize) -> RawArray {
        let mut array = RawArray::default();
        for cells in rows {
            let cell = cells.get(index).copied().unwrap_or(Cell::Absent);
            array.push(bytes_of(arena, cell));
        }
        array
    }
}

impl ToSql for RawArray {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        let Kind::Array(member) = ty.kind() else {
            return Err(format!("{ty} is no array").into());
        };
        out.put_i32(i32::from(self.count > 0));
        out.put_i32(i32::from(self.has_null));
        out.put_u32(member.oid());
        if self.count > 0 {
            out.put_i32(self.count);
            out.put_i32(1);
            out.put_slice(&self.body);
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// `$1::bigint[], $2::text[]` and the names of the columns that they become.
struct Arrays {
    parameters: Vec<String>,
    names: Vec<String>,
}

impl Arrays {
    fn new() -> Self {
        Arrays {
            parameters: Vec::new(),
            names: Vec::new(),
        }
    }

    fn add(&mut self, element: &str, name: String) {
        self.parameters
            .push(format!("${}::{element}[]", self.parameters.len() + 1));
        self.names.push(name);
    }

    /// The keys that rows have now.
    fn keys(table: &ApplyTable) -> Self {
        let mut arrays = Arrays::new();
        for (place, index) in table.key.iter().enumerate() {
            arrays.add(&table.columns[*index].element, key_name(place));
        }
        arrays
    }

    fn unnest(&self, alias: &str, with_ordinality: bool) -> String {
        let (ordinality, mut names) = match with_ordinality {
            true => (" WITH ORDINALITY", self.names.clone()),
            false => ("", self.names.clone()),
        };
        if with_ordinality {
            names.push("plconv_n".to_owned());
        }
        format!(
            "unnest({}){ordinality} AS {alias} ({})",
            self.parameters.join(", "),
            names.join(", ")
        )
    }
}

fn key_name(place: usize) -> String {
    format!("plconv_k{place}")
}

/// `t.id = s.plconv_k0 AND ...`
fn same_key(table: &ApplyTable) -> String {
    let parts = table.key.iter().enumerate().map(|(place, index)| {
        format!(
            "t.{} = {}",
            table.columns[*index].target,
            table.key_value(*index, &format!("s.{}", key_name(place)))
        )
    });
    parts.collect::<Vec<_>>().join(" AND ")
}

/// Deletes rows by their keys.
pub(crate) fn delete(table: &ApplyTable) -> String {
    format!(
        "DELETE FROM {} AS t USING {} WHERE {}",
        table.target,
        Arrays::keys(table).unnest("s", false),
        same_key(table)
    )
}

/// The rows of `s`: keys, then values under the names of their columns, each with a flag where not all rows set all columns.
fn values(table: &ApplyTable, set: &[usize], has_flags: bool, with_ordinality: bool) -> String {
    let mut arrays = Arrays::keys(table);
    let mut items: Vec<String> = (0..table.key.len()).map(key_name).collect();
    for index in set {
        let column = &table.columns[*index];
        arrays.add(&column.element, column.target.clone());
        items.push(format!("{} AS {}", column.expression, column.target));
    }
    if has_flags {
        for index in set {
            let name = format!("plconv_f{index}");
            arrays.add("boolean", name.clone());
            items.push(name);
        }
    }
    let is_plain = set
        .iter()
        .all(|index| table.columns[*index].expression == table.columns[*index].target);
    if is_plain {
        return arrays.unnest("s", with_ordinality);
    }
    if with_ordinality {
        items.push("plconv_n".to_owned());
    }
    format!(
        "(SELECT {} FROM {}) AS s",
        items.join(", "),
        arrays.unnest("r", with_ordinality)
    )
}

/// Updates columns of rows that keep their keys.
pub(crate) fn update(table: &ApplyTable, set: &[usize], has_flags: bool) -> String {
    let assignments: Vec<String> = set
        .iter()
        .map(|index| {
            let name = &table.columns[*index].target;
            match has_flags {
                true => format!("{name} = CASE WHEN s.plconv_f{index} THEN s.{name} ELSE t.{name} END"),
                false => format!("{name} = s.{name}"),
            }
        })
        .collect();
    format!(
        "UPDATE {} AS t SET {} FROM {} WHERE {}",
        table.target,
        assignments.join(", "),
        values(table, set, has_flags, false),
        same_key(table)
    )
}

/// Gives rows other keys, or other values in unique columns: all are away before the first is back, so that they may swap.
pub(crate) fn moved(table: &ApplyTable, set: &[usize]) -> String {
    let mut returned: Vec<String> = table.written.iter().map(|name| format!("t.{name}")).collect();
    let mut names: Vec<String> = (0..table.written.len())
        .map(|place| format!("plconv_c{place}"))
        .collect();
    for index in set {
        returned.push(format!("s.{}", table.columns[*index].target));
        names.push(format!("plconv_v{index}"));
        returned.push(format!("s.plconv_f{index}"));
        names.push(format!("plconv_f{index}"));
    }
    returned.push("s.plconv_n".to_owned());
    names.push("plconv_n".to_owned());
    let back: Vec<String> = table
        .written
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let set = set.iter().find(|index| table.columns[**index].target == *name);
            match set {
                Some(index) => {
                    format!("CASE WHEN plconv_f{index} THEN plconv_v{index} ELSE plconv_c{place} END")
                }
                None => format!("plconv_c{place}"),
            }
        })
        .collect();
    format!(
        "WITH gone ({}) AS (DELETE FROM {} AS t USING {} WHERE {} RETURNING {}) \
         INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM gone ORDER BY plconv_n",
        names.join(", "),
        table.target,
        values(table, set, true, true),
        same_key(table),
        returned.join(", "),
        table.target,
        table.written.join(", "),
        back.join(", ")
    )
}

fn targets(table: &ApplyTable) -> Vec<&str> {
    table
        .columns
        .iter()
        .map(|column| column.target.as_str())
        .collect()
}

/// Inserts rows; with `replaces`, those that are there already are overwritten.
pub(crate) fn insert(table: &ApplyTable, replaces: bool) -> String {
    let mut arrays = Arrays::new();
    for column in &table.columns {
        arrays.add(&column.element, column.target.clone());
    }
    let names = targets(table).join(", ");
    let items: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.expression.as_str())
        .collect();
    let mut sql = format!(
        "INSERT INTO {} ({names}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}",
        table.target,
        items.join(", "),
        arrays.unnest("s", false)
    );
    if replaces {
        let key: Vec<&str> = table
            .key
            .iter()
            .map(|index| table.columns[*index].target.as_str())
            .collect();
        let set: Vec<String> = table
            .columns
            .iter()
            .enumerate()
            .filter(|(index, _)| !table.key.contains(index))
            .map(|(_, column)| format!("{0} = EXCLUDED.{0}", column.target))
            .collect();
        sql.push_str(&match set.is_empty() {
            true => format!(" ON CONFLICT ({}) DO NOTHING", key.join(", ")),
            false => format!(
                " ON CONFLICT ({}) DO UPDATE SET {}",
                key.join(", "),
                set.join(", ")
            ),
        });
    }
    sql
}

/// `COPY ... FROM STDIN`, when values need no expression.
pub(crate) fn copy(table: &ApplyTable) -> Option<String> {
    let is_plain = |column: &super::table::ApplyColumn| column.expression == column.target;
    table.columns.iter().all(is_plain).then(|| {
        format!(
            "COPY {} ({}) FROM STDIN (FORMAT binary)",
            table.target,
            targets(table).join(", ")
        )
    })
}

/// The places of keys, from 0, that the target has, or has not.
pub(crate) fn look(table: &ApplyTable, is_there: bool) -> String {
    format!(
        "SELECT (s.plconv_n - 1)::int4 FROM {} WHERE {}EXISTS (SELECT FROM {} AS t WHERE {}) ORDER BY 1",
        Arrays::keys(table).unnest("s", true),
        if is_there { "" } else { "NOT " },
        table.target,
        same_key(table)
    )
}

/// The condition that finds a row of a table without a key by its values, with the numbers of the columns that are compared.
fn by_values(table: &ApplyTable, old: &[Cell], arena: &[u8], first: usize) -> (String, Vec<usize>) {
    let mut parts = Vec::new();
    let mut compared = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let cell = old.get(index).copied().unwrap_or(Cell::Absent);
        if !matches!(cell, Cell::Field { .. }) || column.is_large {
            continue;
        }
        let text = if column.has_no_equality { "::text" } else { "" };
        if bytes_of(arena, cell).first() == Some(&0xFF) {
            parts.push(format!("{} IS NULL", column.target));
            continue;
        }
        let parameter = format!("(${}::{}[])[1]", first + compared.len(), column.element);
        parts.push(format!(
            "{}{text} = {}{text}",
            column.target,
            table.key_value(index, &parameter)
        ));
        compared.push(index);
    }
    (parts.join(" AND "), compared)
}

/// One of the rows that a condition finds. A place is one of its partition only.
fn one_row(table: &ApplyTable, condition: &str) -> String {
    match table.is_partitioned {
        true => format!(
            "(tableoid, ctid) = (SELECT tableoid, ctid FROM {} WHERE {condition} LIMIT 1)",
            table.target
        ),
        false => format!(
            "ctid = ANY (ARRAY(SELECT ctid FROM {} WHERE {condition} LIMIT 1))",
            table.target
        ),
    }
}

/// Deletes one row by its values.
pub(crate) fn delete_one(table: &ApplyTable, old: &[Cell], arena: &[u8]) -> (String, Vec<usize>) {
    let (condition, compared) = by_values(table, old, arena, 1);
    let sql = format!(
        "DELETE FROM {} WHERE {}",
        table.target,
        one_row(table, &condition)
    );
    (sql, compared)
}

/// Updates one row by its values; the new ones come first.
pub(crate) fn update_one(
    table: &ApplyTable,
    old: &[Cell],
    set: &[usize],
    arena: &[u8],
) -> (String, Vec<usize>) {
    let (condition, compared) = by_values(table, old, arena, set.len() + 1);
    let assignments: Vec<String> = set
        .iter()
        .enumerate()
        .map(|(place, index)| {
            let column = &table.columns[*index];
            let parameter = format!("(${}::{}[])[1]", place + 1, column.element);
            format!("{} = {}", column.target, table.key_value(*index, &parameter))
        })
        .collect();
    let sql = format!(
        "UPDATE {} SET {} WHERE {}",
        table.target,
        assignments.join(", "),
        one_row(table, &condition)
    );
    (sql, compared)
}
