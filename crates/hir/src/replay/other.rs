//! Objects and statements outside the model: kept by name, so that each gets its diagnostic.

use super::Replay;
use super::source::{has_phrase, head_has, object_name, one_line, words};
use plconv_catalog::OtherObject;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    fn other(&mut self, kind: &str, name: String, node: SyntaxNode<'_>) {
        let origin = self.origin(node);
        let text = without_password(node);
        self.catalog.others.push(OtherObject {
            kind: kind.to_owned(),
            name,
            text,
            origin,
        });
    }

    pub(super) fn create_database_link(&mut self, create: ast::CreateDatabaseLink<'_>) {
        let public = create.create().is_some_and(|head| head_has(head, "PUBLIC"));
        let kind = if public {
            "PUBLIC DATABASE LINK"
        } else {
            "DATABASE LINK"
        };
        let name = create
            .name()
            .map(|name| super::source::parts(name).join("."))
            .unwrap_or_default();
        self.other(kind, name, create.syntax());
    }

    pub(super) fn create_directory(&mut self, create: ast::CreateDirectory<'_>) {
        let name = create.name().map(object_name).unwrap_or_default().to_string();
        self.other("DIRECTORY", name, create.syntax());
    }

    pub(super) fn create_user(&mut self, create: ast::CreateUser<'_>) {
        let name = create.name().map(|name| name.folded()).unwrap_or_default();
        self.other("USER", name, create.syntax());
    }

    pub(super) fn create_role(&mut self, create: ast::CreateRole<'_>) {
        let name = create.name().map(|name| name.folded()).unwrap_or_default();
        self.other("ROLE", name, create.syntax());
    }

    pub(super) fn create_context(&mut self, create: ast::CreateContext<'_>) {
        let name = create.name().map(object_name).unwrap_or_default().to_string();
        self.other("CONTEXT", name, create.syntax());
    }

    pub(super) fn create_opaque(&mut self, create: ast::CreateOpaque<'_>) {
        let all = words(create.syntax());
        let head = create.create().map_or(0, |head| words(head.syntax()).len());
        let (kind, name) = kind_and_name(all.get(head..).unwrap_or_default());
        self.other(&kind, name, create.syntax());
    }

    /// ALTER SESSION, SYSTEM, USER, DATABASE and statements kept as text.
    pub(super) fn alter_opaque(&mut self, node: SyntaxNode<'_>) {
        let words = words(node);
        if words.starts_with(&["ALTER".to_owned(), "SESSION".to_owned(), "SET".to_owned()]) {
            return self.alter_session(node, words.get(3..).unwrap_or_default());
        }
        let place = super::span(self.origin(node));
        if words.first().is_some_and(|word| word == "ALTER") && has_phrase(&words, "MATERIALIZED VIEW") {
            self.not_replayed(node, format!("{} was not applied", one_line(node)));
            return;
        }
        let shown: Vec<&str> = words.iter().take(4).map(String::as_str).collect();
        self.sink.report(
            Code::ADMIN_STATEMENT,
            place,
            format!("{} has no counterpart in the output", shown.join(" ")),
        );
    }
}

/// The kind and the name of an object from the words after CREATE or DROP: kinds of two and more words are known by their
/// first ones.
pub(super) fn kind_and_name(words: &[String]) -> (String, String) {
    let kind = LONG_KINDS
        .iter()
        .find(|kind| {
            words.len() >= kind.split(' ').count()
                && kind.split(' ').zip(words).all(|(part, word)| part == word)
        })
        .map_or_else(
            || words.first().cloned().unwrap_or_default(),
            |kind| (*kind).to_owned(),
        );
    let rest = words.get(kind.split(' ').count()..).unwrap_or_default();
    let noise = ["IF", "NOT", "EXISTS", "NAMED", "AUTHORIZATION"];
    let name = (rest.iter()).find(|word| !noise.contains(&word.as_str()));
    let name = name.map(|name| name.split(['(', '=']).next().unwrap_or_default().replace('"', ""));
    (kind, name.unwrap_or_default())
}

/// Kinds of objects of several words.
const LONG_KINDS: &[&str] = &[
    "ANALYTIC VIEW",
    "ATTRIBUTE DIMENSION",
    "AUDIT POLICY",
    "FLASHBACK ARCHIVE",
    "HYBRID VECTOR INDEX",
    "INMEMORY JOIN GROUP",
    "JAVA CLASS",
    "JAVA RESOURCE",
    "JAVA SOURCE",
    "JSON COLLECTION TABLE",
    "JSON COLLECTION VIEW",
    "JSON RELATIONAL DUALITY VIEW",
    "LOCKDOWN PROFILE",
    "MANDATORY PROFILE",
    "MATERIALIZED ZONEMAP",
    "MINING MODEL",
    "MLE ENV",
    "MLE MODULE",
    "PLUGGABLE DATABASE",
    "PMEM FILESTORE",
    "PROPERTY GRAPH",
    "RESTORE POINT",
    "ROLLBACK SEGMENT",
    "TABLESPACE SET",
    "VECTOR INDEX",
];

/// The statement with the word after IDENTIFIED BY left out.
fn without_password(node: SyntaxNode<'_>) -> String {
    let mut result: Vec<String> = Vec::new();
    let mut hidden = false;
    for word in node.text().split_whitespace() {
        let after_by = result.len() >= 2
            && result[result.len() - 1].eq_ignore_ascii_case("BY")
            && result[result.len() - 2].eq_ignore_ascii_case("IDENTIFIED");
        if after_by && !hidden {
            result.push("...".to_owned());
            hidden = word.eq_ignore_ascii_case("VALUES");
            continue;
        }
        if hidden {
            hidden = false;
            continue;
        }
        result.push(word.to_owned());
    }
    result.join(" ")
}
