//! Statements that define tables, read.

use super::ast::{Alteration, NewColumn, Statement};
use super::parser::Parser;
use crate::database::OracleError;
use crate::value::{DataType, VectorFormat, VectorType};

type Parsed<T> = Result<T, OracleError>;

impl Parser<'_> {
    /// A statement other than those that read and change rows, after its first word.
    pub(super) fn definition(&mut self, word: &str) -> Parsed<Statement> {
        match word {
            "TRUNCATE" => {
                self.need_word("TABLE")?;
                let table = self.table_name()?;
                self.skip_rest();
                Ok(Statement::Truncate(table))
            }
            "DROP" if self.word("TABLE") => {
                let table = self.table_name()?;
                self.skip_rest();
                Ok(Statement::DropTable(table))
            }
            "CREATE" if self.word("TABLE") => self.create_table(),
            "CREATE"
                if self.word("INDEX")
                    || self.words(&["UNIQUE", "INDEX"])
                    || self.words(&["BITMAP", "INDEX"]) =>
            {
                self.index()
            }
            "DROP" if self.word("INDEX") => self.index(),
            "ALTER" if self.word("TABLE") => self.alter_table(),
            "RENAME" => {
                let table = self.table_name()?;
                self.need_word("TO")?;
                Ok(Statement::AlterTable(table, Alteration::Rename(self.name()?)))
            }
            "ALTER" | "SET" | "LOCK" => {
                let is_ddl = word == "ALTER" && !self.word("SESSION");
                self.skip_rest();
                Ok(Statement::Nothing { is_ddl })
            }
            "CREATE" | "DROP" | "GRANT" | "REVOKE" | "COMMENT" | "ANALYZE" | "PURGE" => {
                self.skip_rest();
                Ok(Statement::Nothing { is_ddl: true })
            }
            _ => Err(self.error(900, "invalid SQL statement")),
        }
    }

    fn index(&mut self) -> Parsed<Statement> {
        let index = self.table_name()?;
        self.skip_rest();
        Ok(Statement::Index(index))
    }

    fn create_table(&mut self) -> Parsed<Statement> {
        let table = self.table_name()?;
        self.need_sign("(")?;
        let mut columns = Vec::new();
        let mut primary_key = Vec::new();
        loop {
            let constraint = self.word("CONSTRAINT");
            if constraint {
                self.name()?;
            }
            if self.words(&["PRIMARY", "KEY"]) {
                self.need_sign("(")?;
                primary_key = self.list(Parser::name)?;
                self.need_sign(")")?;
            } else if constraint {
                return Err(self.error(2438, "only primary keys are understood"));
            } else {
                columns.push(self.new_column()?);
            }
            if !self.sign(",") {
                break;
            }
        }
        self.need_sign(")")?;
        self.skip_rest();
        let inline = columns.iter().filter(|column| column.primary_key);
        primary_key.extend(inline.map(|column| column.name.clone()));
        Ok(Statement::CreateTable {
            table,
            columns,
            primary_key,
        })
    }

    fn alter_table(&mut self) -> Parsed<Statement> {
        let table = self.table_name()?;
        let alteration = if self.words(&["ADD", "SUPPLEMENTAL"]) || self.words(&["ADD", "CONSTRAINT"]) {
            self.skip_rest();
            Alteration::Other
        } else if self.word("ADD") {
            Alteration::AddColumns(self.new_columns()?)
        } else if self.word("MODIFY") {
            Alteration::ModifyColumns(self.new_columns()?)
        } else if self.words(&["DROP", "COLUMN"]) {
            Alteration::DropColumns(vec![self.name()?])
        } else if self.words(&["RENAME", "COLUMN"]) {
            let from = self.name()?;
            self.need_word("TO")?;
            Alteration::RenameColumn(from, self.name()?)
        } else if self.words(&["RENAME", "TO"]) {
            Alteration::Rename(self.name()?)
        } else if self.word("DROP") && self.sign("(") {
            let columns = self.list(Parser::name)?;
            self.need_sign(")")?;
            Alteration::DropColumns(columns)
        } else {
            Alteration::Other
        };
        self.skip_rest();
        Ok(Statement::AlterTable(table, alteration))
    }

    fn new_columns(&mut self) -> Parsed<Vec<NewColumn>> {
        if !self.sign("(") {
            self.word("COLUMN");
            return Ok(vec![self.new_column()?]);
        }
        let columns = self.list(Parser::new_column)?;
        self.need_sign(")")?;
        Ok(columns)
    }

    fn new_column(&mut self) -> Parsed<NewColumn> {
        let mut column = NewColumn {
            name: self.name()?,
            data_type: self.data_type()?,
            not_null: false,
            primary_key: false,
            default: None,
        };
        loop {
            if self.words(&["NOT", "NULL"]) {
                column.not_null = true;
            } else if self.words(&["PRIMARY", "KEY"]) {
                column.primary_key = true;
            } else if self.word("DEFAULT") {
                column.default = Some(self.expr()?);
            } else if !self.word("NULL") {
                return Ok(column);
            }
        }
    }

    /// `(n)` or `(n, m)` if it is there.
    fn sizes(&mut self) -> Parsed<Vec<i64>> {
        if !self.sign("(") {
            return Ok(Vec::new());
        }
        let mut sizes = if self.sign("*") {
            vec![38]
        } else {
            vec![self.integer()?]
        };
        if self.sign(",") {
            sizes.push(self.integer()?);
        }
        let _ = self.word("BYTE") || self.word("CHAR");
        self.need_sign(")")?;
        Ok(sizes)
    }

    pub(super) fn data_type(&mut self) -> Parsed<DataType> {
        let Some(word) = self.next_word() else {
            return Err(self.error(902, "invalid datatype"));
        };
        if word == "LONG" {
            return Ok(if self.word("RAW") {
                DataType::LongRaw
            } else {
                DataType::Long
            });
        }
        if word == "INTERVAL" {
            return self.interval();
        }
        if word == "VECTOR" {
            return self.vector().map(DataType::Vector);
        }
        let sizes = self.sizes()?;
        let size = |or: i64| u32::try_from(sizes.first().copied().unwrap_or(or)).unwrap_or(1);
        let small = |or: u8| {
            sizes
                .first()
                .and_then(|size| u8::try_from(*size).ok())
                .unwrap_or(or)
        };
        Ok(match word.as_str() {
            "NUMBER" | "DECIMAL" | "NUMERIC" if sizes.is_empty() => DataType::Number(0, -127),
            "NUMBER" | "DECIMAL" | "NUMERIC" => {
                let scale = sizes
                    .get(1)
                    .and_then(|scale| i8::try_from(*scale).ok())
                    .unwrap_or(0);
                DataType::Number(small(38), scale)
            }
            "INTEGER" | "INT" | "SMALLINT" => DataType::Number(38, 0),
            "FLOAT" => DataType::Number(small(126), -127),
            "VARCHAR2" | "VARCHAR" => DataType::Varchar2(size(4000)),
            "NVARCHAR2" => DataType::Nvarchar2(size(2000)),
            "CHAR" => DataType::Char(size(1)),
            "NCHAR" => DataType::Nchar(size(1)),
            "RAW" => DataType::Raw(size(2000)),
            "DATE" => DataType::Date,
            "TIMESTAMP" => {
                if self.words(&["WITH", "LOCAL", "TIME", "ZONE"]) {
                    DataType::TimestampLtz(small(6))
                } else if self.words(&["WITH", "TIME", "ZONE"]) {
                    DataType::TimestampTz(small(6))
                } else {
                    DataType::Timestamp(small(6))
                }
            }
            "CLOB" => DataType::Clob,
            "NCLOB" => DataType::Nclob,
            "BLOB" => DataType::Blob,
            "BINARY_FLOAT" => DataType::BinaryFloat,
            "BINARY_DOUBLE" => DataType::BinaryDouble,
            "ROWID" => DataType::Rowid,
            "UROWID" => DataType::Urowid,
            "BOOLEAN" => DataType::Boolean,
            "JSON" => DataType::Json,
            "XMLTYPE" => DataType::Xmltype,
            _ => return Err(self.error(902, &format!("invalid datatype {word}"))),
        })
    }

    /// `(*, FLOAT32, SPARSE)`, each part of which may be missing.
    fn vector(&mut self) -> Parsed<VectorType> {
        let mut declared = VectorType::default();
        if !self.sign("(") {
            return Ok(declared);
        }
        if !self.sign("*") {
            declared.dimensions = u32::try_from(self.integer()?).ok();
        }
        if self.sign(",") && !self.sign("*") {
            declared.format = match self.next_word().as_deref() {
                Some("FLOAT32") => Some(VectorFormat::Float32),
                Some("FLOAT64") => Some(VectorFormat::Float64),
                Some("INT8") => Some(VectorFormat::Int8),
                Some("BINARY") => Some(VectorFormat::Binary),
                _ => {
                    return Err(self.error(
                        51801,
                        "VECTOR column type specification has an unsupported format",
                    ));
                }
            };
        }
        if self.sign(",") {
            declared.is_sparse = self.word("SPARSE") || !self.word("DENSE");
        }
        self.need_sign(")")?;
        Ok(declared)
    }

    fn interval(&mut self) -> Parsed<DataType> {
        let is_year = self.word("YEAR");
        if !is_year {
            self.need_word("DAY")?;
        }
        let precision = self
            .sizes()?
            .first()
            .and_then(|size| u8::try_from(*size).ok())
            .unwrap_or(2);
        self.need_word("TO")?;
        if is_year {
            self.need_word("MONTH")?;
            return Ok(DataType::IntervalYm(precision));
        }
        self.need_word("SECOND")?;
        let scale = self
            .sizes()?
            .first()
            .and_then(|size| u8::try_from(*size).ok())
            .unwrap_or(6);
        Ok(DataType::IntervalDs(precision, scale))
    }
}
