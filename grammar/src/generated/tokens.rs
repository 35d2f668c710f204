// Written by `cargo xtask codegen` from grammar/keywords.toml; do not edit.
//! The kinds of tokens and the table of words.

use crate::token::{Keyword, NextTokenRule};

/// The kind of a token. The terminals of the grammar come first: their discriminant is the column of the action table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u16)]
#[allow(missing_docs, reason = "documented in keywords.toml")]
pub enum TokenKind {
    Semicolon,
    Comma,
    Dot,
    DoubleDot,
    LeftParen,
    RightParen,
    EqualSign,
    NotEqual,
    LessSign,
    GreaterSign,
    LessOrEqual,
    GreaterOrEqual,
    PlusSign,
    MinusSign,
    Asterisk,
    Slash,
    Power,
    Concatenation,
    Assign,
    Arrow,
    PercentSign,
    AtSign,
    Colon,
    OuterJoinMark,
    LabelStart,
    LabelEnd,
    VerticalBar,
    Identifier,
    Number,
    String,
    BindVariable,
    InquiryDirective,
    StartUnit,
    StartExpression,
    StartStatements,
    StartDeclarations,
    Opaque,
    Bad,
    BadExpr,
    DbLink,
    NotLookahead,
    NotDeferrable,
    AsOf,
    WithTimeZone,
    WithLocalTimeZone,
    CurrentOf,
    FromFirst,
    FromFirstInside,
    IntervalDay,
    IntervalYear,
    NullOn,
    TrueOn,
    EnableClause,
    DisableClause,
    DropOption,
    StorageOption,
    SelfAs,
    CharacterSet,
    PairIs,
    NullTreatmentInside,
    OpaqueArguments,
    VectorDistance,
    JsonForm,
    WithTarget,
    NestedMember,
    ParallelOpaque,
    PhysicalNumber,
    PhysicalFlag,
    SequenceFlag,
    OpaqueStatement,
    OpaqueKind,
    XmlCheckWord,
    SubstitutedClause,
    NoStorage,
    OpaqueClause,
    A,
    Absent,
    Accessible,
    Account,
    Accuracy,
    Action,
    Add,
    Admin,
    Advanced,
    After,
    Agent,
    Aggregate,
    All,
    Allocate,
    Allow,
    Alter,
    Always,
    And,
    Annotations,
    Any,
    AnyCs,
    Apply,
    Approx,
    Approximate,
    Archival,
    Archive,
    Array,
    As,
    Asc,
    Ascii,
    At,
    Attribute,
    Attributes,
    Audit,
    Authenticated,
    Authentication,
    Authid,
    Automatic,
    Basic,
    Basicfile,
    Batch,
    Before,
    Begin,
    Bequeath,
    Between,
    Bigfile,
    Binary,
    Bitmap,
    Block,
    Blockchain,
    Body,
    Both,
    Breadth,
    Build,
    Bulk,
    By,
    Byte,
    Cache,
    Call,
    Cascade,
    Case,
    Cast,
    Char,
    Character,
    Charset,
    Check,
    Checkpoint,
    Clob,
    Close,
    Cluster,
    Clustering,
    Coalesce,
    Collate,
    Collation,
    Collect,
    Column,
    Columns,
    ColumnValue,
    Comment,
    Commit,
    Compact,
    Compile,
    Complete,
    Compound,
    Compress,
    Computation,
    Compute,
    Conditional,
    Connect,
    ConnectByRoot,
    Consistent,
    Constant,
    Constraint,
    Constraints,
    Constructor,
    Container,
    Content,
    Context,
    Continue,
    Conversion,
    Count,
    Create,
    Creation,
    Cross,
    Crossedition,
    Current,
    CurrentUser,
    Cursor,
    Cycle,
    Dangling,
    Data,
    Database,
    Date,
    Day,
    Deallocate,
    Debug,
    Declare,
    Decrypt,
    Default,
    Defaults,
    Deferrable,
    Deferred,
    Definition,
    Delete,
    Demand,
    Depth,
    Desc,
    Deterministic,
    Directory,
    Disable,
    Distinct,
    Distribute,
    Document,
    Domain,
    Double,
    Drop,
    Duplicate,
    Each,
    Editionable,
    Editioning,
    Element,
    Else,
    Elsif,
    Empty,
    Enable,
    Encoding,
    Encrypt,
    End,
    Env,
    Error,
    Errors,
    Escape,
    Evalname,
    Exact,
    Except,
    Exception,
    Exceptions,
    Exchange,
    Exclude,
    Excluding,
    Execute,
    Exists,
    Exit,
    Expire,
    Explain,
    Extent,
    External,
    Externally,
    Extract,
    False,
    Fast,
    Fetch,
    Filter,
    Final,
    First,
    Flashback,
    Following,
    Follows,
    For,
    Forall,
    Force,
    Foreign,
    Format,
    Forward,
    From,
    Full,
    Function,
    Generated,
    Global,
    Globally,
    Goto,
    Grant,
    Group,
    Grouping,
    Groups,
    Hash,
    Hashing,
    Having,
    Heap,
    Hide,
    Hierarchy,
    High,
    Hour,
    IdKeyword,
    Identified,
    IdentifierKeyword,
    Identity,
    If,
    Ignore,
    Ilm,
    Immediate,
    Immutable,
    In,
    Include,
    Including,
    Increment,
    Indent,
    Index,
    Indexes,
    Indexing,
    Indextype,
    Indices,
    Infinite,
    Initially,
    Inmemory,
    Inner,
    Insert,
    Instances,
    Instantiable,
    Instead,
    Intersect,
    Interval,
    Into,
    Invalidate,
    Invalidation,
    Invisible,
    Is,
    Join,
    Json,
    JsonArray,
    JsonArrayagg,
    JsonExists,
    JsonObject,
    JsonObjectagg,
    JsonQuery,
    JsonSerialize,
    JsonTable,
    JsonValue,
    Keep,
    Key,
    Keys,
    Language,
    Last,
    Lateral,
    Leading,
    Left,
    Less,
    Level,
    Levels,
    Library,
    Like,
    Like2,
    Like4,
    Likec,
    Limit,
    Link,
    List,
    Lob,
    Local,
    Locator,
    Lock,
    Locked,
    Locking,
    Log,
    Logical,
    Long,
    Loop,
    Low,
    Map,
    Mapping,
    Matched,
    MatchRecognize,
    Materialized,
    Maxvalue,
    Member,
    Memcompress,
    Memoptimize,
    Merge,
    Minus,
    Minute,
    Minvalue,
    Mismatch,
    Mle,
    Mod,
    Mode,
    Model,
    Modify,
    Module,
    Month,
    Move,
    Movement,
    Multiset,
    Multivalue,
    Mutable,
    Name,
    Nan,
    National,
    Natural,
    Nested,
    Never,
    New,
    Next,
    No,
    Nocopy,
    Nocycle,
    Noforce,
    None,
    Noneditionable,
    Norely,
    Not,
    Novalidate,
    Nowait,
    Null,
    Nulls,
    Object,
    Of,
    Offset,
    Oid,
    Oidindex,
    Old,
    On,
    Online,
    Only,
    OpaqueKeyword,
    Open,
    Operations,
    Option,
    Or,
    Order,
    Ordered,
    Ordinality,
    Organization,
    Others,
    Out,
    Outer,
    Over,
    Overflow,
    Overriding,
    Package,
    Pairs,
    Parallel,
    ParallelEnable,
    Parameters,
    Parent,
    Partition,
    Partitions,
    Passing,
    Password,
    Path,
    Percent,
    Period,
    Persistable,
    Pipe,
    Pipelined,
    Pivot,
    Plan,
    Pluggable,
    Polymorphic,
    Pragma,
    Prebuilt,
    Precedes,
    Preceding,
    Precision,
    Preserve,
    Pretty,
    Primary,
    Prior,
    Priority,
    Private,
    Procedure,
    Profile,
    Public,
    Purge,
    Qualify,
    Query,
    Quota,
    Raise,
    Range,
    Raw,
    Read,
    Rebuild,
    Record,
    Ref,
    Reference,
    References,
    Referencing,
    Refresh,
    Reject,
    Relational,
    ReliesOn,
    Rely,
    Rename,
    Repeat,
    Replace,
    Reservable,
    Resolve,
    Respect,
    Result,
    ResultCache,
    Return,
    Returning,
    Reuse,
    Reverse,
    Revoke,
    Rewrite,
    Right,
    Role,
    Rollback,
    Row,
    Rowid,
    Rows,
    Rowtype,
    Salt,
    Sample,
    Save,
    Savepoint,
    Scalars,
    Schema,
    Scn,
    Scope,
    Search,
    Second,
    Securefile,
    Seed,
    Segment,
    Select,
    SelfKeyword,
    Sequence,
    Service,
    Session,
    Set,
    Sets,
    Settings,
    Sharded,
    Shared,
    Sharing,
    Show,
    Shrink,
    Siblings,
    Signature,
    Size,
    Skip,
    Smallfile,
    Snapshot,
    Some,
    Sort,
    Space,
    Specification,
    Split,
    SqlMacro,
    Standalone,
    Start,
    Statement,
    StatementId,
    Static,
    Statistics,
    Storage,
    Store,
    Strict,
    Submultiset,
    Subpartition,
    Subpartitions,
    Substitutable,
    Subtype,
    Supplemental,
    Synonym,
    System,
    Table,
    Tablespace,
    Target,
    Template,
    Temporary,
    Than,
    The,
    Then,
    Ties,
    Time,
    Timestamp,
    To,
    Trailing,
    Transaction,
    Treat,
    Trigger,
    Triggers,
    Trim,
    True,
    Truncate,
    Type,
    Unbounded,
    Unconditional,
    Under,
    Undo,
    Union,
    Unique,
    UnknownKeyword,
    Unlimited,
    Unlock,
    Unpivot,
    Until,
    Unusable,
    Unused,
    Update,
    Usage,
    User,
    Using,
    Validate,
    Validation,
    Value,
    Values,
    Varray,
    Varying,
    Version,
    Versions,
    View,
    Virtual,
    Visible,
    Wait,
    Wellformed,
    When,
    Where,
    While,
    Window,
    With,
    Within,
    Without,
    Work,
    Wrapper,
    Write,
    Xml,
    Xmlattributes,
    Xmlelement,
    Xmlexists,
    Xmlforest,
    Xmlnamespaces,
    Xmlparse,
    Xmlquery,
    Xmlroot,
    Xmlschema,
    Xmlserialize,
    Xmltable,
    Xmltype,
    Year,
    Yes,
    Zone,
    QuotedIdentifier,
    ConditionalDirective,
    ExclamationMark,
    Tilde,
    Caret,
    QuestionMark,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Unknown,
}

/// Number of terminals; kinds from here on are outside the grammar.
pub const TERMINAL_COUNT: usize = 629;

/// Every kind, by discriminant.
pub(crate) const KINDS: &[TokenKind] = &[
    TokenKind::Semicolon,
    TokenKind::Comma,
    TokenKind::Dot,
    TokenKind::DoubleDot,
    TokenKind::LeftParen,
    TokenKind::RightParen,
    TokenKind::EqualSign,
    TokenKind::NotEqual,
    TokenKind::LessSign,
    TokenKind::GreaterSign,
    TokenKind::LessOrEqual,
    TokenKind::GreaterOrEqual,
    TokenKind::PlusSign,
    TokenKind::MinusSign,
    TokenKind::Asterisk,
    TokenKind::Slash,
    TokenKind::Power,
    TokenKind::Concatenation,
    TokenKind::Assign,
    TokenKind::Arrow,
    TokenKind::PercentSign,
    TokenKind::AtSign,
    TokenKind::Colon,
    TokenKind::OuterJoinMark,
    TokenKind::LabelStart,
    TokenKind::LabelEnd,
    TokenKind::VerticalBar,
    TokenKind::Identifier,
    TokenKind::Number,
    TokenKind::String,
    TokenKind::BindVariable,
    TokenKind::InquiryDirective,
    TokenKind::StartUnit,
    TokenKind::StartExpression,
    TokenKind::StartStatements,
    TokenKind::StartDeclarations,
    TokenKind::Opaque,
    TokenKind::Bad,
    TokenKind::BadExpr,
    TokenKind::DbLink,
    TokenKind::NotLookahead,
    TokenKind::NotDeferrable,
    TokenKind::AsOf,
    TokenKind::WithTimeZone,
    TokenKind::WithLocalTimeZone,
    TokenKind::CurrentOf,
    TokenKind::FromFirst,
    TokenKind::FromFirstInside,
    TokenKind::IntervalDay,
    TokenKind::IntervalYear,
    TokenKind::NullOn,
    TokenKind::TrueOn,
    TokenKind::EnableClause,
    TokenKind::DisableClause,
    TokenKind::DropOption,
    TokenKind::StorageOption,
    TokenKind::SelfAs,
    TokenKind::CharacterSet,
    TokenKind::PairIs,
    TokenKind::NullTreatmentInside,
    TokenKind::OpaqueArguments,
    TokenKind::VectorDistance,
    TokenKind::JsonForm,
    TokenKind::WithTarget,
    TokenKind::NestedMember,
    TokenKind::ParallelOpaque,
    TokenKind::PhysicalNumber,
    TokenKind::PhysicalFlag,
    TokenKind::SequenceFlag,
    TokenKind::OpaqueStatement,
    TokenKind::OpaqueKind,
    TokenKind::XmlCheckWord,
    TokenKind::SubstitutedClause,
    TokenKind::NoStorage,
    TokenKind::OpaqueClause,
    TokenKind::A,
    TokenKind::Absent,
    TokenKind::Accessible,
    TokenKind::Account,
    TokenKind::Accuracy,
    TokenKind::Action,
    TokenKind::Add,
    TokenKind::Admin,
    TokenKind::Advanced,
    TokenKind::After,
    TokenKind::Agent,
    TokenKind::Aggregate,
    TokenKind::All,
    TokenKind::Allocate,
    TokenKind::Allow,
    TokenKind::Alter,
    TokenKind::Always,
    TokenKind::And,
    TokenKind::Annotations,
    TokenKind::Any,
    TokenKind::AnyCs,
    TokenKind::Apply,
    TokenKind::Approx,
    TokenKind::Approximate,
    TokenKind::Archival,
    TokenKind::Archive,
    TokenKind::Array,
    TokenKind::As,
    TokenKind::Asc,
    TokenKind::Ascii,
    TokenKind::At,
    TokenKind::Attribute,
    TokenKind::Attributes,
    TokenKind::Audit,
    TokenKind::Authenticated,
    TokenKind::Authentication,
    TokenKind::Authid,
    TokenKind::Automatic,
    TokenKind::Basic,
    TokenKind::Basicfile,
    TokenKind::Batch,
    TokenKind::Before,
    TokenKind::Begin,
    TokenKind::Bequeath,
    TokenKind::Between,
    TokenKind::Bigfile,
    TokenKind::Binary,
    TokenKind::Bitmap,
    TokenKind::Block,
    TokenKind::Blockchain,
    TokenKind::Body,
    TokenKind::Both,
    TokenKind::Breadth,
    TokenKind::Build,
    TokenKind::Bulk,
    TokenKind::By,
    TokenKind::Byte,
    TokenKind::Cache,
    TokenKind::Call,
    TokenKind::Cascade,
    TokenKind::Case,
    TokenKind::Cast,
    TokenKind::Char,
    TokenKind::Character,
    TokenKind::Charset,
    TokenKind::Check,
    TokenKind::Checkpoint,
    TokenKind::Clob,
    TokenKind::Close,
    TokenKind::Cluster,
    TokenKind::Clustering,
    TokenKind::Coalesce,
    TokenKind::Collate,
    TokenKind::Collation,
    TokenKind::Collect,
    TokenKind::Column,
    TokenKind::Columns,
    TokenKind::ColumnValue,
    TokenKind::Comment,
    TokenKind::Commit,
    TokenKind::Compact,
    TokenKind::Compile,
    TokenKind::Complete,
    TokenKind::Compound,
    TokenKind::Compress,
    TokenKind::Computation,
    TokenKind::Compute,
    TokenKind::Conditional,
    TokenKind::Connect,
    TokenKind::ConnectByRoot,
    TokenKind::Consistent,
    TokenKind::Constant,
    TokenKind::Constraint,
    TokenKind::Constraints,
    TokenKind::Constructor,
    TokenKind::Container,
    TokenKind::Content,
    TokenKind::Context,
    TokenKind::Continue,
    TokenKind::Conversion,
    TokenKind::Count,
    TokenKind::Create,
    TokenKind::Creation,
    TokenKind::Cross,
    TokenKind::Crossedition,
    TokenKind::Current,
    TokenKind::CurrentUser,
    TokenKind::Cursor,
    TokenKind::Cycle,
    TokenKind::Dangling,
    TokenKind::Data,
    TokenKind::Database,
    TokenKind::Date,
    TokenKind::Day,
    TokenKind::Deallocate,
    TokenKind::Debug,
    TokenKind::Declare,
    TokenKind::Decrypt,
    TokenKind::Default,
    TokenKind::Defaults,
    TokenKind::Deferrable,
    TokenKind::Deferred,
    TokenKind::Definition,
    TokenKind::Delete,
    TokenKind::Demand,
    TokenKind::Depth,
    TokenKind::Desc,
    TokenKind::Deterministic,
    TokenKind::Directory,
    TokenKind::Disable,
    TokenKind::Distinct,
    TokenKind::Distribute,
    TokenKind::Document,
    TokenKind::Domain,
    TokenKind::Double,
    TokenKind::Drop,
    TokenKind::Duplicate,
    TokenKind::Each,
    TokenKind::Editionable,
    TokenKind::Editioning,
    TokenKind::Element,
    TokenKind::Else,
    TokenKind::Elsif,
    TokenKind::Empty,
    TokenKind::Enable,
    TokenKind::Encoding,
    TokenKind::Encrypt,
    TokenKind::End,
    TokenKind::Env,
    TokenKind::Error,
    TokenKind::Errors,
    TokenKind::Escape,
    TokenKind::Evalname,
    TokenKind::Exact,
    TokenKind::Except,
    TokenKind::Exception,
    TokenKind::Exceptions,
    TokenKind::Exchange,
    TokenKind::Exclude,
    TokenKind::Excluding,
    TokenKind::Execute,
    TokenKind::Exists,
    TokenKind::Exit,
    TokenKind::Expire,
    TokenKind::Explain,
    TokenKind::Extent,
    TokenKind::External,
    TokenKind::Externally,
    TokenKind::Extract,
    TokenKind::False,
    TokenKind::Fast,
    TokenKind::Fetch,
    TokenKind::Filter,
    TokenKind::Final,
    TokenKind::First,
    TokenKind::Flashback,
    TokenKind::Following,
    TokenKind::Follows,
    TokenKind::For,
    TokenKind::Forall,
    TokenKind::Force,
    TokenKind::Foreign,
    TokenKind::Format,
    TokenKind::Forward,
    TokenKind::From,
    TokenKind::Full,
    TokenKind::Function,
    TokenKind::Generated,
    TokenKind::Global,
    TokenKind::Globally,
    TokenKind::Goto,
    TokenKind::Grant,
    TokenKind::Group,
    TokenKind::Grouping,
    TokenKind::Groups,
    TokenKind::Hash,
    TokenKind::Hashing,
    TokenKind::Having,
    TokenKind::Heap,
    TokenKind::Hide,
    TokenKind::Hierarchy,
    TokenKind::High,
    TokenKind::Hour,
    TokenKind::IdKeyword,
    TokenKind::Identified,
    TokenKind::IdentifierKeyword,
    TokenKind::Identity,
    TokenKind::If,
    TokenKind::Ignore,
    TokenKind::Ilm,
    TokenKind::Immediate,
    TokenKind::Immutable,
    TokenKind::In,
    TokenKind::Include,
    TokenKind::Including,
    TokenKind::Increment,
    TokenKind::Indent,
    TokenKind::Index,
    TokenKind::Indexes,
    TokenKind::Indexing,
    TokenKind::Indextype,
    TokenKind::Indices,
    TokenKind::Infinite,
    TokenKind::Initially,
    TokenKind::Inmemory,
    TokenKind::Inner,
    TokenKind::Insert,
    TokenKind::Instances,
    TokenKind::Instantiable,
    TokenKind::Instead,
    TokenKind::Intersect,
    TokenKind::Interval,
    TokenKind::Into,
    TokenKind::Invalidate,
    TokenKind::Invalidation,
    TokenKind::Invisible,
    TokenKind::Is,
    TokenKind::Join,
    TokenKind::Json,
    TokenKind::JsonArray,
    TokenKind::JsonArrayagg,
    TokenKind::JsonExists,
    TokenKind::JsonObject,
    TokenKind::JsonObjectagg,
    TokenKind::JsonQuery,
    TokenKind::JsonSerialize,
    TokenKind::JsonTable,
    TokenKind::JsonValue,
    TokenKind::Keep,
    TokenKind::Key,
    TokenKind::Keys,
    TokenKind::Language,
    TokenKind::Last,
    TokenKind::Lateral,
    TokenKind::Leading,
    TokenKind::Left,
    TokenKind::Less,
    TokenKind::Level,
    TokenKind::Levels,
    TokenKind::Library,
    TokenKind::Like,
    TokenKind::Like2,
    TokenKind::Like4,
    TokenKind::Likec,
    TokenKind::Limit,
    TokenKind::Link,
    TokenKind::List,
    TokenKind::Lob,
    TokenKind::Local,
    TokenKind::Locator,
    TokenKind::Lock,
    TokenKind::Locked,
    TokenKind::Locking,
    TokenKind::Log,
    TokenKind::Logical,
    TokenKind::Long,
    TokenKind::Loop,
    TokenKind::Low,
    TokenKind::Map,
    TokenKind::Mapping,
    TokenKind::Matched,
    TokenKind::MatchRecognize,
    TokenKind::Materialized,
    TokenKind::Maxvalue,
    TokenKind::Member,
    TokenKind::Memcompress,
    TokenKind::Memoptimize,
    TokenKind::Merge,
    TokenKind::Minus,
    TokenKind::Minute,
    TokenKind::Minvalue,
    TokenKind::Mismatch,
    TokenKind::Mle,
    TokenKind::Mod,
    TokenKind::Mode,
    TokenKind::Model,
    TokenKind::Modify,
    TokenKind::Module,
    TokenKind::Month,
    TokenKind::Move,
    TokenKind::Movement,
    TokenKind::Multiset,
    TokenKind::Multivalue,
    TokenKind::Mutable,
    TokenKind::Name,
    TokenKind::Nan,
    TokenKind::National,
    TokenKind::Natural,
    TokenKind::Nested,
    TokenKind::Never,
    TokenKind::New,
    TokenKind::Next,
    TokenKind::No,
    TokenKind::Nocopy,
    TokenKind::Nocycle,
    TokenKind::Noforce,
    TokenKind::None,
    TokenKind::Noneditionable,
    TokenKind::Norely,
    TokenKind::Not,
    TokenKind::Novalidate,
    TokenKind::Nowait,
    TokenKind::Null,
    TokenKind::Nulls,
    TokenKind::Object,
    TokenKind::Of,
    TokenKind::Offset,
    TokenKind::Oid,
    TokenKind::Oidindex,
    TokenKind::Old,
    TokenKind::On,
    TokenKind::Online,
    TokenKind::Only,
    TokenKind::OpaqueKeyword,
    TokenKind::Open,
    TokenKind::Operations,
    TokenKind::Option,
    TokenKind::Or,
    TokenKind::Order,
    TokenKind::Ordered,
    TokenKind::Ordinality,
    TokenKind::Organization,
    TokenKind::Others,
    TokenKind::Out,
    TokenKind::Outer,
    TokenKind::Over,
    TokenKind::Overflow,
    TokenKind::Overriding,
    TokenKind::Package,
    TokenKind::Pairs,
    TokenKind::Parallel,
    TokenKind::ParallelEnable,
    TokenKind::Parameters,
    TokenKind::Parent,
    TokenKind::Partition,
    TokenKind::Partitions,
    TokenKind::Passing,
    TokenKind::Password,
    TokenKind::Path,
    TokenKind::Percent,
    TokenKind::Period,
    TokenKind::Persistable,
    TokenKind::Pipe,
    TokenKind::Pipelined,
    TokenKind::Pivot,
    TokenKind::Plan,
    TokenKind::Pluggable,
    TokenKind::Polymorphic,
    TokenKind::Pragma,
    TokenKind::Prebuilt,
    TokenKind::Precedes,
    TokenKind::Preceding,
    TokenKind::Precision,
    TokenKind::Preserve,
    TokenKind::Pretty,
    TokenKind::Primary,
    TokenKind::Prior,
    TokenKind::Priority,
    TokenKind::Private,
    TokenKind::Procedure,
    TokenKind::Profile,
    TokenKind::Public,
    TokenKind::Purge,
    TokenKind::Qualify,
    TokenKind::Query,
    TokenKind::Quota,
    TokenKind::Raise,
    TokenKind::Range,
    TokenKind::Raw,
    TokenKind::Read,
    TokenKind::Rebuild,
    TokenKind::Record,
    TokenKind::Ref,
    TokenKind::Reference,
    TokenKind::References,
    TokenKind::Referencing,
    TokenKind::Refresh,
    TokenKind::Reject,
    TokenKind::Relational,
    TokenKind::ReliesOn,
    TokenKind::Rely,
    TokenKind::Rename,
    TokenKind::Repeat,
    TokenKind::Replace,
    TokenKind::Reservable,
    TokenKind::Resolve,
    TokenKind::Respect,
    TokenKind::Result,
    TokenKind::ResultCache,
    TokenKind::Return,
    TokenKind::Returning,
    TokenKind::Reuse,
    TokenKind::Reverse,
    TokenKind::Revoke,
    TokenKind::Rewrite,
    TokenKind::Right,
    TokenKind::Role,
    TokenKind::Rollback,
    TokenKind::Row,
    TokenKind::Rowid,
    TokenKind::Rows,
    TokenKind::Rowtype,
    TokenKind::Salt,
    TokenKind::Sample,
    TokenKind::Save,
    TokenKind::Savepoint,
    TokenKind::Scalars,
    TokenKind::Schema,
    TokenKind::Scn,
    TokenKind::Scope,
    TokenKind::Search,
    TokenKind::Second,
    TokenKind::Securefile,
    TokenKind::Seed,
    TokenKind::Segment,
    TokenKind::Select,
    TokenKind::SelfKeyword,
    TokenKind::Sequence,
    TokenKind::Service,
    TokenKind::Session,
    TokenKind::Set,
    TokenKind::Sets,
    TokenKind::Settings,
    TokenKind::Sharded,
    TokenKind::Shared,
    TokenKind::Sharing,
    TokenKind::Show,
    TokenKind::Shrink,
    TokenKind::Siblings,
    TokenKind::Signature,
    TokenKind::Size,
    TokenKind::Skip,
    TokenKind::Smallfile,
    TokenKind::Snapshot,
    TokenKind::Some,
    TokenKind::Sort,
    TokenKind::Space,
    TokenKind::Specification,
    TokenKind::Split,
    TokenKind::SqlMacro,
    TokenKind::Standalone,
    TokenKind::Start,
    TokenKind::Statement,
    TokenKind::StatementId,
    TokenKind::Static,
    TokenKind::Statistics,
    TokenKind::Storage,
    TokenKind::Store,
    TokenKind::Strict,
    TokenKind::Submultiset,
    TokenKind::Subpartition,
    TokenKind::Subpartitions,
    TokenKind::Substitutable,
    TokenKind::Subtype,
    TokenKind::Supplemental,
    TokenKind::Synonym,
    TokenKind::System,
    TokenKind::Table,
    TokenKind::Tablespace,
    TokenKind::Target,
    TokenKind::Template,
    TokenKind::Temporary,
    TokenKind::Than,
    TokenKind::The,
    TokenKind::Then,
    TokenKind::Ties,
    TokenKind::Time,
    TokenKind::Timestamp,
    TokenKind::To,
    TokenKind::Trailing,
    TokenKind::Transaction,
    TokenKind::Treat,
    TokenKind::Trigger,
    TokenKind::Triggers,
    TokenKind::Trim,
    TokenKind::True,
    TokenKind::Truncate,
    TokenKind::Type,
    TokenKind::Unbounded,
    TokenKind::Unconditional,
    TokenKind::Under,
    TokenKind::Undo,
    TokenKind::Union,
    TokenKind::Unique,
    TokenKind::UnknownKeyword,
    TokenKind::Unlimited,
    TokenKind::Unlock,
    TokenKind::Unpivot,
    TokenKind::Until,
    TokenKind::Unusable,
    TokenKind::Unused,
    TokenKind::Update,
    TokenKind::Usage,
    TokenKind::User,
    TokenKind::Using,
    TokenKind::Validate,
    TokenKind::Validation,
    TokenKind::Value,
    TokenKind::Values,
    TokenKind::Varray,
    TokenKind::Varying,
    TokenKind::Version,
    TokenKind::Versions,
    TokenKind::View,
    TokenKind::Virtual,
    TokenKind::Visible,
    TokenKind::Wait,
    TokenKind::Wellformed,
    TokenKind::When,
    TokenKind::Where,
    TokenKind::While,
    TokenKind::Window,
    TokenKind::With,
    TokenKind::Within,
    TokenKind::Without,
    TokenKind::Work,
    TokenKind::Wrapper,
    TokenKind::Write,
    TokenKind::Xml,
    TokenKind::Xmlattributes,
    TokenKind::Xmlelement,
    TokenKind::Xmlexists,
    TokenKind::Xmlforest,
    TokenKind::Xmlnamespaces,
    TokenKind::Xmlparse,
    TokenKind::Xmlquery,
    TokenKind::Xmlroot,
    TokenKind::Xmlschema,
    TokenKind::Xmlserialize,
    TokenKind::Xmltable,
    TokenKind::Xmltype,
    TokenKind::Year,
    TokenKind::Yes,
    TokenKind::Zone,
    TokenKind::QuotedIdentifier,
    TokenKind::ConditionalDirective,
    TokenKind::ExclamationMark,
    TokenKind::Tilde,
    TokenKind::Caret,
    TokenKind::QuestionMark,
    TokenKind::LeftBracket,
    TokenKind::RightBracket,
    TokenKind::LeftBrace,
    TokenKind::RightBrace,
    TokenKind::Unknown,
];

/// How messages call each kind, by discriminant.
pub(crate) static NAMES: &[&str] = &[
    ";",
    ",",
    ".",
    "..",
    "(",
    ")",
    "=",
    "<>",
    "<",
    ">",
    "<=",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "**",
    "||",
    ":=",
    "=>",
    "%",
    "@",
    ":",
    "(+)",
    "<<",
    ">>",
    "|",
    "a name",
    "a number",
    "a string",
    "a bind variable",
    "an inquiry directive",
    "the start of a statement",
    "the start of an expression",
    "the start of statements",
    "the start of declarations",
    "text",
    "an unreadable statement",
    "an unreadable expression",
    "a database link",
    "NOT",
    "NOT DEFERRABLE",
    "AS OF",
    "WITH TIME ZONE",
    "WITH LOCAL TIME ZONE",
    "CURRENT OF",
    "FROM",
    "FROM",
    "DAY",
    "YEAR",
    "NULL",
    "TRUE",
    "ENABLE",
    "DISABLE",
    "DROP",
    "STORAGE",
    "SELF",
    "CHARACTER SET",
    "IS",
    "IGNORE NULLS",
    "arguments",
    "a vector distance operator",
    "JSON",
    "WITH",
    "NESTED",
    "PARALLEL",
    "a storage attribute",
    "a storage attribute",
    "a sequence option",
    "a statement",
    "a kind of object",
    "a check of XML",
    "a clause",
    "NO",
    "a storage clause",
    "A",
    "ABSENT",
    "ACCESSIBLE",
    "ACCOUNT",
    "ACCURACY",
    "ACTION",
    "ADD",
    "ADMIN",
    "ADVANCED",
    "AFTER",
    "AGENT",
    "AGGREGATE",
    "ALL",
    "ALLOCATE",
    "ALLOW",
    "ALTER",
    "ALWAYS",
    "AND",
    "ANNOTATIONS",
    "ANY",
    "ANY_CS",
    "APPLY",
    "APPROX",
    "APPROXIMATE",
    "ARCHIVAL",
    "ARCHIVE",
    "ARRAY",
    "AS",
    "ASC",
    "ASCII",
    "AT",
    "ATTRIBUTE",
    "ATTRIBUTES",
    "AUDIT",
    "AUTHENTICATED",
    "AUTHENTICATION",
    "AUTHID",
    "AUTOMATIC",
    "BASIC",
    "BASICFILE",
    "BATCH",
    "BEFORE",
    "BEGIN",
    "BEQUEATH",
    "BETWEEN",
    "BIGFILE",
    "BINARY",
    "BITMAP",
    "BLOCK",
    "BLOCKCHAIN",
    "BODY",
    "BOTH",
    "BREADTH",
    "BUILD",
    "BULK",
    "BY",
    "BYTE",
    "CACHE",
    "CALL",
    "CASCADE",
    "CASE",
    "CAST",
    "CHAR",
    "CHARACTER",
    "CHARSET",
    "CHECK",
    "CHECKPOINT",
    "CLOB",
    "CLOSE",
    "CLUSTER",
    "CLUSTERING",
    "COALESCE",
    "COLLATE",
    "COLLATION",
    "COLLECT",
    "COLUMN",
    "COLUMNS",
    "COLUMN_VALUE",
    "COMMENT",
    "COMMIT",
    "COMPACT",
    "COMPILE",
    "COMPLETE",
    "COMPOUND",
    "COMPRESS",
    "COMPUTATION",
    "COMPUTE",
    "CONDITIONAL",
    "CONNECT",
    "CONNECT_BY_ROOT",
    "CONSISTENT",
    "CONSTANT",
    "CONSTRAINT",
    "CONSTRAINTS",
    "CONSTRUCTOR",
    "CONTAINER",
    "CONTENT",
    "CONTEXT",
    "CONTINUE",
    "CONVERSION",
    "COUNT",
    "CREATE",
    "CREATION",
    "CROSS",
    "CROSSEDITION",
    "CURRENT",
    "CURRENT_USER",
    "CURSOR",
    "CYCLE",
    "DANGLING",
    "DATA",
    "DATABASE",
    "DATE",
    "DAY",
    "DEALLOCATE",
    "DEBUG",
    "DECLARE",
    "DECRYPT",
    "DEFAULT",
    "DEFAULTS",
    "DEFERRABLE",
    "DEFERRED",
    "DEFINITION",
    "DELETE",
    "DEMAND",
    "DEPTH",
    "DESC",
    "DETERMINISTIC",
    "DIRECTORY",
    "DISABLE",
    "DISTINCT",
    "DISTRIBUTE",
    "DOCUMENT",
    "DOMAIN",
    "DOUBLE",
    "DROP",
    "DUPLICATE",
    "EACH",
    "EDITIONABLE",
    "EDITIONING",
    "ELEMENT",
    "ELSE",
    "ELSIF",
    "EMPTY",
    "ENABLE",
    "ENCODING",
    "ENCRYPT",
    "END",
    "ENV",
    "ERROR",
    "ERRORS",
    "ESCAPE",
    "EVALNAME",
    "EXACT",
    "EXCEPT",
    "EXCEPTION",
    "EXCEPTIONS",
    "EXCHANGE",
    "EXCLUDE",
    "EXCLUDING",
    "EXECUTE",
    "EXISTS",
    "EXIT",
    "EXPIRE",
    "EXPLAIN",
    "EXTENT",
    "EXTERNAL",
    "EXTERNALLY",
    "EXTRACT",
    "FALSE",
    "FAST",
    "FETCH",
    "FILTER",
    "FINAL",
    "FIRST",
    "FLASHBACK",
    "FOLLOWING",
    "FOLLOWS",
    "FOR",
    "FORALL",
    "FORCE",
    "FOREIGN",
    "FORMAT",
    "FORWARD",
    "FROM",
    "FULL",
    "FUNCTION",
    "GENERATED",
    "GLOBAL",
    "GLOBALLY",
    "GOTO",
    "GRANT",
    "GROUP",
    "GROUPING",
    "GROUPS",
    "HASH",
    "HASHING",
    "HAVING",
    "HEAP",
    "HIDE",
    "HIERARCHY",
    "HIGH",
    "HOUR",
    "ID",
    "IDENTIFIED",
    "IDENTIFIER",
    "IDENTITY",
    "IF",
    "IGNORE",
    "ILM",
    "IMMEDIATE",
    "IMMUTABLE",
    "IN",
    "INCLUDE",
    "INCLUDING",
    "INCREMENT",
    "INDENT",
    "INDEX",
    "INDEXES",
    "INDEXING",
    "INDEXTYPE",
    "INDICES",
    "INFINITE",
    "INITIALLY",
    "INMEMORY",
    "INNER",
    "INSERT",
    "INSTANCES",
    "INSTANTIABLE",
    "INSTEAD",
    "INTERSECT",
    "INTERVAL",
    "INTO",
    "INVALIDATE",
    "INVALIDATION",
    "INVISIBLE",
    "IS",
    "JOIN",
    "JSON",
    "JSON_ARRAY",
    "JSON_ARRAYAGG",
    "JSON_EXISTS",
    "JSON_OBJECT",
    "JSON_OBJECTAGG",
    "JSON_QUERY",
    "JSON_SERIALIZE",
    "JSON_TABLE",
    "JSON_VALUE",
    "KEEP",
    "KEY",
    "KEYS",
    "LANGUAGE",
    "LAST",
    "LATERAL",
    "LEADING",
    "LEFT",
    "LESS",
    "LEVEL",
    "LEVELS",
    "LIBRARY",
    "LIKE",
    "LIKE2",
    "LIKE4",
    "LIKEC",
    "LIMIT",
    "LINK",
    "LIST",
    "LOB",
    "LOCAL",
    "LOCATOR",
    "LOCK",
    "LOCKED",
    "LOCKING",
    "LOG",
    "LOGICAL",
    "LONG",
    "LOOP",
    "LOW",
    "MAP",
    "MAPPING",
    "MATCHED",
    "MATCH_RECOGNIZE",
    "MATERIALIZED",
    "MAXVALUE",
    "MEMBER",
    "MEMCOMPRESS",
    "MEMOPTIMIZE",
    "MERGE",
    "MINUS",
    "MINUTE",
    "MINVALUE",
    "MISMATCH",
    "MLE",
    "MOD",
    "MODE",
    "MODEL",
    "MODIFY",
    "MODULE",
    "MONTH",
    "MOVE",
    "MOVEMENT",
    "MULTISET",
    "MULTIVALUE",
    "MUTABLE",
    "NAME",
    "NAN",
    "NATIONAL",
    "NATURAL",
    "NESTED",
    "NEVER",
    "NEW",
    "NEXT",
    "NO",
    "NOCOPY",
    "NOCYCLE",
    "NOFORCE",
    "NONE",
    "NONEDITIONABLE",
    "NORELY",
    "NOT",
    "NOVALIDATE",
    "NOWAIT",
    "NULL",
    "NULLS",
    "OBJECT",
    "OF",
    "OFFSET",
    "OID",
    "OIDINDEX",
    "OLD",
    "ON",
    "ONLINE",
    "ONLY",
    "OPAQUE",
    "OPEN",
    "OPERATIONS",
    "OPTION",
    "OR",
    "ORDER",
    "ORDERED",
    "ORDINALITY",
    "ORGANIZATION",
    "OTHERS",
    "OUT",
    "OUTER",
    "OVER",
    "OVERFLOW",
    "OVERRIDING",
    "PACKAGE",
    "PAIRS",
    "PARALLEL",
    "PARALLEL_ENABLE",
    "PARAMETERS",
    "PARENT",
    "PARTITION",
    "PARTITIONS",
    "PASSING",
    "PASSWORD",
    "PATH",
    "PERCENT",
    "PERIOD",
    "PERSISTABLE",
    "PIPE",
    "PIPELINED",
    "PIVOT",
    "PLAN",
    "PLUGGABLE",
    "POLYMORPHIC",
    "PRAGMA",
    "PREBUILT",
    "PRECEDES",
    "PRECEDING",
    "PRECISION",
    "PRESERVE",
    "PRETTY",
    "PRIMARY",
    "PRIOR",
    "PRIORITY",
    "PRIVATE",
    "PROCEDURE",
    "PROFILE",
    "PUBLIC",
    "PURGE",
    "QUALIFY",
    "QUERY",
    "QUOTA",
    "RAISE",
    "RANGE",
    "RAW",
    "READ",
    "REBUILD",
    "RECORD",
    "REF",
    "REFERENCE",
    "REFERENCES",
    "REFERENCING",
    "REFRESH",
    "REJECT",
    "RELATIONAL",
    "RELIES_ON",
    "RELY",
    "RENAME",
    "REPEAT",
    "REPLACE",
    "RESERVABLE",
    "RESOLVE",
    "RESPECT",
    "RESULT",
    "RESULT_CACHE",
    "RETURN",
    "RETURNING",
    "REUSE",
    "REVERSE",
    "REVOKE",
    "REWRITE",
    "RIGHT",
    "ROLE",
    "ROLLBACK",
    "ROW",
    "ROWID",
    "ROWS",
    "ROWTYPE",
    "SALT",
    "SAMPLE",
    "SAVE",
    "SAVEPOINT",
    "SCALARS",
    "SCHEMA",
    "SCN",
    "SCOPE",
    "SEARCH",
    "SECOND",
    "SECUREFILE",
    "SEED",
    "SEGMENT",
    "SELECT",
    "SELF",
    "SEQUENCE",
    "SERVICE",
    "SESSION",
    "SET",
    "SETS",
    "SETTINGS",
    "SHARDED",
    "SHARED",
    "SHARING",
    "SHOW",
    "SHRINK",
    "SIBLINGS",
    "SIGNATURE",
    "SIZE",
    "SKIP",
    "SMALLFILE",
    "SNAPSHOT",
    "SOME",
    "SORT",
    "SPACE",
    "SPECIFICATION",
    "SPLIT",
    "SQL_MACRO",
    "STANDALONE",
    "START",
    "STATEMENT",
    "STATEMENT_ID",
    "STATIC",
    "STATISTICS",
    "STORAGE",
    "STORE",
    "STRICT",
    "SUBMULTISET",
    "SUBPARTITION",
    "SUBPARTITIONS",
    "SUBSTITUTABLE",
    "SUBTYPE",
    "SUPPLEMENTAL",
    "SYNONYM",
    "SYSTEM",
    "TABLE",
    "TABLESPACE",
    "TARGET",
    "TEMPLATE",
    "TEMPORARY",
    "THAN",
    "THE",
    "THEN",
    "TIES",
    "TIME",
    "TIMESTAMP",
    "TO",
    "TRAILING",
    "TRANSACTION",
    "TREAT",
    "TRIGGER",
    "TRIGGERS",
    "TRIM",
    "TRUE",
    "TRUNCATE",
    "TYPE",
    "UNBOUNDED",
    "UNCONDITIONAL",
    "UNDER",
    "UNDO",
    "UNION",
    "UNIQUE",
    "UNKNOWN",
    "UNLIMITED",
    "UNLOCK",
    "UNPIVOT",
    "UNTIL",
    "UNUSABLE",
    "UNUSED",
    "UPDATE",
    "USAGE",
    "USER",
    "USING",
    "VALIDATE",
    "VALIDATION",
    "VALUE",
    "VALUES",
    "VARRAY",
    "VARYING",
    "VERSION",
    "VERSIONS",
    "VIEW",
    "VIRTUAL",
    "VISIBLE",
    "WAIT",
    "WELLFORMED",
    "WHEN",
    "WHERE",
    "WHILE",
    "WINDOW",
    "WITH",
    "WITHIN",
    "WITHOUT",
    "WORK",
    "WRAPPER",
    "WRITE",
    "XML",
    "XMLATTRIBUTES",
    "XMLELEMENT",
    "XMLEXISTS",
    "XMLFOREST",
    "XMLNAMESPACES",
    "XMLPARSE",
    "XMLQUERY",
    "XMLROOT",
    "XMLSCHEMA",
    "XMLSERIALIZE",
    "XMLTABLE",
    "XMLTYPE",
    "YEAR",
    "YES",
    "ZONE",
    "a name",
    "a conditional compilation directive",
    "!",
    "~",
    "^",
    "?",
    "[",
    "]",
    "{",
    "}",
    "an unknown character",
];

/// All words, in alphabetical order.
pub static KEYWORDS: &[Keyword] = &[
    Keyword {
        word: "A",
        kind: TokenKind::A,
    },
    Keyword {
        word: "ABSENT",
        kind: TokenKind::Absent,
    },
    Keyword {
        word: "ACCESSIBLE",
        kind: TokenKind::Accessible,
    },
    Keyword {
        word: "ACCOUNT",
        kind: TokenKind::Account,
    },
    Keyword {
        word: "ACCURACY",
        kind: TokenKind::Accuracy,
    },
    Keyword {
        word: "ACTION",
        kind: TokenKind::Action,
    },
    Keyword {
        word: "ADD",
        kind: TokenKind::Add,
    },
    Keyword {
        word: "ADMIN",
        kind: TokenKind::Admin,
    },
    Keyword {
        word: "ADMINISTER",
        kind: TokenKind::OpaqueStatement,
    },
    Keyword {
        word: "ADVANCED",
        kind: TokenKind::Advanced,
    },
    Keyword {
        word: "AFTER",
        kind: TokenKind::After,
    },
    Keyword {
        word: "AGENT",
        kind: TokenKind::Agent,
    },
    Keyword {
        word: "AGGREGATE",
        kind: TokenKind::Aggregate,
    },
    Keyword {
        word: "ALL",
        kind: TokenKind::All,
    },
    Keyword {
        word: "ALLOCATE",
        kind: TokenKind::Allocate,
    },
    Keyword {
        word: "ALLOW",
        kind: TokenKind::Allow,
    },
    Keyword {
        word: "ALTER",
        kind: TokenKind::Alter,
    },
    Keyword {
        word: "ALWAYS",
        kind: TokenKind::Always,
    },
    Keyword {
        word: "ANALYTIC",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "ANALYZE",
        kind: TokenKind::OpaqueStatement,
    },
    Keyword {
        word: "AND",
        kind: TokenKind::And,
    },
    Keyword {
        word: "ANNOTATIONS",
        kind: TokenKind::Annotations,
    },
    Keyword {
        word: "ANY",
        kind: TokenKind::Any,
    },
    Keyword {
        word: "ANY_CS",
        kind: TokenKind::AnyCs,
    },
    Keyword {
        word: "APPLY",
        kind: TokenKind::Apply,
    },
    Keyword {
        word: "APPROX",
        kind: TokenKind::Approx,
    },
    Keyword {
        word: "APPROXIMATE",
        kind: TokenKind::Approximate,
    },
    Keyword {
        word: "ARCHIVAL",
        kind: TokenKind::Archival,
    },
    Keyword {
        word: "ARCHIVE",
        kind: TokenKind::Archive,
    },
    Keyword {
        word: "ARRAY",
        kind: TokenKind::Array,
    },
    Keyword {
        word: "AS",
        kind: TokenKind::As,
    },
    Keyword {
        word: "ASC",
        kind: TokenKind::Asc,
    },
    Keyword {
        word: "ASCII",
        kind: TokenKind::Ascii,
    },
    Keyword {
        word: "ASSOCIATE",
        kind: TokenKind::OpaqueStatement,
    },
    Keyword {
        word: "AT",
        kind: TokenKind::At,
    },
    Keyword {
        word: "ATTRIBUTE",
        kind: TokenKind::Attribute,
    },
    Keyword {
        word: "ATTRIBUTES",
        kind: TokenKind::Attributes,
    },
    Keyword {
        word: "AUDIT",
        kind: TokenKind::Audit,
    },
    Keyword {
        word: "AUTHENTICATED",
        kind: TokenKind::Authenticated,
    },
    Keyword {
        word: "AUTHENTICATION",
        kind: TokenKind::Authentication,
    },
    Keyword {
        word: "AUTHID",
        kind: TokenKind::Authid,
    },
    Keyword {
        word: "AUTOMATIC",
        kind: TokenKind::Automatic,
    },
    Keyword {
        word: "BASIC",
        kind: TokenKind::Basic,
    },
    Keyword {
        word: "BASICFILE",
        kind: TokenKind::Basicfile,
    },
    Keyword {
        word: "BATCH",
        kind: TokenKind::Batch,
    },
    Keyword {
        word: "BEFORE",
        kind: TokenKind::Before,
    },
    Keyword {
        word: "BEGIN",
        kind: TokenKind::Begin,
    },
    Keyword {
        word: "BEQUEATH",
        kind: TokenKind::Bequeath,
    },
    Keyword {
        word: "BETWEEN",
        kind: TokenKind::Between,
    },
    Keyword {
        word: "BIGFILE",
        kind: TokenKind::Bigfile,
    },
    Keyword {
        word: "BINARY",
        kind: TokenKind::Binary,
    },
    Keyword {
        word: "BITMAP",
        kind: TokenKind::Bitmap,
    },
    Keyword {
        word: "BLOCK",
        kind: TokenKind::Block,
    },
    Keyword {
        word: "BLOCKCHAIN",
        kind: TokenKind::Blockchain,
    },
    Keyword {
        word: "BODY",
        kind: TokenKind::Body,
    },
    Keyword {
        word: "BOTH",
        kind: TokenKind::Both,
    },
    Keyword {
        word: "BREADTH",
        kind: TokenKind::Breadth,
    },
    Keyword {
        word: "BUILD",
        kind: TokenKind::Build,
    },
    Keyword {
        word: "BULK",
        kind: TokenKind::Bulk,
    },
    Keyword {
        word: "BY",
        kind: TokenKind::By,
    },
    Keyword {
        word: "BYTE",
        kind: TokenKind::Byte,
    },
    Keyword {
        word: "CACHE",
        kind: TokenKind::Cache,
    },
    Keyword {
        word: "CALL",
        kind: TokenKind::Call,
    },
    Keyword {
        word: "CASCADE",
        kind: TokenKind::Cascade,
    },
    Keyword {
        word: "CASE",
        kind: TokenKind::Case,
    },
    Keyword {
        word: "CAST",
        kind: TokenKind::Cast,
    },
    Keyword {
        word: "CHAR",
        kind: TokenKind::Char,
    },
    Keyword {
        word: "CHARACTER",
        kind: TokenKind::Character,
    },
    Keyword {
        word: "CHARSET",
        kind: TokenKind::Charset,
    },
    Keyword {
        word: "CHECK",
        kind: TokenKind::Check,
    },
    Keyword {
        word: "CHECKPOINT",
        kind: TokenKind::Checkpoint,
    },
    Keyword {
        word: "CHUNK",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "CLOB",
        kind: TokenKind::Clob,
    },
    Keyword {
        word: "CLOSE",
        kind: TokenKind::Close,
    },
    Keyword {
        word: "CLUSTER",
        kind: TokenKind::Cluster,
    },
    Keyword {
        word: "CLUSTERING",
        kind: TokenKind::Clustering,
    },
    Keyword {
        word: "COALESCE",
        kind: TokenKind::Coalesce,
    },
    Keyword {
        word: "COLLATE",
        kind: TokenKind::Collate,
    },
    Keyword {
        word: "COLLATION",
        kind: TokenKind::Collation,
    },
    Keyword {
        word: "COLLECT",
        kind: TokenKind::Collect,
    },
    Keyword {
        word: "COLLECTION",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "COLUMN",
        kind: TokenKind::Column,
    },
    Keyword {
        word: "COLUMNS",
        kind: TokenKind::Columns,
    },
    Keyword {
        word: "COLUMN_VALUE",
        kind: TokenKind::ColumnValue,
    },
    Keyword {
        word: "COMMENT",
        kind: TokenKind::Comment,
    },
    Keyword {
        word: "COMMIT",
        kind: TokenKind::Commit,
    },
    Keyword {
        word: "COMPACT",
        kind: TokenKind::Compact,
    },
    Keyword {
        word: "COMPILE",
        kind: TokenKind::Compile,
    },
    Keyword {
        word: "COMPLETE",
        kind: TokenKind::Complete,
    },
    Keyword {
        word: "COMPOUND",
        kind: TokenKind::Compound,
    },
    Keyword {
        word: "COMPRESS",
        kind: TokenKind::Compress,
    },
    Keyword {
        word: "COMPUTATION",
        kind: TokenKind::Computation,
    },
    Keyword {
        word: "COMPUTE",
        kind: TokenKind::Compute,
    },
    Keyword {
        word: "CONDITIONAL",
        kind: TokenKind::Conditional,
    },
    Keyword {
        word: "CONNECT",
        kind: TokenKind::Connect,
    },
    Keyword {
        word: "CONNECT_BY_ROOT",
        kind: TokenKind::ConnectByRoot,
    },
    Keyword {
        word: "CONSISTENT",
        kind: TokenKind::Consistent,
    },
    Keyword {
        word: "CONSTANT",
        kind: TokenKind::Constant,
    },
    Keyword {
        word: "CONSTRAINT",
        kind: TokenKind::Constraint,
    },
    Keyword {
        word: "CONSTRAINTS",
        kind: TokenKind::Constraints,
    },
    Keyword {
        word: "CONSTRUCTOR",
        kind: TokenKind::Constructor,
    },
    Keyword {
        word: "CONTAINER",
        kind: TokenKind::Container,
    },
    Keyword {
        word: "CONTENT",
        kind: TokenKind::Content,
    },
    Keyword {
        word: "CONTEXT",
        kind: TokenKind::Context,
    },
    Keyword {
        word: "CONTINUE",
        kind: TokenKind::Continue,
    },
    Keyword {
        word: "CONTROLFILE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "CONVERSION",
        kind: TokenKind::Conversion,
    },
    Keyword {
        word: "COUNT",
        kind: TokenKind::Count,
    },
    Keyword {
        word: "CREATE",
        kind: TokenKind::Create,
    },
    Keyword {
        word: "CREATION",
        kind: TokenKind::Creation,
    },
    Keyword {
        word: "CROSS",
        kind: TokenKind::Cross,
    },
    Keyword {
        word: "CROSSEDITION",
        kind: TokenKind::Crossedition,
    },
    Keyword {
        word: "CURRENT",
        kind: TokenKind::Current,
    },
    Keyword {
        word: "CURRENT_USER",
        kind: TokenKind::CurrentUser,
    },
    Keyword {
        word: "CURSOR",
        kind: TokenKind::Cursor,
    },
    Keyword {
        word: "CYCLE",
        kind: TokenKind::Cycle,
    },
    Keyword {
        word: "DANGLING",
        kind: TokenKind::Dangling,
    },
    Keyword {
        word: "DATA",
        kind: TokenKind::Data,
    },
    Keyword {
        word: "DATABASE",
        kind: TokenKind::Database,
    },
    Keyword {
        word: "DATE",
        kind: TokenKind::Date,
    },
    Keyword {
        word: "DAY",
        kind: TokenKind::Day,
    },
    Keyword {
        word: "DEALLOCATE",
        kind: TokenKind::Deallocate,
    },
    Keyword {
        word: "DEBUG",
        kind: TokenKind::Debug,
    },
    Keyword {
        word: "DECLARE",
        kind: TokenKind::Declare,
    },
    Keyword {
        word: "DECRYPT",
        kind: TokenKind::Decrypt,
    },
    Keyword {
        word: "DEFAULT",
        kind: TokenKind::Default,
    },
    Keyword {
        word: "DEFAULTS",
        kind: TokenKind::Defaults,
    },
    Keyword {
        word: "DEFERRABLE",
        kind: TokenKind::Deferrable,
    },
    Keyword {
        word: "DEFERRED",
        kind: TokenKind::Deferred,
    },
    Keyword {
        word: "DEFINITION",
        kind: TokenKind::Definition,
    },
    Keyword {
        word: "DELETE",
        kind: TokenKind::Delete,
    },
    Keyword {
        word: "DEMAND",
        kind: TokenKind::Demand,
    },
    Keyword {
        word: "DEPTH",
        kind: TokenKind::Depth,
    },
    Keyword {
        word: "DESC",
        kind: TokenKind::Desc,
    },
    Keyword {
        word: "DETERMINISTIC",
        kind: TokenKind::Deterministic,
    },
    Keyword {
        word: "DIMENSION",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "DIRECTORY",
        kind: TokenKind::Directory,
    },
    Keyword {
        word: "DISABLE",
        kind: TokenKind::Disable,
    },
    Keyword {
        word: "DISASSOCIATE",
        kind: TokenKind::OpaqueStatement,
    },
    Keyword {
        word: "DISKGROUP",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "DISTINCT",
        kind: TokenKind::Distinct,
    },
    Keyword {
        word: "DISTRIBUTE",
        kind: TokenKind::Distribute,
    },
    Keyword {
        word: "DOCUMENT",
        kind: TokenKind::Document,
    },
    Keyword {
        word: "DOMAIN",
        kind: TokenKind::Domain,
    },
    Keyword {
        word: "DOUBLE",
        kind: TokenKind::Double,
    },
    Keyword {
        word: "DROP",
        kind: TokenKind::Drop,
    },
    Keyword {
        word: "DUPLICATE",
        kind: TokenKind::Duplicate,
    },
    Keyword {
        word: "EACH",
        kind: TokenKind::Each,
    },
    Keyword {
        word: "EDITION",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "EDITIONABLE",
        kind: TokenKind::Editionable,
    },
    Keyword {
        word: "EDITIONING",
        kind: TokenKind::Editioning,
    },
    Keyword {
        word: "ELEMENT",
        kind: TokenKind::Element,
    },
    Keyword {
        word: "ELSE",
        kind: TokenKind::Else,
    },
    Keyword {
        word: "ELSIF",
        kind: TokenKind::Elsif,
    },
    Keyword {
        word: "EMPTY",
        kind: TokenKind::Empty,
    },
    Keyword {
        word: "ENABLE",
        kind: TokenKind::Enable,
    },
    Keyword {
        word: "ENCODING",
        kind: TokenKind::Encoding,
    },
    Keyword {
        word: "ENCRYPT",
        kind: TokenKind::Encrypt,
    },
    Keyword {
        word: "END",
        kind: TokenKind::End,
    },
    Keyword {
        word: "ENTITYESCAPING",
        kind: TokenKind::XmlCheckWord,
    },
    Keyword {
        word: "ENV",
        kind: TokenKind::Env,
    },
    Keyword {
        word: "ERROR",
        kind: TokenKind::Error,
    },
    Keyword {
        word: "ERRORS",
        kind: TokenKind::Errors,
    },
    Keyword {
        word: "ESCAPE",
        kind: TokenKind::Escape,
    },
    Keyword {
        word: "EVALNAME",
        kind: TokenKind::Evalname,
    },
    Keyword {
        word: "EXACT",
        kind: TokenKind::Exact,
    },
    Keyword {
        word: "EXCEPT",
        kind: TokenKind::Except,
    },
    Keyword {
        word: "EXCEPTION",
        kind: TokenKind::Exception,
    },
    Keyword {
        word: "EXCEPTIONS",
        kind: TokenKind::Exceptions,
    },
    Keyword {
        word: "EXCHANGE",
        kind: TokenKind::Exchange,
    },
    Keyword {
        word: "EXCLUDE",
        kind: TokenKind::Exclude,
    },
    Keyword {
        word: "EXCLUDING",
        kind: TokenKind::Excluding,
    },
    Keyword {
        word: "EXECUTE",
        kind: TokenKind::Execute,
    },
    Keyword {
        word: "EXISTS",
        kind: TokenKind::Exists,
    },
    Keyword {
        word: "EXIT",
        kind: TokenKind::Exit,
    },
    Keyword {
        word: "EXPIRE",
        kind: TokenKind::Expire,
    },
    Keyword {
        word: "EXPLAIN",
        kind: TokenKind::Explain,
    },
    Keyword {
        word: "EXTEND",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "EXTENT",
        kind: TokenKind::Extent,
    },
    Keyword {
        word: "EXTERNAL",
        kind: TokenKind::External,
    },
    Keyword {
        word: "EXTERNALLY",
        kind: TokenKind::Externally,
    },
    Keyword {
        word: "EXTRACT",
        kind: TokenKind::Extract,
    },
    Keyword {
        word: "FALSE",
        kind: TokenKind::False,
    },
    Keyword {
        word: "FAST",
        kind: TokenKind::Fast,
    },
    Keyword {
        word: "FETCH",
        kind: TokenKind::Fetch,
    },
    Keyword {
        word: "FILESYSTEM_LIKE_LOGGING",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "FILTER",
        kind: TokenKind::Filter,
    },
    Keyword {
        word: "FINAL",
        kind: TokenKind::Final,
    },
    Keyword {
        word: "FIRST",
        kind: TokenKind::First,
    },
    Keyword {
        word: "FLASHBACK",
        kind: TokenKind::Flashback,
    },
    Keyword {
        word: "FOLLOWING",
        kind: TokenKind::Following,
    },
    Keyword {
        word: "FOLLOWS",
        kind: TokenKind::Follows,
    },
    Keyword {
        word: "FOR",
        kind: TokenKind::For,
    },
    Keyword {
        word: "FORALL",
        kind: TokenKind::Forall,
    },
    Keyword {
        word: "FORCE",
        kind: TokenKind::Force,
    },
    Keyword {
        word: "FOREIGN",
        kind: TokenKind::Foreign,
    },
    Keyword {
        word: "FORMAT",
        kind: TokenKind::Format,
    },
    Keyword {
        word: "FORWARD",
        kind: TokenKind::Forward,
    },
    Keyword {
        word: "FROM",
        kind: TokenKind::From,
    },
    Keyword {
        word: "FULL",
        kind: TokenKind::Full,
    },
    Keyword {
        word: "FUNCTION",
        kind: TokenKind::Function,
    },
    Keyword {
        word: "GENERATED",
        kind: TokenKind::Generated,
    },
    Keyword {
        word: "GLOBAL",
        kind: TokenKind::Global,
    },
    Keyword {
        word: "GLOBALLY",
        kind: TokenKind::Globally,
    },
    Keyword {
        word: "GOTO",
        kind: TokenKind::Goto,
    },
    Keyword {
        word: "GRANT",
        kind: TokenKind::Grant,
    },
    Keyword {
        word: "GROUP",
        kind: TokenKind::Group,
    },
    Keyword {
        word: "GROUPING",
        kind: TokenKind::Grouping,
    },
    Keyword {
        word: "GROUPS",
        kind: TokenKind::Groups,
    },
    Keyword {
        word: "HASH",
        kind: TokenKind::Hash,
    },
    Keyword {
        word: "HASHING",
        kind: TokenKind::Hashing,
    },
    Keyword {
        word: "HAVING",
        kind: TokenKind::Having,
    },
    Keyword {
        word: "HEAP",
        kind: TokenKind::Heap,
    },
    Keyword {
        word: "HIDE",
        kind: TokenKind::Hide,
    },
    Keyword {
        word: "HIERARCHY",
        kind: TokenKind::Hierarchy,
    },
    Keyword {
        word: "HIGH",
        kind: TokenKind::High,
    },
    Keyword {
        word: "HOUR",
        kind: TokenKind::Hour,
    },
    Keyword {
        word: "HYBRID",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "ID",
        kind: TokenKind::IdKeyword,
    },
    Keyword {
        word: "IDENTIFIED",
        kind: TokenKind::Identified,
    },
    Keyword {
        word: "IDENTIFIER",
        kind: TokenKind::IdentifierKeyword,
    },
    Keyword {
        word: "IDENTITY",
        kind: TokenKind::Identity,
    },
    Keyword {
        word: "IF",
        kind: TokenKind::If,
    },
    Keyword {
        word: "IGNORE",
        kind: TokenKind::Ignore,
    },
    Keyword {
        word: "ILM",
        kind: TokenKind::Ilm,
    },
    Keyword {
        word: "IMMEDIATE",
        kind: TokenKind::Immediate,
    },
    Keyword {
        word: "IMMUTABLE",
        kind: TokenKind::Immutable,
    },
    Keyword {
        word: "IN",
        kind: TokenKind::In,
    },
    Keyword {
        word: "INCLUDE",
        kind: TokenKind::Include,
    },
    Keyword {
        word: "INCLUDING",
        kind: TokenKind::Including,
    },
    Keyword {
        word: "INCREMENT",
        kind: TokenKind::Increment,
    },
    Keyword {
        word: "INDENT",
        kind: TokenKind::Indent,
    },
    Keyword {
        word: "INDEX",
        kind: TokenKind::Index,
    },
    Keyword {
        word: "INDEXES",
        kind: TokenKind::Indexes,
    },
    Keyword {
        word: "INDEXING",
        kind: TokenKind::Indexing,
    },
    Keyword {
        word: "INDEXTYPE",
        kind: TokenKind::Indextype,
    },
    Keyword {
        word: "INDICES",
        kind: TokenKind::Indices,
    },
    Keyword {
        word: "INFINITE",
        kind: TokenKind::Infinite,
    },
    Keyword {
        word: "INITIALLY",
        kind: TokenKind::Initially,
    },
    Keyword {
        word: "INITRANS",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "INMEMORY",
        kind: TokenKind::Inmemory,
    },
    Keyword {
        word: "INNER",
        kind: TokenKind::Inner,
    },
    Keyword {
        word: "INSERT",
        kind: TokenKind::Insert,
    },
    Keyword {
        word: "INSTANCES",
        kind: TokenKind::Instances,
    },
    Keyword {
        word: "INSTANTIABLE",
        kind: TokenKind::Instantiable,
    },
    Keyword {
        word: "INSTEAD",
        kind: TokenKind::Instead,
    },
    Keyword {
        word: "INTERSECT",
        kind: TokenKind::Intersect,
    },
    Keyword {
        word: "INTERVAL",
        kind: TokenKind::Interval,
    },
    Keyword {
        word: "INTO",
        kind: TokenKind::Into,
    },
    Keyword {
        word: "INVALIDATE",
        kind: TokenKind::Invalidate,
    },
    Keyword {
        word: "INVALIDATION",
        kind: TokenKind::Invalidation,
    },
    Keyword {
        word: "INVISIBLE",
        kind: TokenKind::Invisible,
    },
    Keyword {
        word: "IS",
        kind: TokenKind::Is,
    },
    Keyword {
        word: "JAVA",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "JOIN",
        kind: TokenKind::Join,
    },
    Keyword {
        word: "JSON",
        kind: TokenKind::Json,
    },
    Keyword {
        word: "JSON_ARRAY",
        kind: TokenKind::JsonArray,
    },
    Keyword {
        word: "JSON_ARRAYAGG",
        kind: TokenKind::JsonArrayagg,
    },
    Keyword {
        word: "JSON_EXISTS",
        kind: TokenKind::JsonExists,
    },
    Keyword {
        word: "JSON_OBJECT",
        kind: TokenKind::JsonObject,
    },
    Keyword {
        word: "JSON_OBJECTAGG",
        kind: TokenKind::JsonObjectagg,
    },
    Keyword {
        word: "JSON_QUERY",
        kind: TokenKind::JsonQuery,
    },
    Keyword {
        word: "JSON_SERIALIZE",
        kind: TokenKind::JsonSerialize,
    },
    Keyword {
        word: "JSON_TABLE",
        kind: TokenKind::JsonTable,
    },
    Keyword {
        word: "JSON_VALUE",
        kind: TokenKind::JsonValue,
    },
    Keyword {
        word: "KEEP",
        kind: TokenKind::Keep,
    },
    Keyword {
        word: "KEEP_DUPLICATES",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "KEY",
        kind: TokenKind::Key,
    },
    Keyword {
        word: "KEYS",
        kind: TokenKind::Keys,
    },
    Keyword {
        word: "LANGUAGE",
        kind: TokenKind::Language,
    },
    Keyword {
        word: "LAST",
        kind: TokenKind::Last,
    },
    Keyword {
        word: "LATERAL",
        kind: TokenKind::Lateral,
    },
    Keyword {
        word: "LEADING",
        kind: TokenKind::Leading,
    },
    Keyword {
        word: "LEFT",
        kind: TokenKind::Left,
    },
    Keyword {
        word: "LESS",
        kind: TokenKind::Less,
    },
    Keyword {
        word: "LEVEL",
        kind: TokenKind::Level,
    },
    Keyword {
        word: "LEVELS",
        kind: TokenKind::Levels,
    },
    Keyword {
        word: "LIBRARY",
        kind: TokenKind::Library,
    },
    Keyword {
        word: "LIKE",
        kind: TokenKind::Like,
    },
    Keyword {
        word: "LIKE2",
        kind: TokenKind::Like2,
    },
    Keyword {
        word: "LIKE4",
        kind: TokenKind::Like4,
    },
    Keyword {
        word: "LIKEC",
        kind: TokenKind::Likec,
    },
    Keyword {
        word: "LIMIT",
        kind: TokenKind::Limit,
    },
    Keyword {
        word: "LINK",
        kind: TokenKind::Link,
    },
    Keyword {
        word: "LIST",
        kind: TokenKind::List,
    },
    Keyword {
        word: "LOB",
        kind: TokenKind::Lob,
    },
    Keyword {
        word: "LOCAL",
        kind: TokenKind::Local,
    },
    Keyword {
        word: "LOCATOR",
        kind: TokenKind::Locator,
    },
    Keyword {
        word: "LOCK",
        kind: TokenKind::Lock,
    },
    Keyword {
        word: "LOCKDOWN",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "LOCKED",
        kind: TokenKind::Locked,
    },
    Keyword {
        word: "LOCKING",
        kind: TokenKind::Locking,
    },
    Keyword {
        word: "LOG",
        kind: TokenKind::Log,
    },
    Keyword {
        word: "LOGGING",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "LOGICAL",
        kind: TokenKind::Logical,
    },
    Keyword {
        word: "LONG",
        kind: TokenKind::Long,
    },
    Keyword {
        word: "LOOP",
        kind: TokenKind::Loop,
    },
    Keyword {
        word: "LOW",
        kind: TokenKind::Low,
    },
    Keyword {
        word: "MANDATORY",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "MAP",
        kind: TokenKind::Map,
    },
    Keyword {
        word: "MAPPING",
        kind: TokenKind::Mapping,
    },
    Keyword {
        word: "MATCHED",
        kind: TokenKind::Matched,
    },
    Keyword {
        word: "MATCH_RECOGNIZE",
        kind: TokenKind::MatchRecognize,
    },
    Keyword {
        word: "MATERIALIZED",
        kind: TokenKind::Materialized,
    },
    Keyword {
        word: "MAXTRANS",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "MAXVALUE",
        kind: TokenKind::Maxvalue,
    },
    Keyword {
        word: "MEMBER",
        kind: TokenKind::Member,
    },
    Keyword {
        word: "MEMCOMPRESS",
        kind: TokenKind::Memcompress,
    },
    Keyword {
        word: "MEMOPTIMIZE",
        kind: TokenKind::Memoptimize,
    },
    Keyword {
        word: "MERGE",
        kind: TokenKind::Merge,
    },
    Keyword {
        word: "MINING",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "MINUS",
        kind: TokenKind::Minus,
    },
    Keyword {
        word: "MINUTE",
        kind: TokenKind::Minute,
    },
    Keyword {
        word: "MINVALUE",
        kind: TokenKind::Minvalue,
    },
    Keyword {
        word: "MISMATCH",
        kind: TokenKind::Mismatch,
    },
    Keyword {
        word: "MLE",
        kind: TokenKind::Mle,
    },
    Keyword {
        word: "MOD",
        kind: TokenKind::Mod,
    },
    Keyword {
        word: "MODE",
        kind: TokenKind::Mode,
    },
    Keyword {
        word: "MODEL",
        kind: TokenKind::Model,
    },
    Keyword {
        word: "MODIFY",
        kind: TokenKind::Modify,
    },
    Keyword {
        word: "MODULE",
        kind: TokenKind::Module,
    },
    Keyword {
        word: "MONITORING",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "MONTH",
        kind: TokenKind::Month,
    },
    Keyword {
        word: "MOVE",
        kind: TokenKind::Move,
    },
    Keyword {
        word: "MOVEMENT",
        kind: TokenKind::Movement,
    },
    Keyword {
        word: "MULTISET",
        kind: TokenKind::Multiset,
    },
    Keyword {
        word: "MULTIVALUE",
        kind: TokenKind::Multivalue,
    },
    Keyword {
        word: "MUTABLE",
        kind: TokenKind::Mutable,
    },
    Keyword {
        word: "NAME",
        kind: TokenKind::Name,
    },
    Keyword {
        word: "NAN",
        kind: TokenKind::Nan,
    },
    Keyword {
        word: "NATIONAL",
        kind: TokenKind::National,
    },
    Keyword {
        word: "NATURAL",
        kind: TokenKind::Natural,
    },
    Keyword {
        word: "NESTED",
        kind: TokenKind::Nested,
    },
    Keyword {
        word: "NEVER",
        kind: TokenKind::Never,
    },
    Keyword {
        word: "NEW",
        kind: TokenKind::New,
    },
    Keyword {
        word: "NEXT",
        kind: TokenKind::Next,
    },
    Keyword {
        word: "NO",
        kind: TokenKind::No,
    },
    Keyword {
        word: "NOAUDIT",
        kind: TokenKind::OpaqueStatement,
    },
    Keyword {
        word: "NOCACHE",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOCOMPRESS",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOCOPY",
        kind: TokenKind::Nocopy,
    },
    Keyword {
        word: "NOCYCLE",
        kind: TokenKind::Nocycle,
    },
    Keyword {
        word: "NOENTITYESCAPING",
        kind: TokenKind::XmlCheckWord,
    },
    Keyword {
        word: "NOEXTEND",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOFORCE",
        kind: TokenKind::Noforce,
    },
    Keyword {
        word: "NOINMEMORY",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOKEEP",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOLOGGING",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOMAXVALUE",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOMINVALUE",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOMONITORING",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NONE",
        kind: TokenKind::None,
    },
    Keyword {
        word: "NONEDITIONABLE",
        kind: TokenKind::Noneditionable,
    },
    Keyword {
        word: "NOORDER",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOPARALLEL",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOPARTITION",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NORELY",
        kind: TokenKind::Norely,
    },
    Keyword {
        word: "NOREVERSE",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOROWDEPENDENCIES",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOSCALE",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOSCHEMACHECK",
        kind: TokenKind::XmlCheckWord,
    },
    Keyword {
        word: "NOSHARD",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "NOSORT",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "NOT",
        kind: TokenKind::Not,
    },
    Keyword {
        word: "NOVALIDATE",
        kind: TokenKind::Novalidate,
    },
    Keyword {
        word: "NOWAIT",
        kind: TokenKind::Nowait,
    },
    Keyword {
        word: "NULL",
        kind: TokenKind::Null,
    },
    Keyword {
        word: "NULLS",
        kind: TokenKind::Nulls,
    },
    Keyword {
        word: "OBJECT",
        kind: TokenKind::Object,
    },
    Keyword {
        word: "OF",
        kind: TokenKind::Of,
    },
    Keyword {
        word: "OFFSET",
        kind: TokenKind::Offset,
    },
    Keyword {
        word: "OID",
        kind: TokenKind::Oid,
    },
    Keyword {
        word: "OIDINDEX",
        kind: TokenKind::Oidindex,
    },
    Keyword {
        word: "OLD",
        kind: TokenKind::Old,
    },
    Keyword {
        word: "ON",
        kind: TokenKind::On,
    },
    Keyword {
        word: "ONLINE",
        kind: TokenKind::Online,
    },
    Keyword {
        word: "ONLY",
        kind: TokenKind::Only,
    },
    Keyword {
        word: "OPAQUE",
        kind: TokenKind::OpaqueKeyword,
    },
    Keyword {
        word: "OPEN",
        kind: TokenKind::Open,
    },
    Keyword {
        word: "OPERATIONS",
        kind: TokenKind::Operations,
    },
    Keyword {
        word: "OPERATOR",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "OPTION",
        kind: TokenKind::Option,
    },
    Keyword {
        word: "OR",
        kind: TokenKind::Or,
    },
    Keyword {
        word: "ORDER",
        kind: TokenKind::Order,
    },
    Keyword {
        word: "ORDERED",
        kind: TokenKind::Ordered,
    },
    Keyword {
        word: "ORDINALITY",
        kind: TokenKind::Ordinality,
    },
    Keyword {
        word: "ORGANIZATION",
        kind: TokenKind::Organization,
    },
    Keyword {
        word: "OTHERS",
        kind: TokenKind::Others,
    },
    Keyword {
        word: "OUT",
        kind: TokenKind::Out,
    },
    Keyword {
        word: "OUTER",
        kind: TokenKind::Outer,
    },
    Keyword {
        word: "OUTLINE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "OVER",
        kind: TokenKind::Over,
    },
    Keyword {
        word: "OVERFLOW",
        kind: TokenKind::Overflow,
    },
    Keyword {
        word: "OVERRIDING",
        kind: TokenKind::Overriding,
    },
    Keyword {
        word: "PACKAGE",
        kind: TokenKind::Package,
    },
    Keyword {
        word: "PAIRS",
        kind: TokenKind::Pairs,
    },
    Keyword {
        word: "PARALLEL",
        kind: TokenKind::Parallel,
    },
    Keyword {
        word: "PARALLEL_ENABLE",
        kind: TokenKind::ParallelEnable,
    },
    Keyword {
        word: "PARAMETERS",
        kind: TokenKind::Parameters,
    },
    Keyword {
        word: "PARENT",
        kind: TokenKind::Parent,
    },
    Keyword {
        word: "PARTITION",
        kind: TokenKind::Partition,
    },
    Keyword {
        word: "PARTITIONS",
        kind: TokenKind::Partitions,
    },
    Keyword {
        word: "PASSING",
        kind: TokenKind::Passing,
    },
    Keyword {
        word: "PASSWORD",
        kind: TokenKind::Password,
    },
    Keyword {
        word: "PATH",
        kind: TokenKind::Path,
    },
    Keyword {
        word: "PCTFREE",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "PCTTHRESHOLD",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "PCTUSED",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "PCTVERSION",
        kind: TokenKind::PhysicalNumber,
    },
    Keyword {
        word: "PERCENT",
        kind: TokenKind::Percent,
    },
    Keyword {
        word: "PERIOD",
        kind: TokenKind::Period,
    },
    Keyword {
        word: "PERSISTABLE",
        kind: TokenKind::Persistable,
    },
    Keyword {
        word: "PFILE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "PIPE",
        kind: TokenKind::Pipe,
    },
    Keyword {
        word: "PIPELINED",
        kind: TokenKind::Pipelined,
    },
    Keyword {
        word: "PIVOT",
        kind: TokenKind::Pivot,
    },
    Keyword {
        word: "PLAN",
        kind: TokenKind::Plan,
    },
    Keyword {
        word: "PLUGGABLE",
        kind: TokenKind::Pluggable,
    },
    Keyword {
        word: "PMEM",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "POLYMORPHIC",
        kind: TokenKind::Polymorphic,
    },
    Keyword {
        word: "PRAGMA",
        kind: TokenKind::Pragma,
    },
    Keyword {
        word: "PREBUILT",
        kind: TokenKind::Prebuilt,
    },
    Keyword {
        word: "PRECEDES",
        kind: TokenKind::Precedes,
    },
    Keyword {
        word: "PRECEDING",
        kind: TokenKind::Preceding,
    },
    Keyword {
        word: "PRECISION",
        kind: TokenKind::Precision,
    },
    Keyword {
        word: "PRESERVE",
        kind: TokenKind::Preserve,
    },
    Keyword {
        word: "PRETTY",
        kind: TokenKind::Pretty,
    },
    Keyword {
        word: "PRIMARY",
        kind: TokenKind::Primary,
    },
    Keyword {
        word: "PRIOR",
        kind: TokenKind::Prior,
    },
    Keyword {
        word: "PRIORITY",
        kind: TokenKind::Priority,
    },
    Keyword {
        word: "PRIVATE",
        kind: TokenKind::Private,
    },
    Keyword {
        word: "PROCEDURE",
        kind: TokenKind::Procedure,
    },
    Keyword {
        word: "PROFILE",
        kind: TokenKind::Profile,
    },
    Keyword {
        word: "PROPERTY",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "PUBLIC",
        kind: TokenKind::Public,
    },
    Keyword {
        word: "PURGE",
        kind: TokenKind::Purge,
    },
    Keyword {
        word: "QUALIFY",
        kind: TokenKind::Qualify,
    },
    Keyword {
        word: "QUERY",
        kind: TokenKind::Query,
    },
    Keyword {
        word: "QUOTA",
        kind: TokenKind::Quota,
    },
    Keyword {
        word: "RAISE",
        kind: TokenKind::Raise,
    },
    Keyword {
        word: "RANGE",
        kind: TokenKind::Range,
    },
    Keyword {
        word: "RAW",
        kind: TokenKind::Raw,
    },
    Keyword {
        word: "READ",
        kind: TokenKind::Read,
    },
    Keyword {
        word: "REBUILD",
        kind: TokenKind::Rebuild,
    },
    Keyword {
        word: "RECORD",
        kind: TokenKind::Record,
    },
    Keyword {
        word: "REF",
        kind: TokenKind::Ref,
    },
    Keyword {
        word: "REFERENCE",
        kind: TokenKind::Reference,
    },
    Keyword {
        word: "REFERENCES",
        kind: TokenKind::References,
    },
    Keyword {
        word: "REFERENCING",
        kind: TokenKind::Referencing,
    },
    Keyword {
        word: "REFRESH",
        kind: TokenKind::Refresh,
    },
    Keyword {
        word: "REJECT",
        kind: TokenKind::Reject,
    },
    Keyword {
        word: "RELATIONAL",
        kind: TokenKind::Relational,
    },
    Keyword {
        word: "RELIES_ON",
        kind: TokenKind::ReliesOn,
    },
    Keyword {
        word: "RELY",
        kind: TokenKind::Rely,
    },
    Keyword {
        word: "RENAME",
        kind: TokenKind::Rename,
    },
    Keyword {
        word: "REPEAT",
        kind: TokenKind::Repeat,
    },
    Keyword {
        word: "REPLACE",
        kind: TokenKind::Replace,
    },
    Keyword {
        word: "RESERVABLE",
        kind: TokenKind::Reservable,
    },
    Keyword {
        word: "RESOLVE",
        kind: TokenKind::Resolve,
    },
    Keyword {
        word: "RESOURCE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "RESPECT",
        kind: TokenKind::Respect,
    },
    Keyword {
        word: "RESTART",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "RESTORE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "RESULT",
        kind: TokenKind::Result,
    },
    Keyword {
        word: "RESULT_CACHE",
        kind: TokenKind::ResultCache,
    },
    Keyword {
        word: "RETURN",
        kind: TokenKind::Return,
    },
    Keyword {
        word: "RETURNING",
        kind: TokenKind::Returning,
    },
    Keyword {
        word: "REUSE",
        kind: TokenKind::Reuse,
    },
    Keyword {
        word: "REVERSE",
        kind: TokenKind::Reverse,
    },
    Keyword {
        word: "REVOKE",
        kind: TokenKind::Revoke,
    },
    Keyword {
        word: "REWRITE",
        kind: TokenKind::Rewrite,
    },
    Keyword {
        word: "RIGHT",
        kind: TokenKind::Right,
    },
    Keyword {
        word: "ROLE",
        kind: TokenKind::Role,
    },
    Keyword {
        word: "ROLLBACK",
        kind: TokenKind::Rollback,
    },
    Keyword {
        word: "ROW",
        kind: TokenKind::Row,
    },
    Keyword {
        word: "ROWDEPENDENCIES",
        kind: TokenKind::PhysicalFlag,
    },
    Keyword {
        word: "ROWID",
        kind: TokenKind::Rowid,
    },
    Keyword {
        word: "ROWS",
        kind: TokenKind::Rows,
    },
    Keyword {
        word: "ROWTYPE",
        kind: TokenKind::Rowtype,
    },
    Keyword {
        word: "SALT",
        kind: TokenKind::Salt,
    },
    Keyword {
        word: "SAMPLE",
        kind: TokenKind::Sample,
    },
    Keyword {
        word: "SAVE",
        kind: TokenKind::Save,
    },
    Keyword {
        word: "SAVEPOINT",
        kind: TokenKind::Savepoint,
    },
    Keyword {
        word: "SCALARS",
        kind: TokenKind::Scalars,
    },
    Keyword {
        word: "SCALE",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "SCHEMA",
        kind: TokenKind::Schema,
    },
    Keyword {
        word: "SCHEMACHECK",
        kind: TokenKind::XmlCheckWord,
    },
    Keyword {
        word: "SCN",
        kind: TokenKind::Scn,
    },
    Keyword {
        word: "SCOPE",
        kind: TokenKind::Scope,
    },
    Keyword {
        word: "SEARCH",
        kind: TokenKind::Search,
    },
    Keyword {
        word: "SECOND",
        kind: TokenKind::Second,
    },
    Keyword {
        word: "SECUREFILE",
        kind: TokenKind::Securefile,
    },
    Keyword {
        word: "SEED",
        kind: TokenKind::Seed,
    },
    Keyword {
        word: "SEGMENT",
        kind: TokenKind::Segment,
    },
    Keyword {
        word: "SELECT",
        kind: TokenKind::Select,
    },
    Keyword {
        word: "SELF",
        kind: TokenKind::SelfKeyword,
    },
    Keyword {
        word: "SEQUENCE",
        kind: TokenKind::Sequence,
    },
    Keyword {
        word: "SERVICE",
        kind: TokenKind::Service,
    },
    Keyword {
        word: "SESSION",
        kind: TokenKind::Session,
    },
    Keyword {
        word: "SET",
        kind: TokenKind::Set,
    },
    Keyword {
        word: "SETS",
        kind: TokenKind::Sets,
    },
    Keyword {
        word: "SETTINGS",
        kind: TokenKind::Settings,
    },
    Keyword {
        word: "SHARD",
        kind: TokenKind::SequenceFlag,
    },
    Keyword {
        word: "SHARDED",
        kind: TokenKind::Sharded,
    },
    Keyword {
        word: "SHARED",
        kind: TokenKind::Shared,
    },
    Keyword {
        word: "SHARING",
        kind: TokenKind::Sharing,
    },
    Keyword {
        word: "SHOW",
        kind: TokenKind::Show,
    },
    Keyword {
        word: "SHRINK",
        kind: TokenKind::Shrink,
    },
    Keyword {
        word: "SIBLINGS",
        kind: TokenKind::Siblings,
    },
    Keyword {
        word: "SIGNATURE",
        kind: TokenKind::Signature,
    },
    Keyword {
        word: "SIZE",
        kind: TokenKind::Size,
    },
    Keyword {
        word: "SKIP",
        kind: TokenKind::Skip,
    },
    Keyword {
        word: "SMALLFILE",
        kind: TokenKind::Smallfile,
    },
    Keyword {
        word: "SNAPSHOT",
        kind: TokenKind::Snapshot,
    },
    Keyword {
        word: "SOME",
        kind: TokenKind::Some,
    },
    Keyword {
        word: "SORT",
        kind: TokenKind::Sort,
    },
    Keyword {
        word: "SPACE",
        kind: TokenKind::Space,
    },
    Keyword {
        word: "SPECIFICATION",
        kind: TokenKind::Specification,
    },
    Keyword {
        word: "SPFILE",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "SPLIT",
        kind: TokenKind::Split,
    },
    Keyword {
        word: "SQL_MACRO",
        kind: TokenKind::SqlMacro,
    },
    Keyword {
        word: "STANDALONE",
        kind: TokenKind::Standalone,
    },
    Keyword {
        word: "START",
        kind: TokenKind::Start,
    },
    Keyword {
        word: "STATEMENT",
        kind: TokenKind::Statement,
    },
    Keyword {
        word: "STATEMENT_ID",
        kind: TokenKind::StatementId,
    },
    Keyword {
        word: "STATIC",
        kind: TokenKind::Static,
    },
    Keyword {
        word: "STATISTICS",
        kind: TokenKind::Statistics,
    },
    Keyword {
        word: "STORAGE",
        kind: TokenKind::Storage,
    },
    Keyword {
        word: "STORE",
        kind: TokenKind::Store,
    },
    Keyword {
        word: "STRICT",
        kind: TokenKind::Strict,
    },
    Keyword {
        word: "SUBMULTISET",
        kind: TokenKind::Submultiset,
    },
    Keyword {
        word: "SUBPARTITION",
        kind: TokenKind::Subpartition,
    },
    Keyword {
        word: "SUBPARTITIONS",
        kind: TokenKind::Subpartitions,
    },
    Keyword {
        word: "SUBSTITUTABLE",
        kind: TokenKind::Substitutable,
    },
    Keyword {
        word: "SUBTYPE",
        kind: TokenKind::Subtype,
    },
    Keyword {
        word: "SUPPLEMENTAL",
        kind: TokenKind::Supplemental,
    },
    Keyword {
        word: "SYNONYM",
        kind: TokenKind::Synonym,
    },
    Keyword {
        word: "SYSTEM",
        kind: TokenKind::System,
    },
    Keyword {
        word: "TABLE",
        kind: TokenKind::Table,
    },
    Keyword {
        word: "TABLESPACE",
        kind: TokenKind::Tablespace,
    },
    Keyword {
        word: "TARGET",
        kind: TokenKind::Target,
    },
    Keyword {
        word: "TEMPLATE",
        kind: TokenKind::Template,
    },
    Keyword {
        word: "TEMPORARY",
        kind: TokenKind::Temporary,
    },
    Keyword {
        word: "THAN",
        kind: TokenKind::Than,
    },
    Keyword {
        word: "THE",
        kind: TokenKind::The,
    },
    Keyword {
        word: "THEN",
        kind: TokenKind::Then,
    },
    Keyword {
        word: "TIES",
        kind: TokenKind::Ties,
    },
    Keyword {
        word: "TIME",
        kind: TokenKind::Time,
    },
    Keyword {
        word: "TIMESTAMP",
        kind: TokenKind::Timestamp,
    },
    Keyword {
        word: "TO",
        kind: TokenKind::To,
    },
    Keyword {
        word: "TRAILING",
        kind: TokenKind::Trailing,
    },
    Keyword {
        word: "TRANSACTION",
        kind: TokenKind::Transaction,
    },
    Keyword {
        word: "TREAT",
        kind: TokenKind::Treat,
    },
    Keyword {
        word: "TRIGGER",
        kind: TokenKind::Trigger,
    },
    Keyword {
        word: "TRIGGERS",
        kind: TokenKind::Triggers,
    },
    Keyword {
        word: "TRIM",
        kind: TokenKind::Trim,
    },
    Keyword {
        word: "TRUE",
        kind: TokenKind::True,
    },
    Keyword {
        word: "TRUNCATE",
        kind: TokenKind::Truncate,
    },
    Keyword {
        word: "TYPE",
        kind: TokenKind::Type,
    },
    Keyword {
        word: "UNBOUNDED",
        kind: TokenKind::Unbounded,
    },
    Keyword {
        word: "UNCONDITIONAL",
        kind: TokenKind::Unconditional,
    },
    Keyword {
        word: "UNDER",
        kind: TokenKind::Under,
    },
    Keyword {
        word: "UNDO",
        kind: TokenKind::Undo,
    },
    Keyword {
        word: "UNION",
        kind: TokenKind::Union,
    },
    Keyword {
        word: "UNIQUE",
        kind: TokenKind::Unique,
    },
    Keyword {
        word: "UNKNOWN",
        kind: TokenKind::UnknownKeyword,
    },
    Keyword {
        word: "UNLIMITED",
        kind: TokenKind::Unlimited,
    },
    Keyword {
        word: "UNLOCK",
        kind: TokenKind::Unlock,
    },
    Keyword {
        word: "UNPIVOT",
        kind: TokenKind::Unpivot,
    },
    Keyword {
        word: "UNTIL",
        kind: TokenKind::Until,
    },
    Keyword {
        word: "UNUSABLE",
        kind: TokenKind::Unusable,
    },
    Keyword {
        word: "UNUSED",
        kind: TokenKind::Unused,
    },
    Keyword {
        word: "UPDATE",
        kind: TokenKind::Update,
    },
    Keyword {
        word: "USAGE",
        kind: TokenKind::Usage,
    },
    Keyword {
        word: "USER",
        kind: TokenKind::User,
    },
    Keyword {
        word: "USING",
        kind: TokenKind::Using,
    },
    Keyword {
        word: "VALIDATE",
        kind: TokenKind::Validate,
    },
    Keyword {
        word: "VALIDATION",
        kind: TokenKind::Validation,
    },
    Keyword {
        word: "VALUE",
        kind: TokenKind::Value,
    },
    Keyword {
        word: "VALUES",
        kind: TokenKind::Values,
    },
    Keyword {
        word: "VARRAY",
        kind: TokenKind::Varray,
    },
    Keyword {
        word: "VARYING",
        kind: TokenKind::Varying,
    },
    Keyword {
        word: "VECTOR",
        kind: TokenKind::OpaqueKind,
    },
    Keyword {
        word: "VERSION",
        kind: TokenKind::Version,
    },
    Keyword {
        word: "VERSIONS",
        kind: TokenKind::Versions,
    },
    Keyword {
        word: "VIEW",
        kind: TokenKind::View,
    },
    Keyword {
        word: "VIRTUAL",
        kind: TokenKind::Virtual,
    },
    Keyword {
        word: "VISIBLE",
        kind: TokenKind::Visible,
    },
    Keyword {
        word: "WAIT",
        kind: TokenKind::Wait,
    },
    Keyword {
        word: "WELLFORMED",
        kind: TokenKind::Wellformed,
    },
    Keyword {
        word: "WHEN",
        kind: TokenKind::When,
    },
    Keyword {
        word: "WHERE",
        kind: TokenKind::Where,
    },
    Keyword {
        word: "WHILE",
        kind: TokenKind::While,
    },
    Keyword {
        word: "WINDOW",
        kind: TokenKind::Window,
    },
    Keyword {
        word: "WITH",
        kind: TokenKind::With,
    },
    Keyword {
        word: "WITHIN",
        kind: TokenKind::Within,
    },
    Keyword {
        word: "WITHOUT",
        kind: TokenKind::Without,
    },
    Keyword {
        word: "WORK",
        kind: TokenKind::Work,
    },
    Keyword {
        word: "WRAPPER",
        kind: TokenKind::Wrapper,
    },
    Keyword {
        word: "WRITE",
        kind: TokenKind::Write,
    },
    Keyword {
        word: "XML",
        kind: TokenKind::Xml,
    },
    Keyword {
        word: "XMLATTRIBUTES",
        kind: TokenKind::Xmlattributes,
    },
    Keyword {
        word: "XMLELEMENT",
        kind: TokenKind::Xmlelement,
    },
    Keyword {
        word: "XMLEXISTS",
        kind: TokenKind::Xmlexists,
    },
    Keyword {
        word: "XMLFOREST",
        kind: TokenKind::Xmlforest,
    },
    Keyword {
        word: "XMLNAMESPACES",
        kind: TokenKind::Xmlnamespaces,
    },
    Keyword {
        word: "XMLPARSE",
        kind: TokenKind::Xmlparse,
    },
    Keyword {
        word: "XMLQUERY",
        kind: TokenKind::Xmlquery,
    },
    Keyword {
        word: "XMLROOT",
        kind: TokenKind::Xmlroot,
    },
    Keyword {
        word: "XMLSCHEMA",
        kind: TokenKind::Xmlschema,
    },
    Keyword {
        word: "XMLSERIALIZE",
        kind: TokenKind::Xmlserialize,
    },
    Keyword {
        word: "XMLTABLE",
        kind: TokenKind::Xmltable,
    },
    Keyword {
        word: "XMLTYPE",
        kind: TokenKind::Xmltype,
    },
    Keyword {
        word: "YEAR",
        kind: TokenKind::Year,
    },
    Keyword {
        word: "YES",
        kind: TokenKind::Yes,
    },
    Keyword {
        word: "ZONE",
        kind: TokenKind::Zone,
    },
    Keyword {
        word: "ZONEMAP",
        kind: TokenKind::OpaqueKind,
    },
];

/// Whether the kind is the own terminal of a word, or of several.
pub(crate) const fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::A
            | TokenKind::Absent
            | TokenKind::Accessible
            | TokenKind::Account
            | TokenKind::Accuracy
            | TokenKind::Action
            | TokenKind::Add
            | TokenKind::Admin
            | TokenKind::Advanced
            | TokenKind::After
            | TokenKind::Agent
            | TokenKind::Aggregate
            | TokenKind::All
            | TokenKind::Allocate
            | TokenKind::Allow
            | TokenKind::Alter
            | TokenKind::Always
            | TokenKind::And
            | TokenKind::Annotations
            | TokenKind::Any
            | TokenKind::AnyCs
            | TokenKind::Apply
            | TokenKind::Approx
            | TokenKind::Approximate
            | TokenKind::Archival
            | TokenKind::Archive
            | TokenKind::Array
            | TokenKind::As
            | TokenKind::Asc
            | TokenKind::Ascii
            | TokenKind::At
            | TokenKind::Attribute
            | TokenKind::Attributes
            | TokenKind::Audit
            | TokenKind::Authenticated
            | TokenKind::Authentication
            | TokenKind::Authid
            | TokenKind::Automatic
            | TokenKind::Basic
            | TokenKind::Basicfile
            | TokenKind::Batch
            | TokenKind::Before
            | TokenKind::Begin
            | TokenKind::Bequeath
            | TokenKind::Between
            | TokenKind::Bigfile
            | TokenKind::Binary
            | TokenKind::Bitmap
            | TokenKind::Block
            | TokenKind::Blockchain
            | TokenKind::Body
            | TokenKind::Both
            | TokenKind::Breadth
            | TokenKind::Build
            | TokenKind::Bulk
            | TokenKind::By
            | TokenKind::Byte
            | TokenKind::Cache
            | TokenKind::Call
            | TokenKind::Cascade
            | TokenKind::Case
            | TokenKind::Cast
            | TokenKind::Char
            | TokenKind::Character
            | TokenKind::Charset
            | TokenKind::Check
            | TokenKind::Checkpoint
            | TokenKind::Clob
            | TokenKind::Close
            | TokenKind::Cluster
            | TokenKind::Clustering
            | TokenKind::Coalesce
            | TokenKind::Collate
            | TokenKind::Collation
            | TokenKind::Collect
            | TokenKind::Column
            | TokenKind::ColumnValue
            | TokenKind::Columns
            | TokenKind::Comment
            | TokenKind::Commit
            | TokenKind::Compact
            | TokenKind::Compile
            | TokenKind::Complete
            | TokenKind::Compound
            | TokenKind::Compress
            | TokenKind::Computation
            | TokenKind::Compute
            | TokenKind::Conditional
            | TokenKind::Connect
            | TokenKind::ConnectByRoot
            | TokenKind::Consistent
            | TokenKind::Constant
            | TokenKind::Constraint
            | TokenKind::Constraints
            | TokenKind::Constructor
            | TokenKind::Container
            | TokenKind::Content
            | TokenKind::Context
            | TokenKind::Continue
            | TokenKind::Conversion
            | TokenKind::Count
            | TokenKind::Create
            | TokenKind::Creation
            | TokenKind::Cross
            | TokenKind::Crossedition
            | TokenKind::Current
            | TokenKind::CurrentUser
            | TokenKind::Cursor
            | TokenKind::Cycle
            | TokenKind::Dangling
            | TokenKind::Data
            | TokenKind::Database
            | TokenKind::Date
            | TokenKind::Day
            | TokenKind::Deallocate
            | TokenKind::Debug
            | TokenKind::Declare
            | TokenKind::Decrypt
            | TokenKind::Default
            | TokenKind::Defaults
            | TokenKind::Deferrable
            | TokenKind::Deferred
            | TokenKind::Definition
            | TokenKind::Delete
            | TokenKind::Demand
            | TokenKind::Depth
            | TokenKind::Desc
            | TokenKind::Deterministic
            | TokenKind::Directory
            | TokenKind::Disable
            | TokenKind::Distinct
            | TokenKind::Distribute
            | TokenKind::Document
            | TokenKind::Domain
            | TokenKind::Double
            | TokenKind::Drop
            | TokenKind::Duplicate
            | TokenKind::Each
            | TokenKind::Editionable
            | TokenKind::Editioning
            | TokenKind::Element
            | TokenKind::Else
            | TokenKind::Elsif
            | TokenKind::Empty
            | TokenKind::Enable
            | TokenKind::Encoding
            | TokenKind::Encrypt
            | TokenKind::End
            | TokenKind::Env
            | TokenKind::Error
            | TokenKind::Errors
            | TokenKind::Escape
            | TokenKind::Evalname
            | TokenKind::Exact
            | TokenKind::Except
            | TokenKind::Exception
            | TokenKind::Exceptions
            | TokenKind::Exchange
            | TokenKind::Exclude
            | TokenKind::Excluding
            | TokenKind::Execute
            | TokenKind::Exists
            | TokenKind::Exit
            | TokenKind::Expire
            | TokenKind::Explain
            | TokenKind::Extent
            | TokenKind::External
            | TokenKind::Externally
            | TokenKind::Extract
            | TokenKind::False
            | TokenKind::Fast
            | TokenKind::Fetch
            | TokenKind::Filter
            | TokenKind::Final
            | TokenKind::First
            | TokenKind::Flashback
            | TokenKind::Following
            | TokenKind::Follows
            | TokenKind::For
            | TokenKind::Forall
            | TokenKind::Force
            | TokenKind::Foreign
            | TokenKind::Format
            | TokenKind::Forward
            | TokenKind::From
            | TokenKind::Full
            | TokenKind::Function
            | TokenKind::Generated
            | TokenKind::Global
            | TokenKind::Globally
            | TokenKind::Goto
            | TokenKind::Grant
            | TokenKind::Group
            | TokenKind::Grouping
            | TokenKind::Groups
            | TokenKind::Hash
            | TokenKind::Hashing
            | TokenKind::Having
            | TokenKind::Heap
            | TokenKind::Hide
            | TokenKind::Hierarchy
            | TokenKind::High
            | TokenKind::Hour
            | TokenKind::IdKeyword
            | TokenKind::Identified
            | TokenKind::IdentifierKeyword
            | TokenKind::Identity
            | TokenKind::If
            | TokenKind::Ignore
            | TokenKind::Ilm
            | TokenKind::Immediate
            | TokenKind::Immutable
            | TokenKind::In
            | TokenKind::Include
            | TokenKind::Including
            | TokenKind::Increment
            | TokenKind::Indent
            | TokenKind::Index
            | TokenKind::Indexes
            | TokenKind::Indexing
            | TokenKind::Indextype
            | TokenKind::Indices
            | TokenKind::Infinite
            | TokenKind::Initially
            | TokenKind::Inmemory
            | TokenKind::Inner
            | TokenKind::Insert
            | TokenKind::Instances
            | TokenKind::Instantiable
            | TokenKind::Instead
            | TokenKind::Intersect
            | TokenKind::Interval
            | TokenKind::Into
            | TokenKind::Invalidate
            | TokenKind::Invalidation
            | TokenKind::Invisible
            | TokenKind::Is
            | TokenKind::Join
            | TokenKind::Json
            | TokenKind::JsonArray
            | TokenKind::JsonArrayagg
            | TokenKind::JsonExists
            | TokenKind::JsonObject
            | TokenKind::JsonObjectagg
            | TokenKind::JsonQuery
            | TokenKind::JsonSerialize
            | TokenKind::JsonTable
            | TokenKind::JsonValue
            | TokenKind::Keep
            | TokenKind::Key
            | TokenKind::Keys
            | TokenKind::Language
            | TokenKind::Last
            | TokenKind::Lateral
            | TokenKind::Leading
            | TokenKind::Left
            | TokenKind::Less
            | TokenKind::Level
            | TokenKind::Levels
            | TokenKind::Library
            | TokenKind::Like
            | TokenKind::Like2
            | TokenKind::Like4
            | TokenKind::Likec
            | TokenKind::Limit
            | TokenKind::Link
            | TokenKind::List
            | TokenKind::Lob
            | TokenKind::Local
            | TokenKind::Locator
            | TokenKind::Lock
            | TokenKind::Locked
            | TokenKind::Locking
            | TokenKind::Log
            | TokenKind::Logical
            | TokenKind::Long
            | TokenKind::Loop
            | TokenKind::Low
            | TokenKind::Map
            | TokenKind::Mapping
            | TokenKind::MatchRecognize
            | TokenKind::Matched
            | TokenKind::Materialized
            | TokenKind::Maxvalue
            | TokenKind::Member
            | TokenKind::Memcompress
            | TokenKind::Memoptimize
            | TokenKind::Merge
            | TokenKind::Minus
            | TokenKind::Minute
            | TokenKind::Minvalue
            | TokenKind::Mismatch
            | TokenKind::Mle
            | TokenKind::Mod
            | TokenKind::Mode
            | TokenKind::Model
            | TokenKind::Modify
            | TokenKind::Module
            | TokenKind::Month
            | TokenKind::Move
            | TokenKind::Movement
            | TokenKind::Multiset
            | TokenKind::Multivalue
            | TokenKind::Mutable
            | TokenKind::Name
            | TokenKind::Nan
            | TokenKind::National
            | TokenKind::Natural
            | TokenKind::Nested
            | TokenKind::Never
            | TokenKind::New
            | TokenKind::Next
            | TokenKind::No
            | TokenKind::Nocopy
            | TokenKind::Nocycle
            | TokenKind::Noforce
            | TokenKind::None
            | TokenKind::Noneditionable
            | TokenKind::Norely
            | TokenKind::Not
            | TokenKind::Novalidate
            | TokenKind::Nowait
            | TokenKind::Null
            | TokenKind::Nulls
            | TokenKind::Object
            | TokenKind::Of
            | TokenKind::Offset
            | TokenKind::Oid
            | TokenKind::Oidindex
            | TokenKind::Old
            | TokenKind::On
            | TokenKind::Online
            | TokenKind::Only
            | TokenKind::OpaqueKeyword
            | TokenKind::OpaqueKind
            | TokenKind::OpaqueStatement
            | TokenKind::Open
            | TokenKind::Operations
            | TokenKind::Option
            | TokenKind::Or
            | TokenKind::Order
            | TokenKind::Ordered
            | TokenKind::Ordinality
            | TokenKind::Organization
            | TokenKind::Others
            | TokenKind::Out
            | TokenKind::Outer
            | TokenKind::Over
            | TokenKind::Overflow
            | TokenKind::Overriding
            | TokenKind::Package
            | TokenKind::Pairs
            | TokenKind::Parallel
            | TokenKind::ParallelEnable
            | TokenKind::Parameters
            | TokenKind::Parent
            | TokenKind::Partition
            | TokenKind::Partitions
            | TokenKind::Passing
            | TokenKind::Password
            | TokenKind::Path
            | TokenKind::Percent
            | TokenKind::Period
            | TokenKind::Persistable
            | TokenKind::PhysicalFlag
            | TokenKind::PhysicalNumber
            | TokenKind::Pipe
            | TokenKind::Pipelined
            | TokenKind::Pivot
            | TokenKind::Plan
            | TokenKind::Pluggable
            | TokenKind::Polymorphic
            | TokenKind::Pragma
            | TokenKind::Prebuilt
            | TokenKind::Precedes
            | TokenKind::Preceding
            | TokenKind::Precision
            | TokenKind::Preserve
            | TokenKind::Pretty
            | TokenKind::Primary
            | TokenKind::Prior
            | TokenKind::Priority
            | TokenKind::Private
            | TokenKind::Procedure
            | TokenKind::Profile
            | TokenKind::Public
            | TokenKind::Purge
            | TokenKind::Qualify
            | TokenKind::Query
            | TokenKind::Quota
            | TokenKind::Raise
            | TokenKind::Range
            | TokenKind::Raw
            | TokenKind::Read
            | TokenKind::Rebuild
            | TokenKind::Record
            | TokenKind::Ref
            | TokenKind::Reference
            | TokenKind::References
            | TokenKind::Referencing
            | TokenKind::Refresh
            | TokenKind::Reject
            | TokenKind::Relational
            | TokenKind::ReliesOn
            | TokenKind::Rely
            | TokenKind::Rename
            | TokenKind::Repeat
            | TokenKind::Replace
            | TokenKind::Reservable
            | TokenKind::Resolve
            | TokenKind::Respect
            | TokenKind::Result
            | TokenKind::ResultCache
            | TokenKind::Return
            | TokenKind::Returning
            | TokenKind::Reuse
            | TokenKind::Reverse
            | TokenKind::Revoke
            | TokenKind::Rewrite
            | TokenKind::Right
            | TokenKind::Role
            | TokenKind::Rollback
            | TokenKind::Row
            | TokenKind::Rowid
            | TokenKind::Rows
            | TokenKind::Rowtype
            | TokenKind::Salt
            | TokenKind::Sample
            | TokenKind::Save
            | TokenKind::Savepoint
            | TokenKind::Scalars
            | TokenKind::Schema
            | TokenKind::Scn
            | TokenKind::Scope
            | TokenKind::Search
            | TokenKind::Second
            | TokenKind::Securefile
            | TokenKind::Seed
            | TokenKind::Segment
            | TokenKind::Select
            | TokenKind::SelfKeyword
            | TokenKind::Sequence
            | TokenKind::SequenceFlag
            | TokenKind::Service
            | TokenKind::Session
            | TokenKind::Set
            | TokenKind::Sets
            | TokenKind::Settings
            | TokenKind::Sharded
            | TokenKind::Shared
            | TokenKind::Sharing
            | TokenKind::Show
            | TokenKind::Shrink
            | TokenKind::Siblings
            | TokenKind::Signature
            | TokenKind::Size
            | TokenKind::Skip
            | TokenKind::Smallfile
            | TokenKind::Snapshot
            | TokenKind::Some
            | TokenKind::Sort
            | TokenKind::Space
            | TokenKind::Specification
            | TokenKind::Split
            | TokenKind::SqlMacro
            | TokenKind::Standalone
            | TokenKind::Start
            | TokenKind::Statement
            | TokenKind::StatementId
            | TokenKind::Static
            | TokenKind::Statistics
            | TokenKind::Storage
            | TokenKind::Store
            | TokenKind::Strict
            | TokenKind::Submultiset
            | TokenKind::Subpartition
            | TokenKind::Subpartitions
            | TokenKind::Substitutable
            | TokenKind::Subtype
            | TokenKind::Supplemental
            | TokenKind::Synonym
            | TokenKind::System
            | TokenKind::Table
            | TokenKind::Tablespace
            | TokenKind::Target
            | TokenKind::Template
            | TokenKind::Temporary
            | TokenKind::Than
            | TokenKind::The
            | TokenKind::Then
            | TokenKind::Ties
            | TokenKind::Time
            | TokenKind::Timestamp
            | TokenKind::To
            | TokenKind::Trailing
            | TokenKind::Transaction
            | TokenKind::Treat
            | TokenKind::Trigger
            | TokenKind::Triggers
            | TokenKind::Trim
            | TokenKind::True
            | TokenKind::Truncate
            | TokenKind::Type
            | TokenKind::Unbounded
            | TokenKind::Unconditional
            | TokenKind::Under
            | TokenKind::Undo
            | TokenKind::Union
            | TokenKind::Unique
            | TokenKind::UnknownKeyword
            | TokenKind::Unlimited
            | TokenKind::Unlock
            | TokenKind::Unpivot
            | TokenKind::Until
            | TokenKind::Unusable
            | TokenKind::Unused
            | TokenKind::Update
            | TokenKind::Usage
            | TokenKind::User
            | TokenKind::Using
            | TokenKind::Validate
            | TokenKind::Validation
            | TokenKind::Value
            | TokenKind::Values
            | TokenKind::Varray
            | TokenKind::Varying
            | TokenKind::Version
            | TokenKind::Versions
            | TokenKind::View
            | TokenKind::Virtual
            | TokenKind::Visible
            | TokenKind::Wait
            | TokenKind::Wellformed
            | TokenKind::When
            | TokenKind::Where
            | TokenKind::While
            | TokenKind::Window
            | TokenKind::With
            | TokenKind::Within
            | TokenKind::Without
            | TokenKind::Work
            | TokenKind::Wrapper
            | TokenKind::Write
            | TokenKind::Xml
            | TokenKind::XmlCheckWord
            | TokenKind::Xmlattributes
            | TokenKind::Xmlelement
            | TokenKind::Xmlexists
            | TokenKind::Xmlforest
            | TokenKind::Xmlnamespaces
            | TokenKind::Xmlparse
            | TokenKind::Xmlquery
            | TokenKind::Xmlroot
            | TokenKind::Xmlschema
            | TokenKind::Xmlserialize
            | TokenKind::Xmltable
            | TokenKind::Xmltype
            | TokenKind::Year
            | TokenKind::Yes
            | TokenKind::Zone
    )
}

/// Whether the word is never a name.
pub(crate) const fn is_reserved(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::All
            | TokenKind::Alter
            | TokenKind::And
            | TokenKind::Any
            | TokenKind::As
            | TokenKind::Asc
            | TokenKind::Begin
            | TokenKind::Between
            | TokenKind::By
            | TokenKind::Case
            | TokenKind::Check
            | TokenKind::Connect
            | TokenKind::Create
            | TokenKind::Declare
            | TokenKind::Default
            | TokenKind::Delete
            | TokenKind::Desc
            | TokenKind::Distinct
            | TokenKind::Drop
            | TokenKind::Else
            | TokenKind::Elsif
            | TokenKind::End
            | TokenKind::Exception
            | TokenKind::For
            | TokenKind::From
            | TokenKind::Function
            | TokenKind::Grant
            | TokenKind::Group
            | TokenKind::Having
            | TokenKind::If
            | TokenKind::In
            | TokenKind::Index
            | TokenKind::Insert
            | TokenKind::Intersect
            | TokenKind::Into
            | TokenKind::Is
            | TokenKind::Like
            | TokenKind::Loop
            | TokenKind::Minus
            | TokenKind::Not
            | TokenKind::Null
            | TokenKind::Of
            | TokenKind::On
            | TokenKind::Or
            | TokenKind::Order
            | TokenKind::Procedure
            | TokenKind::Return
            | TokenKind::Revoke
            | TokenKind::Select
            | TokenKind::Set
            | TokenKind::Start
            | TokenKind::Table
            | TokenKind::Then
            | TokenKind::To
            | TokenKind::Trigger
            | TokenKind::Union
            | TokenKind::Unique
            | TokenKind::Update
            | TokenKind::Values
            | TokenKind::When
            | TokenKind::Where
            | TokenKind::While
            | TokenKind::With
    )
}

/// The class terminals a word may stand for when its own terminal does not fit.
pub(crate) const fn candidates(kind: TokenKind) -> &'static [TokenKind] {
    match kind {
        TokenKind::Attribute => &[TokenKind::OpaqueKind],
        TokenKind::Audit => &[TokenKind::OpaqueStatement, TokenKind::OpaqueKind],
        TokenKind::Cluster => &[TokenKind::OpaqueKind],
        TokenKind::Clustering => &[TokenKind::OpaqueClause],
        TokenKind::Context => &[TokenKind::OpaqueKind],
        TokenKind::Cycle => &[TokenKind::SequenceFlag],
        TokenKind::Domain => &[TokenKind::OpaqueKind],
        TokenKind::Flashback => &[TokenKind::OpaqueStatement, TokenKind::OpaqueKind],
        TokenKind::Global => &[TokenKind::SequenceFlag],
        TokenKind::Hierarchy => &[TokenKind::OpaqueKind],
        TokenKind::Ilm => &[TokenKind::OpaqueClause],
        TokenKind::Indextype => &[TokenKind::OpaqueKind],
        TokenKind::Inmemory => &[TokenKind::OpaqueKind],
        TokenKind::Keep => &[TokenKind::SequenceFlag],
        TokenKind::Library => &[TokenKind::OpaqueKind],
        TokenKind::Logical => &[TokenKind::OpaqueClause],
        TokenKind::Mle => &[TokenKind::OpaqueKind],
        TokenKind::Module => &[TokenKind::OpaqueKind],
        TokenKind::Nocycle => &[TokenKind::SequenceFlag],
        TokenKind::Order => &[TokenKind::SequenceFlag],
        TokenKind::Pluggable => &[TokenKind::OpaqueKind],
        TokenKind::Profile => &[TokenKind::OpaqueKind],
        TokenKind::Purge => &[TokenKind::OpaqueStatement],
        TokenKind::Relational => &[TokenKind::OpaqueKind],
        TokenKind::Reverse => &[TokenKind::PhysicalFlag],
        TokenKind::Rollback => &[TokenKind::OpaqueKind],
        TokenKind::Schema => &[TokenKind::OpaqueKind],
        TokenKind::Session => &[TokenKind::SequenceFlag],
        TokenKind::Tablespace => &[TokenKind::OpaqueKind],
        _ => &[],
    }
}

/// What decides between keyword and name when the table accepts both.
pub(crate) fn next_token_rule(kind: TokenKind) -> NextTokenRule {
    match kind {
        TokenKind::Approx => NextTokenRule::KeywordBefore(&[TokenKind::First, TokenKind::Next]),
        TokenKind::Approximate => NextTokenRule::KeywordBefore(&[TokenKind::First, TokenKind::Next]),
        TokenKind::At => NextTokenRule::KeywordBefore(&[TokenKind::Time, TokenKind::Local]),
        TokenKind::Audit => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Both => {
            NextTokenRule::KeywordBefore(&[TokenKind::String, TokenKind::From, TokenKind::Identifier])
        }
        TokenKind::Bulk => NextTokenRule::KeywordBefore(&[TokenKind::Collect]),
        TokenKind::Call => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Cast => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Char => NextTokenRule::KeywordBefore(&[TokenKind::Varying]),
        TokenKind::Character => NextTokenRule::KeywordBefore(&[TokenKind::Varying]),
        TokenKind::Close => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::BindVariable]),
        TokenKind::Collate => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Commit => NextTokenRule::KeywordBefore(&[
            TokenKind::Semicolon,
            TokenKind::Work,
            TokenKind::Comment,
            TokenKind::Write,
            TokenKind::Force,
        ]),
        TokenKind::Constant => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Content => NextTokenRule::KeywordBefore(&[
            TokenKind::Identifier,
            TokenKind::String,
            TokenKind::LeftParen,
            TokenKind::BindVariable,
            TokenKind::Null,
        ]),
        TokenKind::Context => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Continue => {
            NextTokenRule::KeywordBefore(&[TokenKind::Semicolon, TokenKind::When, TokenKind::Identifier])
        }
        TokenKind::Cross => NextTokenRule::KeywordBefore(&[TokenKind::Join, TokenKind::Apply]),
        TokenKind::Cursor => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::LeftParen]),
        TokenKind::Date => NextTokenRule::KeywordBefore(&[TokenKind::String]),
        TokenKind::Directory => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Document => NextTokenRule::KeywordBefore(&[
            TokenKind::Identifier,
            TokenKind::String,
            TokenKind::LeftParen,
            TokenKind::BindVariable,
        ]),
        TokenKind::Domain => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Double => NextTokenRule::KeywordBefore(&[TokenKind::Precision]),
        TokenKind::Env => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Escape => {
            NextTokenRule::KeywordBefore(&[TokenKind::String, TokenKind::Identifier, TokenKind::BindVariable])
        }
        TokenKind::Exact => NextTokenRule::KeywordBefore(&[TokenKind::First, TokenKind::Next]),
        TokenKind::Execute => NextTokenRule::KeywordBefore(&[TokenKind::Immediate]),
        TokenKind::Exists => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Exit => {
            NextTokenRule::KeywordBefore(&[TokenKind::Semicolon, TokenKind::When, TokenKind::Identifier])
        }
        TokenKind::Extract => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Fetch => NextTokenRule::KeywordBefore(&[
            TokenKind::First,
            TokenKind::Next,
            TokenKind::Identifier,
            TokenKind::BindVariable,
        ]),
        TokenKind::Filter => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Forall => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Format => NextTokenRule::KeywordBefore(&[TokenKind::Json]),
        TokenKind::Full => NextTokenRule::KeywordBefore(&[TokenKind::Join, TokenKind::Outer]),
        TokenKind::Goto => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Grouping => NextTokenRule::KeywordBefore(&[TokenKind::Sets]),
        TokenKind::Hierarchy => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Ignore => NextTokenRule::KeywordBefore(&[TokenKind::Nulls]),
        TokenKind::Ilm => NextTokenRule::KeywordBefore(&[
            TokenKind::Add,
            TokenKind::Delete,
            TokenKind::Enable,
            TokenKind::Disable,
        ]),
        TokenKind::Indices => NextTokenRule::KeywordBefore(&[TokenKind::Of]),
        TokenKind::Inner => NextTokenRule::KeywordBefore(&[TokenKind::Join]),
        TokenKind::Interval => NextTokenRule::KeywordBefore(&[
            TokenKind::String,
            TokenKind::Day,
            TokenKind::Year,
            TokenKind::LeftParen,
        ]),
        TokenKind::JsonArray => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonArrayagg => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonExists => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonObject => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonObjectagg => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonQuery => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonSerialize => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonTable => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::JsonValue => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Keep => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Key => {
            NextTokenRule::KeywordBefore(&[TokenKind::String, TokenKind::Identifier, TokenKind::LeftParen])
        }
        TokenKind::Lateral => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Leading => {
            NextTokenRule::KeywordBefore(&[TokenKind::String, TokenKind::From, TokenKind::Identifier])
        }
        TokenKind::Left => NextTokenRule::KeywordBefore(&[TokenKind::Join, TokenKind::Outer]),
        TokenKind::Library => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Limit => NextTokenRule::KeywordBefore(&[
            TokenKind::Number,
            TokenKind::Identifier,
            TokenKind::BindVariable,
            TokenKind::LeftParen,
        ]),
        TokenKind::Lock => NextTokenRule::KeywordBefore(&[TokenKind::Table]),
        TokenKind::Log => NextTokenRule::KeywordBefore(&[TokenKind::Errors, TokenKind::On, TokenKind::If]),
        TokenKind::Long => NextTokenRule::KeywordBefore(&[TokenKind::Raw]),
        TokenKind::MatchRecognize => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Member => NextTokenRule::KeywordBefore(&[
            TokenKind::Of,
            TokenKind::Identifier,
            TokenKind::Function,
            TokenKind::Procedure,
        ]),
        TokenKind::Merge => NextTokenRule::KeywordBefore(&[TokenKind::Into, TokenKind::Partitions]),
        TokenKind::Mle => NextTokenRule::KeywordBefore(&[TokenKind::Module, TokenKind::Language]),
        TokenKind::Mod => {
            NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::Number, TokenKind::LeftParen])
        }
        TokenKind::Mode => NextTokenRule::KeywordBefore(&[
            TokenKind::Semicolon,
            TokenKind::Nowait,
            TokenKind::Wait,
            TokenKind::Skip,
        ]),
        TokenKind::Model => NextTokenRule::KeywordBefore(&[TokenKind::Opaque]),
        TokenKind::Module => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Multiset => NextTokenRule::KeywordBefore(&[
            TokenKind::LeftParen,
            TokenKind::Union,
            TokenKind::Intersect,
            TokenKind::Except,
        ]),
        TokenKind::Name => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::String]),
        TokenKind::National => NextTokenRule::KeywordBefore(&[TokenKind::Char, TokenKind::Character]),
        TokenKind::Natural => NextTokenRule::KeywordBefore(&[
            TokenKind::Join,
            TokenKind::Inner,
            TokenKind::Left,
            TokenKind::Right,
            TokenKind::Full,
        ]),
        TokenKind::Nested => {
            NextTokenRule::KeywordBefore(&[TokenKind::Path, TokenKind::String, TokenKind::Table])
        }
        TokenKind::New => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::As]),
        TokenKind::Nulls => NextTokenRule::KeywordBefore(&[TokenKind::First, TokenKind::Last]),
        TokenKind::Object => NextTokenRule::KeywordBefore(&[
            TokenKind::LeftParen,
            TokenKind::Oid,
            TokenKind::IdentifierKeyword,
            TokenKind::IdKeyword,
        ]),
        TokenKind::Offset => NextTokenRule::KeywordBefore(&[
            TokenKind::Number,
            TokenKind::Identifier,
            TokenKind::BindVariable,
            TokenKind::LeftParen,
        ]),
        TokenKind::Old => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Only => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Identifier]),
        TokenKind::Open => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::BindVariable]),
        TokenKind::Others => NextTokenRule::KeywordBefore(&[TokenKind::RightParen]),
        TokenKind::Outer => NextTokenRule::KeywordBefore(&[TokenKind::Join, TokenKind::Apply]),
        TokenKind::Over => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Identifier]),
        TokenKind::Pairs => NextTokenRule::KeywordBefore(&[TokenKind::Of]),
        TokenKind::Partition => NextTokenRule::KeywordBefore(&[
            TokenKind::By,
            TokenKind::LeftParen,
            TokenKind::For,
            TokenKind::Identifier,
            TokenKind::Values,
        ]),
        TokenKind::Period => NextTokenRule::KeywordBefore(&[TokenKind::For]),
        TokenKind::Pipe => NextTokenRule::KeywordBefore(&[TokenKind::Row]),
        TokenKind::Pivot => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Xml]),
        TokenKind::Pluggable => NextTokenRule::KeywordBefore(&[TokenKind::Database]),
        TokenKind::Pragma => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Prior => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Profile => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Qualify => NextTokenRule::KeywordBefore(&[
            TokenKind::Identifier,
            TokenKind::LeftParen,
            TokenKind::Not,
            TokenKind::Case,
        ]),
        TokenKind::Raise => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::Semicolon]),
        TokenKind::Range => NextTokenRule::KeywordBefore(&[
            TokenKind::Between,
            TokenKind::Unbounded,
            TokenKind::Current,
            TokenKind::Number,
            TokenKind::Identifier,
            TokenKind::LeftParen,
            TokenKind::MinusSign,
            TokenKind::Interval,
        ]),
        TokenKind::Record => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Ref => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::Cursor]),
        TokenKind::Relational => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Repeat => NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::Number]),
        TokenKind::Respect => NextTokenRule::KeywordBefore(&[TokenKind::Nulls]),
        TokenKind::Right => NextTokenRule::KeywordBefore(&[TokenKind::Join, TokenKind::Outer]),
        TokenKind::Rollback => NextTokenRule::KeywordBefore(&[
            TokenKind::Semicolon,
            TokenKind::To,
            TokenKind::Work,
            TokenKind::Segment,
        ]),
        TokenKind::Rows => NextTokenRule::KeywordBefore(&[
            TokenKind::Between,
            TokenKind::Unbounded,
            TokenKind::Current,
            TokenKind::Number,
            TokenKind::Identifier,
            TokenKind::Only,
            TokenKind::With,
        ]),
        TokenKind::Sample => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Block]),
        TokenKind::Savepoint => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Schema => NextTokenRule::KeywordBefore(&[
            TokenKind::Identifier,
            TokenKind::Begin,
            TokenKind::Declare,
            TokenKind::When,
            TokenKind::LabelStart,
        ]),
        TokenKind::Seed => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Siblings => NextTokenRule::KeywordBefore(&[TokenKind::By]),
        TokenKind::Subpartition => NextTokenRule::KeywordBefore(&[
            TokenKind::LeftParen,
            TokenKind::Identifier,
            TokenKind::By,
            TokenKind::Template,
        ]),
        TokenKind::Subtype => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Supplemental => NextTokenRule::KeywordBefore(&[TokenKind::Log]),
        TokenKind::The => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Timestamp => NextTokenRule::KeywordBefore(&[TokenKind::String]),
        TokenKind::Trailing => {
            NextTokenRule::KeywordBefore(&[TokenKind::String, TokenKind::From, TokenKind::Identifier])
        }
        TokenKind::Treat => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Trim => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Type => {
            NextTokenRule::KeywordBefore(&[TokenKind::Identifier, TokenKind::Body, TokenKind::LeftParen])
        }
        TokenKind::Unpivot => {
            NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Include, TokenKind::Exclude])
        }
        TokenKind::User => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Varray => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen, TokenKind::Identifier]),
        TokenKind::Versions => NextTokenRule::KeywordBefore(&[TokenKind::Between, TokenKind::Period]),
        TokenKind::Window => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::Within => NextTokenRule::KeywordBefore(&[TokenKind::Group]),
        TokenKind::Xmlattributes => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlelement => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlexists => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlforest => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlparse => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlquery => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlroot => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmlserialize => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmltable => NextTokenRule::KeywordBefore(&[TokenKind::LeftParen]),
        TokenKind::Xmltype => NextTokenRule::KeywordBefore(&[
            TokenKind::Column,
            TokenKind::Store,
            TokenKind::With,
            TokenKind::Xmlschema,
            TokenKind::Element,
        ]),
        TokenKind::OpaqueKind => NextTokenRule::KeywordBefore(&[TokenKind::Identifier]),
        TokenKind::XmlCheckWord => NextTokenRule::KeywordBefore(&[
            TokenKind::Identifier,
            TokenKind::String,
            TokenKind::LeftParen,
            TokenKind::BindVariable,
            TokenKind::Name,
            TokenKind::Evalname,
        ]),
        _ => NextTokenRule::NameBefore(&[
            TokenKind::Dot,
            TokenKind::Comma,
            TokenKind::Assign,
            TokenKind::RightParen,
            TokenKind::Semicolon,
            TokenKind::PercentSign,
            TokenKind::EqualSign,
            TokenKind::LessSign,
            TokenKind::GreaterSign,
            TokenKind::LessOrEqual,
            TokenKind::GreaterOrEqual,
            TokenKind::NotEqual,
            TokenKind::Concatenation,
            TokenKind::PlusSign,
            TokenKind::MinusSign,
            TokenKind::Slash,
            TokenKind::Asterisk,
        ]),
    }
}
