//! The applications of the corpus, converted and assessed.
#![allow(clippy::unwrap_used, reason = "support of tests")]

use plconv_assess::{EffortModel, Options, Report, assess};
use plconv_project::convert::{Conversion, convert_project, open_project};
use plconv_project::discover::discover;
use plconv_project::policy_file::read_policy;
use plconv_project::{Database, NoProgress, SourceTree, run_with_threads};
use std::path::{Path, PathBuf};

/// A converted application.
pub struct Application {
    pub tree: SourceTree,
    pub conversion: Conversion,
}

impl Application {
    /// Converts an application of `corpus/projects`.
    pub fn new(name: &str) -> Self {
        let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus/projects");
        Self::in_directory(&corpus.join(name))
    }

    /// Converts any tree, with its own policy when it has one.
    pub fn in_directory(directory: &Path) -> Self {
        let policy = match directory.join("plconv.toml") {
            file if file.is_file() => read_policy(&file).unwrap(),
            _ => Default::default(),
        };
        // Deep code needs the stacks that the program gives its threads.
        run_with_threads(None, || {
            let tree = discover(directory, policy.encoding.as_deref(), None, &NoProgress).unwrap();
            let database = Database::for_one_run();
            let project = open_project(&database, &tree, policy, None);
            let conversion = convert_project(&database, project, &tree, &NoProgress);
            Application { tree, conversion }
        })
        .unwrap()
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
