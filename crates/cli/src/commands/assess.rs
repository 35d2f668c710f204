//! `plconv assess`

use crate::arguments::{AssessArguments, ReportFormat};
use crate::outcome::{Outcome, UsageError};
use crate::{session, terminal};
use anyhow::Context;
use plconv_assess::calibrate::{calibrate, read_finished, to_toml, with_calibration};
use plconv_assess::captured::{CapturedCatalog, CapturedObject, CapturedTable};
use plconv_assess::{Decisions, EffortModel, Fleet, Options, Report, anonymize, assess, compare, render};
use plconv_diagnostics::Severity;
use plconv_findings::Date;
use plconv_findings::tasks::{Status, TASKS_FILE, Tasks, identified};
use plconv_mover::catalog::{self, CatalogSnapshot};
use plconv_project::SourceTree;
use plconv_project::accepted::script_files;
use plconv_project::convert::Conversion;
use plconv_project::write::{is_output_directory, write_whole};
use plconv_snapshot::StoredSnapshots;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Assesses trees and writes the reports.
pub fn run(arguments: &AssessArguments) -> anyhow::Result<Outcome> {
    let is_fleet = arguments.sources.len() > 1;
    if is_fleet
        && !(arguments.compare.is_empty()
            && arguments.calibrate.is_none()
            && arguments.catalog.is_none()
            && arguments.snapshots.is_none()
            && arguments.name.is_none())
    {
        let message =
            "--catalog, --compare, --calibrate, --snapshots and --name are about one tree: give a single SRC";
        return Err(UsageError(message.to_owned()).into());
    }
    let mut model = Model::read(arguments.effort.as_deref())?;
    let earlier = earlier(&arguments.compare)?;
    let mut reports = Vec::new();
    for source in &arguments.sources {
        let report = assess_one(source, arguments, &mut model, &earlier)?;
        let out = if is_fleet {
            beside(&arguments.out, &report.name, &reports)
        } else {
            arguments.out.clone()
        };
        write(&report, &model.model, arguments, &out)?;
        reports.push((report, out));
    }
    if is_fleet {
        write_fleet(&reports, arguments)?;
    }
    Ok(Outcome::Clean)
}

/// The effort model and what it is called in reports.
struct Model {
    model: EffortModel,
    name: String,
}

impl Model {
    fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let text = match file {
            Some(path) => Some(read(path)?),
            None => None,
        };
        let model = EffortModel::read(text.as_deref()).map_err(|error| {
            let name = file.map_or_else(String::new, |path| path.display().to_string());
            UsageError(format!("{name}: {error}"))
        })?;
        Ok(Model {
            model,
            name: match file {
                Some(path) => format!("the default effort model with {}", file_name(path)),
                None => "the default effort model".to_owned(),
            },
        })
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn assess_one(
    source: &Path,
    arguments: &AssessArguments,
    model: &mut Model,
    earlier: &[(String, Report)],
) -> anyhow::Result<Report> {
    let (tree, conversion) = session::convert(source, None, &arguments.reading)?;
    let captured = captured(arguments.catalog.as_deref(), source)?;
    let mut decided = decided(source, &tree, &conversion)?;
    if let Some(directory) = &arguments.snapshots {
        accept(directory, &tree, &conversion, decided.get_or_insert_default())?;
    }
    let assessed = |model: &Model| {
        assess(
            &tree,
            &conversion,
            &Options {
                name: arguments.name.clone().unwrap_or_else(|| name_of(source)),
                model: model.model.clone(),
                model_name: model.name.clone(),
                excerpt_bytes: arguments.excerpts.saturating_mul(1_000_000),
                captured: captured.clone(),
                decided: decided.clone(),
            },
        )
    };
    let mut report = assessed(model);
    if let Some(path) = &arguments.calibrate {
        let finished = read_finished(&read(path)?).map_err(|error| of_file(path, &error))?;
        let reports: Vec<&Report> = earlier
            .iter()
            .map(|(_, report)| report)
            .chain([&report])
            .collect();
        let learned = calibrate(&reports, &finished).map_err(|error| of_file(path, &error))?;
        let file = arguments.out.with_extension("effort.toml");
        write_file(&file, &to_toml(&learned))?;
        terminal::tell(&format!("{}\n", file.display()));
        model.name = format!(
            "{}, calibrated with {} finished objects (factor {:.2})",
            model.name, learned.objects, learned.all
        );
        model.model = with_calibration(&model.model, learned);
        report = assessed(model);
    }
    if !earlier.is_empty() {
        report.comparison = Some(compare(&report, "this run", earlier));
    }
    if arguments.anonymize {
        anonymize(&mut report);
    }
    Ok(report)
}

/// The captured catalog that was named, or that of the source.
fn captured(named: Option<&Path>, source: &Path) -> anyhow::Result<Option<CapturedCatalog>> {
    let snapshot = CatalogSnapshot::read(named.unwrap_or(source))?;
    if let (Some(directory), None) = (named, &snapshot) {
        let message = format!("{}: no captured catalog is there", directory.display());
        return Err(UsageError(message).into());
    }
    Ok(snapshot.map(|snapshot| CapturedCatalog {
        captured_at: snapshot.captured_at,
        database: snapshot.database,
        schemas: snapshot.schemas,
        tables: snapshot.tables.into_iter().map(table).collect(),
        objects: snapshot
            .objects
            .into_iter()
            .map(|object| CapturedObject {
                owner: object.owner,
                kind: object.kind,
                name: object.name,
                is_valid: object.status != "INVALID",
                problem: object.problem,
            })
            .collect(),
    }))
}

fn table(table: catalog::CapturedTable) -> CapturedTable {
    let estimate = table.rows.zip(table.row_bytes).map(|(rows, bytes)| rows * bytes);
    CapturedTable {
        owner: table.owner,
        name: table.name,
        rows: table.rows,
        is_estimated: table.bytes.is_none() && estimate.is_some(),
        bytes: table.bytes.or(estimate),
        lob_bytes: table.lob_bytes,
    }
}

/// What the file of tasks beside the source says, when there is one.
fn decided(source: &Path, tree: &SourceTree, conversion: &Conversion) -> anyhow::Result<Option<Decisions>> {
    let directory = if source.is_dir() {
        Some(source)
    } else {
        source.parent()
    };
    let path = directory.unwrap_or(Path::new("")).join(TASKS_FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(anyhow::Error::new(error).context(format!("cannot read {}", path.display())));
        }
    };
    let tasks = Tasks::parse(&text).map_err(|error| UsageError(format!("{}: {error}", path.display())))?;
    let scripts = script_files(&conversion.manifest, tree);
    // No suppression expires here: tasks are decisions of their own.
    let found = identified(
        &conversion.diagnostics,
        tree,
        scripts,
        Vec::new(),
        Date::of_days_since_1970(0),
    );
    Ok(Some(
        found
            .into_iter()
            .filter_map(|(found, id)| {
                let at = (found.primary.file, found.primary.range.start().into(), found.code);
                Some((at, *tasks.status.get(&id)?))
            })
            .collect(),
    ))
}

/// Adds that what is assumed of objects is accepted where they come out as their snapshots in a directory say, unless
/// somebody decided otherwise. What is refused is not finished by that.
fn accept(
    directory: &Path,
    tree: &SourceTree,
    conversion: &Conversion,
    decided: &mut Decisions,
) -> anyhow::Result<()> {
    let stored = StoredSnapshots::read(directory, env!("CARGO_PKG_VERSION"), is_output_directory)?;
    if stored.is_empty() {
        let message = format!("{}: no snapshots of `plconv snap` are there", directory.display());
        return Err(UsageError(message).into());
    }
    let places = plconv_snapshot::accepted(
        conversion,
        &plconv_snapshot::take(&conversion.output, &conversion.diagnostics, tree),
        &stored,
    );
    let accepted: BTreeMap<_, _> = places
        .iter()
        .map(|place| ((place.file, place.range.start()), place.range.end()))
        .collect();
    let assumed = conversion
        .diagnostics
        .iter()
        .filter(|found| found.severity() == Severity::Assumed);
    for found in assumed {
        let (file, at) = (found.primary.file, found.primary.range.start());
        let object = accepted.range(..=(file, at)).next_back();
        if object.is_some_and(|((of, _), end)| *of == file && at < *end) {
            decided
                .entry((file, at.into(), found.code))
                .or_insert(Status::Accepted);
        }
    }
    Ok(())
}

fn of_file(path: &Path, error: &dyn std::error::Error) -> UsageError {
    UsageError(format!("{}: {error}", path.display()))
}

/// `fleet-NAME.html` beside `fleet.html`; equal names get a number.
fn beside(out: &Path, name: &str, taken: &[(Report, PathBuf)]) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let path = |end: &str| out.with_file_name(format!("{stem}-{name}{end}.html"));
    let is_free = |path: &PathBuf| taken.iter().all(|(_, other)| other != path);
    let mut candidate = path("");
    let mut number = 2;
    while !is_free(&candidate) {
        candidate = path(&format!("-{number}"));
        number += 1;
    }
    candidate
}

fn write_fleet(reports: &[(Report, PathBuf)], arguments: &AssessArguments) -> anyhow::Result<()> {
    let fleet = Fleet::new(reports.iter().map(|(report, path)| (report, file_name(path))));
    for format in formats(arguments) {
        let path = path_of(format, &arguments.out);
        let text = match format {
            ReportFormat::Html => fleet.html(),
            ReportFormat::Json => fleet.json(),
            ReportFormat::Csv => fleet.csv(),
            ReportFormat::Md => fleet.markdown(),
        };
        write_file(&path, &text)?;
        terminal::tell(&format!("{}\n", path.display()));
    }
    Ok(())
}

/// The last part of the path, also of `.`.
fn name_of(source: &Path) -> String {
    let whole = source.canonicalize().unwrap_or_else(|_| source.to_owned());
    file_name(&whole)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// Earlier reports with the names of their files.
fn earlier(paths: &[PathBuf]) -> anyhow::Result<Vec<(String, Report)>> {
    paths
        .iter()
        .map(|path| {
            let report: Report = serde_json::from_str(&read(path)?)
                .map_err(|error| UsageError(format!("{}: no JSON report: {error}", path.display())))?;
            let label = path.file_stem().unwrap_or_default().to_string_lossy();
            Ok((label.into_owned(), report))
        })
        .collect()
}

/// Each format once.
fn formats(arguments: &AssessArguments) -> Vec<ReportFormat> {
    let mut formats = arguments.format.clone();
    formats.sort_unstable();
    formats.dedup();
    formats
}

fn path_of(format: ReportFormat, out: &Path) -> PathBuf {
    out.with_extension(match format {
        ReportFormat::Html => "html",
        ReportFormat::Json => "json",
        ReportFormat::Csv => "csv",
        ReportFormat::Md => "md",
    })
}

fn write(
    report: &Report,
    model: &EffortModel,
    arguments: &AssessArguments,
    out: &Path,
) -> anyhow::Result<()> {
    for format in formats(arguments) {
        let path = path_of(format, out);
        match format {
            ReportFormat::Html => write_file(&path, &render::html(report, model))?,
            ReportFormat::Json => write_file(&path, &render::json(report))?,
            ReportFormat::Md => write_file(&path, &render::markdown(report))?,
            ReportFormat::Csv => {
                std::fs::create_dir_all(&path)
                    .with_context(|| format!("cannot create {}", path.display()))?;
                for (name, text) in render::csv_tables(report) {
                    write_file(&path.join(name), &text)?;
                }
            }
        }
        terminal::tell(&format!("{}\n", path.display()));
    }
    Ok(())
}

fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    write_whole(path, text).with_context(|| format!("cannot write {}", path.display()))
}
