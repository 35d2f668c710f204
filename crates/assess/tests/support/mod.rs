//! The applications of the corpus, converted and assessed.
#![allow(clippy::unwrap_used, reason = "support of tests")]

use plconv_assess::{EffortModel, Options, Report, assess};
use plconv_project::convert::{Conversion, convert_project, open_project};
use plconv_project::discover::discover;
use plconv_project::policy_file::read_policy;
use plconv_project::{Database, NoProgress, SourceTree};
use std::path::PathBuf;

/// A converted application.
pub struct Application {
    pub tree: SourceTree,
    pub conversion: Conversion,
}

impl Application {
    /// Converts an application of `corpus/projects`.
    pub fn new(name: &str) -> Self {
        let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../corpus/projects")
            .join(name);
        let policy = read_policy(&directory.join("plconv.toml")).unwrap();
        let tree = discover(&directory, policy.encoding.as_deref(), None, &NoProgress).unwrap();
        let database = Database::default();
        let project = open_project(&database, &tree, policy, None);
        let conversion = convert_project(&database, project, &tree, &NoProgress);
        Application { tree, conversion }
    }

    pub fn report(&self, name: &str) -> Report {
        self.report_with(Options {
            name: name.to_owned(),
            ..Options::default()
        })
    }

    /// A report with the default model.
    pub fn report_with(&self, options: Options) -> Report {
        let options = Options {
            model: EffortModel::read(None).unwrap(),
            model_name: "the default effort model".to_owned(),
            excerpt_bytes: 12_000_000,
            ..options
        };
        assess(&self.tree, &self.conversion, &options)
    }
}
