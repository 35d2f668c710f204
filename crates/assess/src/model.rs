//! The assessment as plain data: what the JSON report holds and all other forms are made from.

use crate::compare::Comparison;
use plconv_diagnostics::{Class, Code, Severity};
use plconv_findings::tasks::Status;
use plconv_project::Fate;
use plconv_project::manifest::UnitCounts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Says what a JSON report is.
pub const FORMAT: &str = "plconv assessment";

/// Raised when a reader of the old form would misunderstand the new one.
pub const FORMAT_VERSION: u32 = 1;

/// An assessment of one source tree.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// [`FORMAT`]
    pub format: String,
    /// [`FORMAT_VERSION`]
    pub format_version: u32,
    /// What the tree is called.
    pub name: String,
    /// PostgreSQL major version the conversion was for.
    pub target_version: u32,
    /// Whether names and literals were replaced.
    pub anonymized: bool,
    /// How large the tree is.
    pub size: Size,
    /// The sums of the manifest and of `check`.
    pub totals: Totals,
    /// How much of the code is converted.
    pub risk: Vec<RiskShare>,
    /// How ready the tree is, 0 to 100.
    pub readiness: Grade,
    /// How far the numbers can be trusted, 0 to 100.
    pub confidence: Grade,
    /// Person-days.
    pub effort: Effort,
    /// The same tree in ora2pg's terms.
    pub ora2pg: Ora2pg,
    /// Findings by code, the most expensive first.
    pub codes: Vec<CodeRow>,
    /// Every object of the manifest, in its order.
    pub objects: Vec<ObjectRow>,
    /// Scripts with statements that have findings; no objects of the manifest.
    pub scripts: Vec<ObjectRow>,
    /// Objects that use each other: by number in `objects`.
    pub edges: Vec<Edge>,
    /// Objects that use each other in a circle.
    pub cycles: Vec<Vec<u32>>,
    /// An order of work in which everything is there before it is used.
    pub waves: Vec<Wave>,
    /// What to convert first.
    pub first: Vec<FirstRow>,
    /// What clients of the database will notice.
    pub impact: Vec<Impact>,
    /// What is not carried over, with what can be done.
    pub unsupported: Vec<Unsupported>,
    /// What is known of the data.
    pub data: DataFacts,
    /// The difference to earlier runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// How far people are, when there is a file of tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// Objects with work by hand, by what was decided about their findings.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Objects with work by hand.
    pub objects: u64,
    /// Those whose findings are all accepted, or will not be ported.
    pub settled: u64,
    /// Those with findings that somebody works on.
    pub in_review: u64,
    /// Findings with work that will not be ported.
    pub will_not_port: u64,
    /// Expected minutes of conversion of the settled objects.
    pub settled_minutes: f64,
    /// Expected minutes of conversion of all.
    pub minutes: f64,
}

/// The size of a tree.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Size {
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Their lines.
    pub lines: u64,
    /// Lines with something besides blanks and comments.
    pub code_lines: u64,
    /// Objects of the manifest.
    pub objects: u64,
    /// Statements that are no objects, SQL*Plus commands included.
    pub statements: u64,
    /// How much of it could be parsed.
    pub units: UnitCounts,
}

/// Sums as the manifest has them.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Objects by kind and fate.
    pub objects: BTreeMap<String, BTreeMap<Fate, u64>>,
    /// Statements by kind and fate.
    pub statements: BTreeMap<String, BTreeMap<Fate, u64>>,
    /// Findings by code.
    pub diagnostics: BTreeMap<Code, u64>,
}

/// Where an object hurts at worst if nobody looks at it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// A part is missing or would not load.
    Load,
    /// It would fail when it runs.
    Runtime,
    /// It could give another result.
    Silent,
    /// It could be slower.
    Performance,
    /// Nothing has to be done.
    Equal,
}

impl Risk {
    /// All, the gravest first.
    pub const ALL: [Risk; 5] = [
        Risk::Load,
        Risk::Runtime,
        Risk::Silent,
        Risk::Performance,
        Risk::Equal,
    ];

    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Risk::Load => "load",
            Risk::Runtime => "runtime",
            Risk::Silent => "silent",
            Risk::Performance => "performance",
            Risk::Equal => "equal",
        }
    }

    /// What a finding means for its object; notes mean nothing.
    pub fn of(severity: Severity, class: Class) -> Risk {
        match (severity, class) {
            (Severity::Note, _) | (_, Class::Note) => Risk::Equal,
            (_, Class::Performance) => Risk::Performance,
            (_, Class::Load) => Risk::Load,
            (_, Class::Runtime) => Risk::Runtime,
            (_, Class::Silent) => Risk::Silent,
        }
    }
}

/// The part of a tree that has a risk.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RiskShare {
    /// The risk.
    pub risk: Risk,
    /// Objects.
    pub objects: u64,
    /// Their lines.
    pub lines: u64,
    /// Those of the objects that are refused in part or whole.
    pub refused: u64,
}

/// A grade with its reasons.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Grade {
    /// A to E.
    pub letter: String,
    /// 0 to 100.
    pub score: u32,
    /// What lowered it, the gravest first.
    pub reasons: Vec<String>,
}

/// Low, expected and high person-minutes.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Range {
    /// When all goes well.
    pub low: f64,
    /// What to plan with.
    pub expected: f64,
    /// When all goes badly.
    pub high: f64,
}

/// Kinds of work; each is done by a role with a rate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activity {
    /// Writing what was refused, confirming what was assumed.
    Convert,
    /// Reading what was converted.
    Review,
    /// Testing.
    Test,
    /// Work on the project as a whole.
    Project,
}

impl Activity {
    /// All.
    pub const ALL: [Activity; 4] = [
        Activity::Convert,
        Activity::Review,
        Activity::Test,
        Activity::Project,
    ];

    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Activity::Convert => "convert",
            Activity::Review => "review",
            Activity::Test => "test",
            Activity::Project => "project",
        }
    }
}

/// The effort of a tree. All sums are of the numbers in the rows.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Effort {
    /// Person-minutes by kind of work.
    pub minutes: BTreeMap<Activity, Range>,
    /// Person-minutes of all work.
    pub total: Range,
    /// Person-days: `total` by `hours_per_day`.
    pub days: Range,
    /// Money: days by the rates.
    pub cost: Range,
    /// Currency of the rates.
    pub currency: String,
    /// Productive hours of a person in a day.
    pub hours_per_day: f64,
    /// People who work at the same time.
    pub people: f64,
    /// Day rates by kind of work.
    pub rates: BTreeMap<Activity, f64>,
    /// Work on the project as a whole, with how each number came about.
    pub components: Vec<Component>,
    /// Where the numbers come from: the default model, a file, a calibration.
    pub model: String,
}

/// A piece of work that belongs to no object.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Component {
    /// What.
    pub name: String,
    /// Person-minutes.
    pub minutes: Range,
    /// How the number came about.
    pub basis: String,
}

/// ora2pg's measure.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Ora2pg {
    /// Units with its miscounts corrected.
    pub units: f64,
    /// Units as its patterns count them.
    pub units_as_counted: f64,
    /// Person-days at five minutes a unit and seven hours a day.
    pub days: f64,
    /// `A-3`, `B-5`, ...
    pub grade: String,
    /// Units by what was counted.
    pub details: Vec<Ora2pgRow>,
}

/// A line of ora2pg's measure.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Ora2pgRow {
    /// What was counted.
    pub name: String,
    /// Units of one.
    pub weight: f64,
    /// How many there are.
    pub count: u64,
    /// How many its patterns count.
    pub as_counted: u64,
    /// Why they differ.
    pub remark: String,
}

/// All findings of one code.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CodeRow {
    /// The code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// What happened to the construct.
    pub severity: Severity,
    /// When it would hurt.
    pub class: Class,
    /// One line.
    pub summary: String,
    /// Findings.
    pub count: u64,
    /// Objects and scripts with such a finding.
    pub objects: u64,
    /// Person-minutes of conversion.
    pub minutes: Range,
}

/// How hard an object is, by its expected work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Complexity {
    /// Nothing to convert by hand.
    None,
    /// Below a quarter of an hour.
    Trivial,
    /// Below two hours.
    Simple,
    /// Below a day.
    Medium,
    /// Below three days.
    Complex,
    /// More.
    Extreme,
}

impl Complexity {
    /// All, the easiest first.
    pub const ALL: [Complexity; 6] = [
        Complexity::None,
        Complexity::Trivial,
        Complexity::Simple,
        Complexity::Medium,
        Complexity::Complex,
        Complexity::Extreme,
    ];

    /// Of person-minutes of conversion.
    pub fn of(minutes: f64) -> Complexity {
        match minutes {
            m if m <= 0.0 => Complexity::None,
            m if m < 15.0 => Complexity::Trivial,
            m if m < 120.0 => Complexity::Simple,
            m if m < 420.0 => Complexity::Medium,
            m if m < 1260.0 => Complexity::Complex,
            _ => Complexity::Extreme,
        }
    }

    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Complexity::None => "none",
            Complexity::Trivial => "trivial",
            Complexity::Simple => "simple",
            Complexity::Medium => "medium",
            Complexity::Complex => "complex",
            Complexity::Extreme => "extreme",
        }
    }
}

/// An object of the manifest, or a script.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ObjectRow {
    /// Oracle's word for the kind; `SCRIPT` for scripts.
    pub kind: String,
    /// Oracle name.
    pub name: String,
    /// Name in PostgreSQL.
    pub postgresql_name: Option<String>,
    /// Path of the source file.
    pub path: String,
    /// First line.
    pub line: u32,
    /// Last line.
    pub last_line: u32,
    /// Lines with something besides blanks and comments.
    pub code_lines: u32,
    /// What became of it.
    pub fate: Fate,
    /// Where it hurts at worst.
    pub risk: Risk,
    /// How hard it is.
    pub complexity: Complexity,
    /// The wave it belongs to, from 1; 0 for scripts.
    pub wave: u32,
    /// Its findings in the order of the source.
    pub findings: Vec<FindingRow>,
    /// How its effort came about.
    pub effort: ObjectEffort,
    /// Pieces of the Oracle text.
    pub source: Vec<Excerpt>,
    /// Pieces of what was written for it.
    pub generated: Vec<Excerpt>,
}

impl ObjectRow {
    /// The findings that cost work by hand.
    pub fn costly(&self) -> impl Iterator<Item = &FindingRow> {
        let costs = |code: Code| {
            self.effort
                .items
                .iter()
                .any(|item| item.code == code && item.minutes.expected > 0.0)
        };
        self.findings.iter().filter(move |finding| costs(finding.code))
    }

    /// Whether everything that costs work by hand has been decided, or is gone.
    pub fn is_settled(&self) -> bool {
        self.costly().all(FindingRow::is_settled)
    }
}

/// One finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FindingRow {
    /// The code.
    pub code: Code,
    /// Line in the source file.
    pub line: u32,
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What somebody decided, by the file of tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

impl FindingRow {
    /// Whether nobody has to look at it any more.
    pub fn is_settled(&self) -> bool {
        match self.status {
            Some(Status::Accepted | Status::WillNotPort) => true,
            Some(Status::InReview | Status::Open) | None => false,
        }
    }
}

/// The effort of an object in person-minutes.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ObjectEffort {
    /// For each code: how the minutes came about.
    pub items: Vec<EffortItem>,
    /// Conversion by hand: the sum of the items.
    pub convert: Range,
    /// Reading what was converted.
    pub review: Range,
    /// Testing.
    pub test: Range,
    /// All.
    pub total: Range,
}

/// The minutes of the findings of one code in one object.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EffortItem {
    /// The code.
    pub code: Code,
    /// How many findings.
    pub count: u32,
    /// Minutes of the first finding of this code anywhere.
    pub unit: f64,
    /// Factor of the kind of object.
    pub kind: f64,
    /// Factor of what was learned on the objects before.
    pub learned: f64,
    /// Factor of the repeats in this object.
    pub repeats: f64,
    /// Minutes: the product, with its range.
    pub minutes: Range,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Excerpt {
    /// Path in the source tree or the output directory.
    pub path: String,
    /// Number of its first line.
    pub line: u32,
    /// The lines.
    pub text: String,
    /// Numbers of its lines that findings are about.
    #[serde(default)]
    pub marks: Vec<u32>,
}

/// That an object uses another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Edge {
    /// The user, by number in `objects`.
    pub from: u32,
    /// What it uses.
    pub to: u32,
    /// How.
    pub how: Use,
}

/// How an object uses another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    /// Calls a routine of it.
    Calls,
    /// Reads it.
    Reads,
    /// Writes it.
    Writes,
    /// Reads or sets its variables.
    State,
    /// Refers to it by a foreign key.
    References,
    /// Belongs to it.
    On,
    /// Needs it in another way: a type, a sequence, the specification of a body.
    Needs,
}

impl Use {
    /// All.
    pub const ALL: [Use; 7] = [
        Use::Calls,
        Use::Reads,
        Use::Writes,
        Use::State,
        Use::References,
        Use::On,
        Use::Needs,
    ];

    /// As in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Use::Calls => "calls",
            Use::Reads => "reads",
            Use::Writes => "writes",
            Use::State => "state",
            Use::References => "references",
            Use::On => "on",
            Use::Needs => "needs",
        }
    }
}

/// A step of the migration.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Wave {
    /// From 1.
    pub number: u32,
    /// What it is about.
    pub title: String,
    /// How many objects.
    pub objects: u64,
    /// Their lines.
    pub lines: u64,
    /// Person-minutes of its objects.
    pub minutes: Range,
    /// Objects that must move together, the most expensive first.
    pub clusters: Vec<Cluster>,
}

/// Objects of a wave that belong together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Cluster {
    /// Their numbers.
    pub objects: Vec<u32>,
    /// Why: a circle, variables of a package, tables that several write.
    pub reasons: Vec<String>,
    /// Expected person-minutes.
    pub minutes: f64,
}

/// An object to convert early.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FirstRow {
    /// Its number.
    pub object: u32,
    /// Objects that need it, directly or through others.
    pub dependents: u64,
    /// Why it comes early.
    pub reason: String,
    /// The code whose pattern it settles.
    pub code: Option<Code>,
}

/// Something that clients of the database may notice.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Impact {
    /// The group: `Calls`, `Errors`, `Transactions`, `Order of rows`, `SQL texts`.
    pub group: String,
    /// What changes for clients.
    pub title: String,
    /// What to look for in them.
    pub advice: String,
    /// Code that explains it.
    pub code: Option<Code>,
    /// How often.
    pub count: u64,
    /// Where: object names, error numbers, statements.
    pub examples: Vec<String>,
}

/// A kind of construct that is not carried over.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Unsupported {
    /// The code.
    pub code: Code,
    /// One line.
    pub summary: String,
    /// What can be done, from the page of the code.
    pub options: String,
    /// Findings.
    pub count: u64,
    /// The objects with the most, by number; scripts are not listed.
    pub objects: Vec<u32>,
}

/// What is known of the data from the DDL.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DataFacts {
    /// Tables, temporary and external ones included.
    pub tables: u64,
    /// Their columns.
    pub columns: u64,
    /// Columns by Oracle type.
    pub types: Vec<TypeRow>,
    /// Tables a mover must know about, in the order of names.
    pub special: Vec<TableRow>,
    /// What a mover needs before it can start.
    pub needs: Vec<MoverNeed>,
    /// What a captured catalog says of the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<CapturedFacts>,
}

/// What a captured catalog says of the database.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CapturedFacts {
    /// The database's time when it was captured.
    pub captured_at: String,
    /// Properties of the database: version, character sets.
    pub database: BTreeMap<String, String>,
    /// Rows of all tables when statistics were taken.
    pub rows: Option<u64>,
    /// Bytes of all tables, without LOBs.
    pub bytes: Option<u64>,
    /// Bytes of all LOBs.
    pub lob_bytes: Option<u64>,
    /// Tables whose size is the product of rows and their average length.
    pub estimated: u64,
    /// Tables that hold rows, the largest first.
    pub tables: Vec<TableSize>,
    /// Objects that do not compile in the database.
    pub invalid: Vec<String>,
    /// Objects whose definition could not be captured, with the reason.
    pub not_captured: Vec<String>,
    /// Objects that only the database has.
    pub only_in_database: Vec<String>,
    /// Objects that only the tree has.
    pub only_in_tree: Vec<String>,
}

/// How large a table is.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct TableSize {
    /// Its name.
    pub name: String,
    /// Its number in `objects`.
    pub object: Option<u32>,
    /// Rows when statistics were taken.
    pub rows: Option<u64>,
    /// Bytes without LOBs.
    pub bytes: Option<u64>,
    /// Bytes of LOBs.
    pub lob_bytes: Option<u64>,
}

/// Columns of an Oracle type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TypeRow {
    /// The Oracle type without lengths.
    pub oracle: String,
    /// The PostgreSQL type.
    pub postgresql: String,
    /// How many columns.
    pub columns: u64,
    /// What the mapping loses.
    pub loss: Option<String>,
}

/// A table that needs attention when its rows are moved.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TableRow {
    /// Its name.
    pub name: String,
    /// Its number in `objects`.
    pub object: Option<u32>,
    /// No primary key and no unique key over columns that are never NULL.
    pub keyless: bool,
    /// LOB, LONG and BFILE columns.
    pub lobs: Vec<String>,
    /// Columns whose type loses something, with what.
    pub losses: Vec<String>,
    /// Kind of partitioning with the number of partitions.
    pub partitioning: Option<String>,
    /// Other things: temporary, external, virtual columns, nested tables.
    pub remarks: Vec<String>,
}

/// Something a data mover needs.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoverNeed {
    /// What.
    pub need: String,
    /// For how many tables.
    pub tables: u64,
    /// The statement or decision.
    pub remedy: String,
}
