//! FROM: tables, subqueries, collections, joins.

use super::query::output_fields;
use super::scope::Relation;
use super::{Resolver, span_of};
use crate::expr::*;
use crate::program::SchemaObject;
use crate::query::*;
use crate::ty::{Field, Nullability, Type};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, List};

impl Resolver<'_> {
    /// The FROM list; relations are added to the innermost query scope as they are met, so that LATERAL sees them.
    pub(crate) fn resolve_from<'t>(&mut self, from: List<'t, ast::TableRef<'t>>) -> Vec<TableRef> {
        let tables: Vec<TableRef> = from.iter().map(|table| self.table_ref(table, false)).collect();
        // DUAL has one row: it disappears alone and stays a cross join otherwise.
        match tables.as_slice() {
            [TableRef::Source(source)] if source.kind == TableSourceKind::Dual && source.alias.is_none() => {
                Vec::new()
            }
            _ => tables,
        }
    }

    pub(crate) fn table_ref(&mut self, table: ast::TableRef<'_>, optional: bool) -> TableRef {
        match table {
            ast::TableRef::TableSource(source) => {
                match source.source() {
                    // (t1 JOIN t2 ...) without an alias is the join itself.
                    Some(ast::TableExpr::ParenTable(paren))
                        if source.alias().is_none() && source.suffixes().is_empty() =>
                    {
                        if let Some(inner) = paren.table() {
                            return self.table_ref(inner, optional);
                        }
                    }
                    _ => {}
                }
                TableRef::Source(Box::new(self.table_source(source, optional)))
            }
            ast::TableRef::JoinRef(join) => self.join(join, optional),
        }
    }

    fn join(&mut self, join: ast::JoinRef<'_>, optional: bool) -> TableRef {
        let word = join.kind().map(|kind| kind.upper()).unwrap_or_default();
        let apply = join.apply().is_some();
        let kind = match word.as_str() {
            "LEFT" => JoinKind::Left,
            "RIGHT" => JoinKind::Right,
            "FULL" => JoinKind::Full,
            "CROSS" if apply => JoinKind::Inner,
            "CROSS" => JoinKind::Cross,
            "OUTER" => JoinKind::Left,
            _ => JoinKind::Inner,
        };
        let left_optional = optional || matches!(kind, JoinKind::Right | JoinKind::Full);
        let right_optional = optional || matches!(kind, JoinKind::Left | JoinKind::Full);
        let first = self.relation_count();
        let left = match join.left() {
            Some(left) => self.table_ref(left, left_optional),
            None => missing_table(),
        };
        let middle = self.relation_count();
        self.applied = apply;
        let right = match join.right() {
            Some(right) => self.table_ref(right, right_optional),
            None => missing_table(),
        };
        self.applied = false;
        let mut using: Vec<String> = join.using().iter().map(|column| column.folded()).collect();
        if join.natural().is_some() {
            using = self.common_columns(first, middle);
        }
        if let Some(scope) = self.queries.last_mut() {
            scope.merged.extend(using.iter().cloned());
        }
        let on = join.on().map(|on| self.resolve_condition(Some(on)));
        TableRef::Join {
            kind,
            left: Box::new(left),
            right: Box::new(right),
            on,
            using,
            lateral: apply,
        }
    }

    fn relation_count(&self) -> usize {
        self.queries.last().map_or(0, |scope| scope.relations.len())
    }

    fn common_columns(&self, first: usize, middle: usize) -> Vec<String> {
        let Some(scope) = self.queries.last() else {
            return Vec::new();
        };
        let right: Vec<&Field> = scope
            .relations
            .iter()
            .skip(middle)
            .flat_map(|relation| &relation.columns)
            .collect();
        scope.relations[first..middle]
            .iter()
            .flat_map(|relation| &relation.columns)
            .filter(|field| right.iter().any(|other| other.name == field.name))
            .map(|field| field.name.clone())
            .collect()
    }

    fn table_source(&mut self, source: ast::TableSource<'_>, optional: bool) -> TableSource {
        let span = span_of(source.syntax());
        let mut alias = source.alias().map(|alias| alias.folded());
        let mut optional = optional;
        let (kind, columns, known, default_name) = self.table_expr(source.source(), &mut optional);
        let mut result = TableSource {
            kind,
            alias: None,
            relation: String::new(),
            columns,
            known,
            refused: None,
            partition: None,
            pivot: None,
            sample: None,
            span,
        };
        if let TableSourceKind::Collection { value, .. } = &result.kind
            && let ExprKind::Refused(text) = &value.kind
        {
            result.refused = Some(text.clone());
        }
        let mut partition = None;
        for suffix in source.suffixes().iter() {
            if let ast::TableSuffix::SuffixAlias(name) = suffix {
                alias = alias.or_else(|| name.name().map(|name| name.folded()));
                continue;
            }
            if let ast::TableSuffix::PartitionSuffix(suffix) = suffix {
                partition = self.named_partition(suffix, &result);
                if partition.is_some() {
                    continue;
                }
            }
            self.table_suffix(suffix, &mut result);
        }
        result.relation = alias.clone().unwrap_or(default_name);
        result.alias = alias;
        if let Some(condition) = partition {
            result.partition = self.condition_on(&result, &condition).map(Box::new);
        }
        self.visible_columns.add(&result.columns, result.known);
        let row = self.object_row_type(&result.kind);
        let object = match &result.kind {
            TableSourceKind::Object { name, .. } => Some(name.clone()),
            _ => None,
        };
        if let Some(scope) = self.queries.last_mut() {
            scope.relations.push(Relation {
                name: result.relation.clone(),
                columns: result.columns.clone(),
                known: result.known,
                optional,
                object,
                row,
            });
        }
        result
    }

    fn table_expr(
        &mut self,
        table: Option<ast::TableExpr<'_>>,
        optional: &mut bool,
    ) -> (TableSourceKind, Vec<Field>, bool, String) {
        match table {
            Some(ast::TableExpr::NameTable(name)) => self.named_table(name),
            Some(ast::TableExpr::SubqueryTable(subquery)) => self.subquery_table(subquery.query(), false),
            Some(ast::TableExpr::LateralTable(lateral)) => self.subquery_table(lateral.query(), true),
            Some(ast::TableExpr::ValuesTable(values)) => {
                let query = self.values_query(values);
                let columns = output_fields(&query.columns);
                let kind = TableSourceKind::Subquery {
                    query: Box::new(query),
                    lateral: false,
                };
                (kind, columns, true, String::new())
            }
            Some(ast::TableExpr::OnlyTable(only)) => match only.table() {
                Some(ast::TableRef::TableSource(source)) => self.table_expr(source.source(), optional),
                Some(ast::TableRef::JoinRef(_)) | None => unresolved_table(Vec::new()),
            },
            Some(ast::TableExpr::CollectionTable(collection)) => {
                let outer = collection.outer().is_some();
                *optional |= outer;
                let value = self.required(collection.value());
                self.collection_table(value, outer)
            }
            Some(ast::TableExpr::ParenTable(paren)) => {
                self.sink.report(
                    Code::UNSUPPORTED_QUERY_CLAUSE,
                    span_of(paren.syntax()),
                    "a parenthesised join with an alias is not carried over",
                );
                unresolved_table(vec![paren.syntax().text().to_owned()])
            }
            None => unresolved_table(Vec::new()),
        }
    }

    fn subquery_table(
        &mut self,
        query: Option<ast::Query<'_>>,
        lateral: bool,
    ) -> (TableSourceKind, Vec<Field>, bool, String) {
        let Some(query) = query else {
            return unresolved_table(Vec::new());
        };
        // Without LATERAL or APPLY the subquery does not see the relations to its left.
        let hidden = if lateral || std::mem::take(&mut self.applied) {
            None
        } else {
            self.queries
                .last_mut()
                .map(|scope| std::mem::take(&mut scope.relations))
        };
        let query = self.resolve_query(query);
        if let (Some(hidden), Some(scope)) = (hidden, self.queries.last_mut()) {
            scope.relations = hidden;
        }
        let columns = output_fields(&query.columns);
        let known = columns.iter().all(|column| column.name != "*");
        (
            TableSourceKind::Subquery {
                query: Box::new(query),
                lateral,
            },
            columns,
            known,
            String::new(),
        )
    }

    /// The object type of the rows of an object table or of a collection of objects.
    fn object_row_type(&self, kind: &TableSourceKind) -> Option<Type> {
        let ty = match kind {
            TableSourceKind::Collection { value, .. } => value.ty.collection()?.element.clone(),
            TableSourceKind::Object { name, .. } => {
                let of_type = self.program.catalog.tables.get(name)?.of_type.as_ref()?;
                // The rows have the attributes of the type itself only; see OBJECT_TYPE_FEATURE of the table.
                if self.program.hierarchies.contains_key(of_type) {
                    return None;
                }
                self.program.types.get(of_type)?.clone()
            }
            TableSourceKind::CommonTable(_)
            | TableSourceKind::Subquery { .. }
            | TableSourceKind::JsonTable { .. }
            | TableSourceKind::XmlTable { .. }
            | TableSourceKind::Dual
            | TableSourceKind::Unresolved(_) => return None,
        };
        matches!(ty, Type::Object(_)).then_some(ty)
    }

    /// `VALUE(alias)`: the element of a collection, or the object that is the row.
    pub(super) fn row_value(&self, call: ast::CallExpr<'_>, span: Span) -> Option<Expr> {
        let ast::Argument::PlainArgument(argument) = call.args().first()? else {
            return None;
        };
        let alias = super::xml::written_name(argument.value()?)?;
        let (depth, relation) = self.queries.iter().rev().enumerate().find_map(|(depth, scope)| {
            let found = scope.relations.iter().find(|relation| relation.name == alias)?;
            Some((depth, found))
        })?;
        let (column, ty) = match (relation.columns.as_slice(), &relation.row) {
            ([field], None) if field.name == "COLUMN_VALUE" => (field.name.clone(), field.ty.clone()),
            (_, Some(row)) => (String::new(), row.clone()),
            _ => return None,
        };
        Some(Expr {
            kind: ExprKind::Column(ColumnRef {
                relation: alias,
                qualified: true,
                column,
                depth: u32::try_from(depth).unwrap_or(0),
            }),
            ty,
            nullability: Nullability::Nullable,
            span,
        })
    }

    fn collection_table(&mut self, value: Expr, outer: bool) -> (TableSourceKind, Vec<Field>, bool, String) {
        let sequence = matches!(&value.kind, ExprKind::Builtin { name, .. } if name == "XMLSEQUENCE");
        let element = match &value.ty {
            _ if sequence => Some(Type::Scalar(plconv_catalog::DataType::Xml)),
            Type::Collection(collection) => Some(collection.element.clone()),
            Type::Unknown
            | Type::Null
            | Type::Scalar(_)
            | Type::Record(_)
            | Type::Object(_)
            | Type::RefCursor(_) => None,
        };
        let (columns, known) = match element {
            Some(element) if !element.fields().is_empty() => (element.fields().to_vec(), true),
            Some(element) => (
                vec![Field {
                    name: "COLUMN_VALUE".to_owned(),
                    ty: element,
                    not_null: false,
                }],
                true,
            ),
            None => (Vec::new(), false),
        };
        (
            TableSourceKind::Collection {
                value: Box::new(value),
                outer,
            },
            columns,
            known,
            String::new(),
        )
    }

    fn named_table(&mut self, table: ast::NameTable<'_>) -> (TableSourceKind, Vec<Field>, bool, String) {
        let span = span_of(table.syntax());
        let Some(expr) = table.name() else {
            return unresolved_table(Vec::new());
        };
        if let ast::Expr::JsonFunctionExpr(json) = expr {
            return self.json_source(json);
        }
        if let ast::Expr::XmlFunctionExpr(xml) = expr {
            return self.xml_source(xml);
        }
        let reference = super::name::Reference::of(expr);
        let mut names = reference.names();
        if reference.head.is_some() || names.len() < reference.segments.len() {
            // A function used as a table.
            let value = self.resolve_reference(expr);
            return self.collection_table(value, false);
        }
        let default_name = names.last().cloned().unwrap_or_default();
        let mut is_linked = false;
        let is_dual = names == ["DUAL"];
        let is_known = |link: &String| self.program.catalog.linked(None, &default_name, link).is_some();
        if is_dual && reference.dblink.as_ref().is_some_and(is_known) {
            is_linked = true;
        } else if let Some(dblink) = reference.dblink {
            let Some(name) = self.linked_table(&names, &dblink, span) else {
                let name = super::name::behind_link(&default_name, &dblink);
                let kind = TableSourceKind::Object {
                    name,
                    dblink: Some(dblink),
                };
                return (kind, Vec::new(), false, default_name);
            };
            is_linked = true;
            names = name.schema.into_iter().chain([name.name]).collect();
        }
        let views: Vec<&str> = names.iter().map(String::as_str).collect();
        if let [name] = views.as_slice() {
            let found = self
                .queries
                .iter()
                .rev()
                .find_map(|scope| scope.common_tables.iter().rev().find(|(table, _)| table == name));
            if let Some((_, fields)) = found {
                let known = fields.iter().all(|field| field.name != "*");
                return (
                    TableSourceKind::CommonTable((*name).to_owned()),
                    fields.clone(),
                    known,
                    default_name,
                );
            }
        }
        if matches!(views.as_slice(), ["DUAL"] | ["SYS", "DUAL"]) {
            let columns = vec![super::types::column_of_dual()];
            return (TableSourceKind::Dual, columns, true, default_name);
        }
        let (schema, name) = match views.as_slice() {
            [name] => (None, *name),
            [schema, name] => (Some(*schema), *name),
            _ => {
                self.sink.report(
                    Code::UNKNOWN_TABLE,
                    span,
                    format!("{} is no table", names.join(".")),
                );
                return unresolved_table(names);
            }
        };
        let found = if is_linked {
            self.program.find_linked(schema, name)
        } else {
            self.program.find(self.current_schema.as_deref(), schema, name)
        };
        match found {
            Some(SchemaObject::Relation(found)) => {
                let columns = self.program.relation_columns(&found);
                let known = columns.is_some();
                (
                    TableSourceKind::Object {
                        name: found,
                        dblink: None,
                    },
                    columns.unwrap_or_default(),
                    known,
                    default_name,
                )
            }
            Some(SchemaObject::Outside {
                name: outside,
                dblink,
            }) => {
                self.sink.report(
                    Code::OUTSIDE_REFERENCE,
                    span,
                    format!("{name} is a synonym for {outside}, which is not in the source tree"),
                );
                let name = match &dblink {
                    Some(link) => super::name::behind_link(&outside.name, link),
                    None => outside,
                };
                (
                    TableSourceKind::Object { name, dblink },
                    Vec::new(),
                    false,
                    default_name,
                )
            }
            Some(
                SchemaObject::Sequence(_)
                | SchemaObject::Package(_)
                | SchemaObject::Routine(_)
                | SchemaObject::Type(_),
            )
            | None => {
                let is_dictionary = super::dictionary::is_dictionary_view(schema, name);
                if is_dictionary && let Some(columns) = crate::supplied::dictionary::columns(name) {
                    self.sink.report(
                        Code::DICTIONARY_VIEW_ASSUMED,
                        span,
                        format!("{name} shows what PostgreSQL's catalog has"),
                    );
                    self.effects.reads = true;
                    let name = plconv_catalog::ObjectName::qualified(crate::supplied::OWNER, name);
                    let kind = TableSourceKind::Object { name, dblink: None };
                    return (kind, columns, true, default_name);
                }
                if is_dictionary {
                    let value = self.refuse_expr(
                        Code::DICTIONARY_VIEW,
                        table.syntax(),
                        format!("{} is a view of Oracle's dictionary", names.join(".")),
                    );
                    let value = Box::new(value);
                    let kind = TableSourceKind::Collection { value, outer: false };
                    return (kind, Vec::new(), false, default_name);
                }
                if !is_linked {
                    self.sink.report(
                        Code::UNKNOWN_TABLE,
                        span,
                        format!(
                            "table or view {} is declared nowhere in the source tree",
                            names.join(".")
                        ),
                    );
                }
                let mut kind = unresolved_table(names);
                kind.3 = default_name;
                kind
            }
        }
    }

    fn json_source(
        &mut self,
        json: ast::JsonFunctionExpr<'_>,
    ) -> (TableSourceKind, Vec<Field>, bool, String) {
        match self.json_table(json) {
            Ok((kind, fields)) => (kind, fields, true, String::new()),
            Err(why) => {
                let fields = self.refused_json_fields(json);
                let name = json
                    .function()
                    .map(|function| function.upper())
                    .unwrap_or_default();
                let value = self.refuse_expr(
                    Code::JSON_REFUSED,
                    json.syntax(),
                    format!("{name}: {why} is not carried over"),
                );
                let value = Box::new(value);
                let kind = TableSourceKind::Collection { value, outer: false };
                (kind, fields, true, String::new())
            }
        }
    }

    fn table_suffix(&mut self, suffix: ast::TableSuffix<'_>, source: &mut TableSource) {
        let span = span_of(suffix.syntax());
        match suffix {
            ast::TableSuffix::PivotSuffix(pivot) => self.pivot(pivot, source),
            ast::TableSuffix::UnpivotSuffix(unpivot) => self.unpivot(unpivot, source),
            ast::TableSuffix::SampleSuffix(sample) => {
                let percent = sample.percent().first().map(|percent| self.resolve_expr(percent));
                let seed = sample.seed().map(|seed| self.resolve_expr(seed));
                source.sample = percent.map(|percent| (percent, seed));
            }
            ast::TableSuffix::PartitionSuffix(_)
            | ast::TableSuffix::FlashbackSuffix(_)
            | ast::TableSuffix::VersionsSuffix(_)
            | ast::TableSuffix::OpaqueSuffix(_)
            | ast::TableSuffix::SuffixAlias(_) => {
                let text = suffix.syntax().text().to_owned();
                self.sink.report(
                    Code::UNSUPPORTED_QUERY_CLAUSE,
                    span,
                    format!("`{text}` after a table is not carried over"),
                );
                source.refused = Some(text);
            }
        }
    }

    fn pivot(&mut self, pivot: ast::PivotSuffix<'_>, source: &mut TableSource) {
        let span = span_of(pivot.syntax());
        if pivot.xml().is_some() || pivot.query().is_some() || pivot.any().is_some() || !source.known {
            self.sink.report(
                Code::PIVOT_SHAPE,
                span,
                "PIVOT needs known columns and a list of constants to be carried over",
            );
            source.refused = Some("PIVOT".to_owned());
            return;
        }
        let outer = self
            .queries
            .last()
            .map(|scope| scope.common_tables.clone())
            .unwrap_or_default();
        let relation = Relation {
            name: source.relation.clone(),
            columns: source.columns.clone(),
            known: source.known,
            optional: false,
            object: None,
            row: None,
        };
        let scope = super::scope::QueryScope {
            relations: vec![relation],
            common_tables: outer,
            ..super::scope::QueryScope::default()
        };
        self.queries.push(scope);
        let named = |resolver: &mut Self, item: ast::ExprItem<'_>| {
            (
                resolver.required(item.expr()),
                item.alias().map(|alias| alias.folded()),
                item.expr()
                    .map(|e| e.syntax().text().to_uppercase())
                    .unwrap_or_default(),
            )
        };
        let aggregates: Vec<_> = pivot.aggregates().iter().map(|item| named(self, item)).collect();
        let items: Vec<_> = pivot.items().iter().map(|item| named(self, item)).collect();
        self.queries.pop();
        let columns: Vec<String> = pivot.for_columns().iter().map(|name| name.folded()).collect();
        let used: Vec<String> = aggregates
            .iter()
            .flat_map(|(expr, _, _)| columns_of(expr))
            .collect();
        source
            .columns
            .retain(|field| !columns.contains(&field.name) && !used.contains(&field.name));
        for (_, item_alias, item_text) in &items {
            for (aggregate, aggregate_alias, _) in &aggregates {
                let first = item_alias.clone().unwrap_or_else(|| item_text.clone());
                let name = match aggregate_alias {
                    Some(alias) => format!("{first}_{alias}"),
                    None => first,
                };
                source.columns.push(Field {
                    name,
                    ty: aggregate.ty.clone(),
                    not_null: false,
                });
            }
        }
        source.pivot = Some(Box::new(Pivot::Pivot {
            aggregates: aggregates
                .into_iter()
                .map(|(expr, alias, _)| (expr, alias))
                .collect(),
            columns,
            items: items
                .into_iter()
                .map(|(expr, alias, text)| {
                    let values = match expr.kind {
                        ExprKind::Tuple(values) => values,
                        _ => vec![expr],
                    };
                    (values, Some(alias.unwrap_or(text)))
                })
                .collect(),
        }));
    }

    fn unpivot(&mut self, unpivot: ast::UnpivotSuffix<'_>, source: &mut TableSource) {
        let values: Vec<String> = unpivot.columns().iter().map(|name| name.folded()).collect();
        let names: Vec<String> = unpivot.for_columns().iter().map(|name| name.folded()).collect();
        let items: Vec<(Vec<String>, Option<Expr>)> = unpivot
            .items()
            .iter()
            .map(|item| {
                let columns = item.columns().iter().map(|name| name.folded()).collect();
                (columns, item.value().map(|value| self.resolve_expr(value)))
            })
            .collect();
        let first: Vec<Type> = items
            .first()
            .map(|(columns, _): &(Vec<String>, _)| {
                columns
                    .iter()
                    .map(|name| {
                        source
                            .columns
                            .iter()
                            .find(|field| field.name == *name)
                            .map_or(Type::Unknown, |field| field.ty.clone())
                    })
                    .collect()
            })
            .unwrap_or_default();
        source
            .columns
            .retain(|field| !items.iter().any(|(columns, _)| columns.contains(&field.name)));
        for name in &names {
            source.columns.push(Field {
                name: name.clone(),
                ty: Type::VARCHAR2,
                not_null: true,
            });
        }
        for (name, ty) in values.iter().zip(first) {
            source.columns.push(Field {
                name: name.clone(),
                ty,
                not_null: false,
            });
        }
        source.pivot = Some(Box::new(Pivot::Unpivot {
            include_nulls: unpivot.nulls().is_some_and(|nulls| nulls.is("INCLUDE")),
            values,
            names,
            items,
        }));
    }
}

fn unresolved_table(names: Vec<String>) -> (TableSourceKind, Vec<Field>, bool, String) {
    (
        TableSourceKind::Unresolved(names),
        Vec::new(),
        false,
        String::new(),
    )
}

pub(crate) fn missing_table() -> TableRef {
    TableRef::Source(Box::new(TableSource {
        kind: TableSourceKind::Unresolved(Vec::new()),
        alias: None,
        relation: String::new(),
        columns: Vec::new(),
        known: false,
        refused: None,
        partition: None,
        pivot: None,
        sample: None,
        span: Span::default(),
    }))
}

/// Columns an aggregate of PIVOT reads.
fn columns_of(expr: &Expr) -> Vec<String> {
    let mut found = Vec::new();
    crate::visit::walk_expr(expr, &mut |expr| {
        if let ExprKind::Column(column) = &expr.kind {
            found.push(column.column.clone());
        }
    });
    found
}
