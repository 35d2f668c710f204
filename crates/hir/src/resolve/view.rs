//! The queries of views, from their texts in the catalog.

use super::Resolver;
use crate::program::Program;
use crate::query::Query;
use crate::sink::Sink;
use plconv_catalog::ObjectName;
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::{Parse, ParseOptions, parse_query};

/// The query of a view's text.
pub fn query_syntax(parsed: &Parse) -> Option<ast::Query<'_>> {
    let root = parsed.tree.root();
    ast::Query::cast(root)
        .or_else(|| ast::SelectStmt::cast(root).and_then(|select| select.query()))
        .or_else(|| match ast::Unit::cast(root)? {
            ast::Unit::SelectStmt(select) => select.query(),
            _ => None,
        })
}

/// The query of a view, its columns called as they are in the query; its places are those of the view's text.
pub fn view_query(program: &Program, name: &ObjectName) -> Option<Query> {
    let view = program.catalog.views.get(name)?;
    let parsed = parse_query(&view.query.text, &ParseOptions::default());
    let mut resolver = Resolver::new(program, Sink::default()).for_query_of(name);
    Some(resolver.resolve_query(query_syntax(&parsed)?))
}

/// The same with the columns called as those of the view.
pub fn rows_of_view(program: &Program, name: &ObjectName) -> Option<Query> {
    let mut query = view_query(program, name)?;
    let aliases = &program.catalog.views.get(name)?.aliases;
    for (column, alias) in query.columns.iter_mut().zip(aliases) {
        column.name.clone_from(alias);
    }
    Some(query)
}
