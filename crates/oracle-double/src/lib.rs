//! A double of an Oracle server for tests.
//!
//! It speaks Oracle Net (TNS) and TTC over TCP well enough for unmodified thin drivers, in the manner of 19c or 23ai.
//! It is written from what clients send and expect and was never compared with a server; `docs/oracle-double.md` says
//! what follows from that.
//!
//! ```no_run
//! use oracle_double::{Column, Double, Options, Script, Style, Value};
//!
//! let script = Script::new().query(
//!     "select 1, 'x' from dual",
//!     vec![Column::number("1"), Column::text("'X'")],
//!     vec![vec![Value::from(1), Value::from("x")]],
//! );
//! let double = Double::start(Options::new(Style::V19), script)?;
//! // User scott, password tiger.
//! println!("{}", double.connect_string());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! * [`Script`] answers a list of statements.
//! * [`Simulator`] is a database: [`Table`]s whose rows have versions by SCN (`AS OF SCN`), ROWIDs by object, file and block,
//!   transactions, the dictionary, and enough SQL for programs that move data. It is cloned into [`Double::start`] and changed
//!   by [`Simulator::session`] while clients read it:
//!
//!   ```no_run
//!   # use oracle_double::{Column, Double, Options, Simulator, Style, Table};
//!   let simulator = Simulator::new();
//!   simulator.add(Table::new("HR", "T").column(Column::number("ID")).primary_key(&["ID"]).rows(vec![vec![1.into()]]));
//!   let double = Double::start(Options::new(Style::V23), simulator.clone())?;
//!   simulator.session("HR").run("UPDATE t SET id = 2", &[])?;
//!   # Ok::<(), Box<dyn std::error::Error>>(())
//!   ```
//!
//!   Its redo log is read by LogMiner: `DBMS_LOGMNR`, `V$LOGMNR_CONTENTS`, [`Simulator::switch_log`], [`LogMinerQuirks`].
//! * [`Double::faults`] makes things go wrong: [`Fault`], [`On`], [`Action`]. A [`Gate`] holds the server until the test
//!   opens it, so that no test has to sleep.
//! * [`Double::statements`] are the statements that ran, [`Double::protocol_errors`] what the double did not understand.
//! * [`Database`] and [`Session`] are what a database of one's own implements.

mod auth;
pub mod codec;
mod connection;
mod database;
mod faults;
pub mod memory;
mod script;
mod server;
mod simulator;
mod sql_text;
mod value;
mod wire;

pub use auth::Verifier;
pub use codec::json::Json;
pub use codec::number::Number;
pub use codec::rowid::Rowid;
pub use codec::temporal::{DateTime, IntervalDs, IntervalYm};
pub use codec::vector::{Elements, Vector};
pub use database::{Bind, Database, Done, Login, OracleError, OutBind, Outcome, Rows, Session, Statement};
pub use faults::{Action, Fault, Faults, Gate, On};
pub use script::Script;
pub use server::{Double, Options, Style};
pub use simulator::{LogMinerQuirks, Simulator, SimulatorSession, SupplementalLog, Table};
pub use value::{Column, DataType, LobSource, Row, Value, VectorFormat, VectorType};
pub use wire::packet::{Packet, read_packet};
