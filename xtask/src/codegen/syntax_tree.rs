//! Node kinds, builder functions and typed views from `grammar/oracle.ungram`.

use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::path::Path;
use ungrammar::{Grammar, Node, Rule};

/// What a slot holds.
enum FieldType {
    Token,
    Node(String),
}

struct Field {
    name: String,
    ty: FieldType,
    optional: bool,
    many: bool,
}

enum Declaration {
    Struct { name: String, fields: Vec<Field> },
    Choice { name: String, variants: Vec<String> },
}

/// Path (relative to the root) and text of every file this module generates.
pub fn files(root: &Path) -> Result<Vec<(String, String)>> {
    let source = std::fs::read_to_string(root.join("grammar/oracle.ungram"))?;
    let grammar: Grammar = source
        .parse()
        .map_err(|error| anyhow::anyhow!("oracle.ungram: {error}"))?;
    let declarations = read_declarations(&grammar)?;
    Ok(vec![
        ("grammar/src/generated/kinds.rs".into(), kinds(&declarations)),
        ("grammar/src/generated/builder.rs".into(), builder(&declarations)),
        ("crates/syntax/src/ast/generated.rs".into(), views(&declarations)),
    ])
}

const HEADER: &str = "// Written by `cargo xtask codegen` from grammar/oracle.ungram; do not edit.\n";

fn read_declarations(grammar: &Grammar) -> Result<Vec<Declaration>> {
    let mut declarations = Vec::new();
    for node in grammar.iter() {
        let name = grammar[node].name.clone();
        let rule = &grammar[node].rule;
        if let Some(variants) = as_choice(grammar, rule) {
            declarations.push(Declaration::Choice { name, variants });
        } else {
            let mut fields = Vec::new();
            read_fields(grammar, rule, &mut fields).with_context(|| format!("in node {name}"))?;
            declarations.push(Declaration::Struct { name, fields });
        }
    }
    Ok(declarations)
}

fn as_choice(grammar: &Grammar, rule: &Rule) -> Option<Vec<String>> {
    let Rule::Alt(alternatives) = rule else {
        return None;
    };
    alternatives
        .iter()
        .map(|alternative| node_name(grammar, alternative))
        .collect()
}

fn node_name(grammar: &Grammar, rule: &Rule) -> Option<String> {
    match rule {
        Rule::Node(node) => Some(name_of(grammar, *node)),
        _ => None,
    }
}

fn name_of(grammar: &Grammar, node: Node) -> String {
    grammar[node].name.clone()
}

fn read_fields(grammar: &Grammar, rule: &Rule, fields: &mut Vec<Field>) -> Result<()> {
    match rule {
        Rule::Seq(rules) => rules
            .iter()
            .try_for_each(|rule| read_fields(grammar, rule, fields)),
        Rule::Labeled { label, rule } => {
            fields.push(read_field(grammar, label, rule)?);
            Ok(())
        }
        // A postfix operator after a labelled field binds outside the label.
        Rule::Opt(inner) => {
            read_fields(grammar, inner, fields)?;
            fields.last_mut().context("optional without a field")?.optional = true;
            Ok(())
        }
        Rule::Rep(inner) => {
            read_fields(grammar, inner, fields)?;
            fields.last_mut().context("list without a field")?.many = true;
            Ok(())
        }
        Rule::Node(_) | Rule::Token(_) | Rule::Alt(_) => bail!("every slot needs a label"),
    }
}

fn read_field(grammar: &Grammar, label: &str, rule: &Rule) -> Result<Field> {
    let mut field = Field {
        name: label.to_owned(),
        ty: FieldType::Token,
        optional: false,
        many: false,
    };
    let mut rule = rule;
    loop {
        match rule {
            Rule::Opt(inner) => {
                field.optional = true;
                rule = inner;
            }
            Rule::Rep(inner) => {
                field.many = true;
                rule = inner;
            }
            Rule::Token(_) => return Ok(field),
            Rule::Node(node) => {
                field.ty = FieldType::Node(name_of(grammar, *node));
                return Ok(field);
            }
            Rule::Labeled { .. } | Rule::Seq(_) | Rule::Alt(_) => {
                bail!("slot {label} must be a node or a token")
            }
        }
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for (index, character) in name.chars().enumerate() {
        if character.is_ascii_uppercase() && index > 0 {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

fn escape(name: &str) -> String {
    match name {
        "where" | "for" | "in" | "as" | "type" | "ref" | "static" | "final" | "use" | "match" | "loop" => {
            format!("r#{name}")
        }
        other => other.to_owned(),
    }
}

fn kinds(declarations: &[Declaration]) -> String {
    let mut out = format!("{HEADER}//! The kinds of syntax tree nodes.\n\n");
    out.push_str("/// What a node of the syntax tree is.\n#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]\n#[repr(u16)]\n#[allow(missing_docs, reason = \"documented in oracle.ungram\")]\npub enum SyntaxKind {\n Nil,\n Token,\n List,\n");
    let mut names = Vec::new();
    for declaration in declarations {
        if let Declaration::Struct { name, .. } = declaration {
            let _ = writeln!(out, "{name},");
            names.push(name);
        }
    }
    out.push_str("}\n\nimpl SyntaxKind {\n/// Whether nodes of this kind have slots (all but the absent node, tokens and lists).\npub fn has_slots(self) -> bool { !matches!(self, SyntaxKind::Nil | SyntaxKind::Token | SyntaxKind::List) }\n");
    out.push_str("\n/// The names of a kind's slots, in order.\npub fn slot_names(self) -> &'static [&'static str] {\nmatch self {\nSyntaxKind::Nil | SyntaxKind::Token | SyntaxKind::List => &[],\n");
    for declaration in declarations {
        if let Declaration::Struct { name, fields } = declaration {
            let list: Vec<String> = fields.iter().map(|field| format!("{:?}", field.name)).collect();
            let _ = writeln!(out, "SyntaxKind::{name} => &[{}],", list.join(", "));
        }
    }
    out.push_str("}\n}\n}\n");
    out
}

fn builder(declarations: &[Declaration]) -> String {
    let mut out = format!(
        "{HEADER}//! One function per node kind for the grammar's actions.\n\nuse super::kinds::SyntaxKind;\nuse crate::tree::{{NodeId, TreeBuilder}};\n\n#[allow(missing_docs, clippy::too_many_arguments, reason = \"one argument per slot of oracle.ungram\")]\nimpl TreeBuilder {{\n"
    );
    for declaration in declarations {
        let Declaration::Struct { name, fields } = declaration else {
            continue;
        };
        let parameters: String = fields
            .iter()
            .map(|field| format!(", {}: NodeId", escape(&field.name)))
            .collect();
        let slots: Vec<String> = fields.iter().map(|field| escape(&field.name)).collect();
        let _ = writeln!(
            out,
            "pub fn {}(&mut self, l: u32, r: u32{parameters}) -> NodeId {{ self.node(SyntaxKind::{name}, l, r, &[{}]) }}",
            snake(name),
            slots.join(", ")
        );
    }
    out.push_str("}\n");
    out
}

fn views(declarations: &[Declaration]) -> String {
    let mut out = format!(
        "{HEADER}//! Typed views of the syntax tree.\n#![allow(missing_docs, reason = \"documented in grammar/oracle.ungram\")]\n\nuse super::{{AstNode, List, SyntaxNode, SyntaxToken, TokenList, Walk}};\nuse plconv_grammar::SyntaxKind;\n\n"
    );
    for declaration in declarations {
        match declaration {
            Declaration::Struct { name, fields } => struct_view(&mut out, name, fields),
            Declaration::Choice { name, variants } => choice_view(&mut out, name, variants, declarations),
        }
    }
    visitor(&mut out, declarations);
    out
}

/// A method per node kind, and the function that calls the right one.
fn visitor(out: &mut String, declarations: &[Declaration]) {
    let names = || {
        declarations.iter().filter_map(|declaration| match declaration {
            Declaration::Struct { name, .. } => Some(name),
            Declaration::Choice { .. } => None,
        })
    };
    out.push_str("/// Called by [`walk`](super::walk) at each node, before its children; says whether to go on to them.\npub trait Visitor<'t> {\n/// Before the node's own method.\nfn enter(&mut self, _node: SyntaxNode<'t>) {}\n/// After the children, or instead of them.\nfn leave(&mut self, _node: SyntaxNode<'t>) {}\n/// At a leaf.\nfn token(&mut self, _token: SyntaxToken<'t>) {}\n");
    for name in names() {
        let _ = writeln!(
            out,
            "fn visit_{}(&mut self, _node: {name}<'t>) -> Walk {{ Walk::Into }}",
            snake(name)
        );
    }
    out.push_str("}\n\npub(super) fn dispatch<'t>(visitor: &mut impl Visitor<'t>, node: SyntaxNode<'t>) -> Walk {\nmatch node.kind() {\nSyntaxKind::Nil => Walk::Over,\nSyntaxKind::List => Walk::Into,\nSyntaxKind::Token => { visitor.token(SyntaxToken(node)); Walk::Over }\n");
    for name in names() {
        let _ = writeln!(
            out,
            "SyntaxKind::{name} => visitor.visit_{}({name}(node)),",
            snake(name)
        );
    }
    out.push_str("}\n}\n");
}

fn struct_view(out: &mut String, name: &str, fields: &[Field]) {
    let _ = writeln!(
        out,
        "#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]\npub struct {name}<'t>(pub SyntaxNode<'t>);\n\nimpl<'t> AstNode<'t> for {name}<'t> {{\nfn cast(node: SyntaxNode<'t>) -> Option<Self> {{ (node.kind() == SyntaxKind::{name}).then_some({name}(node)) }}\nfn syntax(&self) -> SyntaxNode<'t> {{ self.0 }}\n}}\n"
    );
    if fields.is_empty() {
        return;
    }
    let _ = writeln!(out, "impl<'t> {name}<'t> {{");
    for (index, field) in fields.iter().enumerate() {
        let function = escape(&field.name);
        let (ty, call) = match (&field.ty, field.many, field.optional) {
            (FieldType::Token, true, _) => {
                ("TokenList<'t>".to_owned(), format!("self.0.token_list({index})"))
            }
            (FieldType::Token, false, _) => (
                "Option<SyntaxToken<'t>>".to_owned(),
                format!("self.0.token({index})"),
            ),
            (FieldType::Node(node), true, _) => {
                (format!("List<'t, {node}<'t>>"), format!("self.0.list({index})"))
            }
            (FieldType::Node(node), false, _) => {
                (format!("Option<{node}<'t>>"), format!("self.0.child({index})"))
            }
        };
        let _ = writeln!(out, "pub fn {function}(self) -> {ty} {{ {call} }}");
    }
    out.push_str("}\n\n");
}

/// A choice may name another choice; its kinds are then those of both.
fn choice_view(out: &mut String, name: &str, variants: &[String], declarations: &[Declaration]) {
    let _ = writeln!(
        out,
        "#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]\npub enum {name}<'t> {{"
    );
    for variant in variants {
        let _ = writeln!(out, "{variant}({variant}<'t>),");
    }
    let _ = writeln!(
        out,
        "}}\n\nimpl<'t> AstNode<'t> for {name}<'t> {{\nfn cast(node: SyntaxNode<'t>) -> Option<Self> {{"
    );
    for variant in variants {
        if is_choice(variant, declarations) {
            let _ = writeln!(
                out,
                "if let Some(inner) = {variant}::cast(node) {{ return Some({name}::{variant}(inner)); }}"
            );
        }
    }
    out.push_str("match node.kind() {\n");
    for variant in variants
        .iter()
        .filter(|variant| !is_choice(variant, declarations))
    {
        let _ = writeln!(
            out,
            "SyntaxKind::{variant} => Some({name}::{variant}({variant}(node))),"
        );
    }
    out.push_str("_ => None,\n}\n}\nfn syntax(&self) -> SyntaxNode<'t> {\nmatch self {\n");
    for variant in variants {
        let _ = writeln!(out, "{name}::{variant}(inner) => inner.syntax(),");
    }
    out.push_str("}\n}\n}\n\n");
}

fn is_choice(name: &str, declarations: &[Declaration]) -> bool {
    declarations
        .iter()
        .any(|declaration| matches!(declaration, Declaration::Choice { name: choice, .. } if choice == name))
}
