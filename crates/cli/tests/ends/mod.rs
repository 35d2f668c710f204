//! A double of an Oracle server, a database of PostgreSQL, and processes of the program between them.

use oracle_double::{Double, Options, Simulator, Style};
use plconv_verify::{Database, Server};
use std::process::{Command, Stdio};

pub struct Ends {
    pub double: Double,
    database: Database,
    directory: tempfile::TempDir,
}

impl Ends {
    /// Starts the double, makes a database with `tables`, and writes a plan with `sections` between them.
    pub fn new(server: &Server, simulator: Simulator, tables: &str, sections: &str) -> Ends {
        let ends = Ends {
            double: Double::start(Options::new(Style::V23), simulator).unwrap(),
            database: server.fresh_database().unwrap(),
            directory: tempfile::tempdir().unwrap(),
        };
        let plan = format!(
            "version = 1\nname = \"killed\"\n[source]\noracle = {:?}\nuser = \"scott\"\n[target]\nurl = {:?}\n{sections}",
            ends.double.connect_string(),
            ends.database.url()
        );
        std::fs::write(ends.directory.path().join("plan.toml"), plan).unwrap();
        ends.client().batch_execute(tables).unwrap();
        ends
    }

    pub fn client(&self) -> postgres::Client {
        postgres::Client::connect(self.database.url(), postgres::NoTls).unwrap()
    }

    fn plan_file(&self) -> std::path::PathBuf {
        self.directory.path().join("plan.toml")
    }

    /// The plan as it is now.
    #[allow(dead_code, reason = "each test uses a part")]
    pub fn plan(&self) -> String {
        std::fs::read_to_string(self.plan_file()).unwrap()
    }

    /// Another plan in its place.
    #[allow(dead_code, reason = "each test uses a part")]
    pub fn write_plan(&self, plan: &str) {
        std::fs::write(self.plan_file(), plan).unwrap();
    }

    /// The program with a command about the plan.
    pub fn plconv(&self, command: &str) -> Command {
        let mut process = Command::new(env!("CARGO_BIN_EXE_plconv"));
        process
            .args([command, "plan.toml"])
            .current_dir(self.directory.path())
            .env("PLCONV_SOURCE_PASSWORD", "tiger")
            .stdout(Stdio::null());
        process
    }
}
