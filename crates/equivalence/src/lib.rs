//! Equivalence tests: calls in Oracle's language with the result that Oracle gives, run against converted code.
//!
//! Input: a source tree, an output directory made from it, [`Case`]s (files beside the source, and the tests of utPLSQL
//! suites in it), a PostgreSQL. Output: a [`Verdict`] for each case; characterisation tests. Must not know: rules of
//! conversion, the terminal.
//!
//! Expectations come from files; [`record`] writes what an Oracle does into them, whoever has the connection.
#![allow(clippy::disallowed_methods, reason = "cases are files")]

mod bench;
mod case;
mod characterize;
mod converted;
mod record;
mod utplsql;

pub use bench::{Bench, Ran};
pub use case::{Case, CaseError, Expected, Verdict, blocks, find_cases, find_cases_to_record};
pub use characterize::{attempts, case_file, file_name};
pub use converted::{Converted, ConvertedCase, convert_cases};
pub use record::{Oracle, OracleFailure, RecordError, Recorded, file_to_write, record};
pub use utplsql::{Suite, SuiteTest, find_suites};
