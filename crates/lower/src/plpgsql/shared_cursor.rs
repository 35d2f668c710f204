//! Cursors of packages: open across calls, so their portals have names and their attributes live in the session.
//! PL/SQL Language Reference, "Explicit Cursors" and "Named Cursor Attribute".

use crate::context::Lowering;
use crate::naming::{identifier, shorten};
use plconv_diagnostics::Code;
use plconv_hir::expr::{CursorAttribute, Expr, ExprKind, PackageVariableRef, Span};
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, TypeName};

/// A loop over a cursor of a package.
#[derive(Clone, Debug)]
pub(crate) struct PackageLoop {
    cursor: PackageVariableRef,
    /// The variable that counts its rows, where its body asks for them.
    counter: Option<Ident>,
}

/// The cursor of a package that an expression names.
pub(super) fn package_cursor(cursor: &Expr) -> Option<&PackageVariableRef> {
    match &cursor.kind {
        ExprKind::PackageVariable(variable) if variable.cursor => Some(variable),
        _ => None,
    }
}

/// Whether an expression is a cursor variable, which may name a cursor that another routine opened.
pub(super) fn is_cursor_variable(cursor: &Expr) -> bool {
    use plconv_hir::expr::VariableKind;
    matches!(cursor.ty, Type::RefCursor(_))
        && match &cursor.kind {
            ExprKind::Variable(variable) => variable.kind != VariableKind::Cursor,
            ExprKind::PackageVariable(variable) => !variable.cursor,
            _ => true,
        }
}

impl Lowering<'_> {
    /// The variable of this routine that has the name of a package cursor's portal.
    pub(super) fn package_cursor_variable(&mut self, cursor: &PackageVariableRef) -> pg::Expr {
        let schema = self.package_schema(cursor.package.schema.as_deref(), &cursor.package.name);
        let name = identifier(&cursor.name);
        let variable = shorten(&format!("{schema}_{name}"));
        let portal = format!("{schema}.{name}");
        if self.routine.portals.insert(variable.clone(), portal).is_none() {
            self.temporaries
                .push((Ident(variable.clone()), TypeName::builtin("refcursor")));
        }
        pg::Expr::name(variable)
    }

    /// OPEN of a package cursor: its query, with the arguments in place of its parameters.
    pub(super) fn open_package_cursor(
        &mut self,
        cursor: &PackageVariableRef,
        args: &[Option<Expr>],
        span: Span,
    ) -> Vec<PlStatement> {
        let Some(query) = self.package_cursor_query(cursor, args) else {
            self.report(
                Code::CURSOR_SHAPE,
                span,
                "the query of this package cursor is not known",
            );
            return vec![self.refused_statement("OPEN of a package cursor")];
        };
        let variable = self.package_cursor_variable(cursor);
        let opened = self.runtime("cursor_opened", vec![variable.clone()]);
        vec![
            PlKind::OpenFor(variable, Box::new(query)).into(),
            super::assign::perform(opened),
        ]
    }

    /// The query of a package cursor with the arguments in place of its parameters.
    pub(super) fn package_cursor_query(
        &mut self,
        cursor: &PackageVariableRef,
        args: &[Option<Expr>],
    ) -> Option<pg::Query> {
        let package = self.program.packages.get(&cursor.package)?;
        let declared = package.cursors.get(&cursor.name)?;
        let query = declared.query.as_ref()?;
        let mut outer = Vec::new();
        for (index, parameter) in declared.parameters.iter().enumerate() {
            let given = args.get(index).and_then(Option::as_ref);
            let value = match given.or(parameter.default.as_ref()) {
                Some(value) => self.lower_expr(value).cast(self.plain_type_name(&parameter.ty)),
                None => pg::Expr::null(),
            };
            outer.push((parameter.name.clone(), value));
        }
        // Arguments are in the names of the caller, so all of them come first.
        let hidden: Vec<_> = outer
            .into_iter()
            .map(|(name, value)| {
                let hidden = self.renamed.insert(name.clone(), value);
                (name, hidden)
            })
            .collect();
        let lowered = self.lower_query(query);
        for (name, hidden) in hidden {
            match hidden {
                Some(hidden) => self.renamed.insert(name, hidden),
                None => self.renamed.remove(&name),
            };
        }
        Some(lowered)
    }

    /// What counts a FETCH from a package cursor; an assignment, which leaves FOUND as it is.
    pub(super) fn count_fetch(&mut self, cursor: &Expr) -> Option<PlStatement> {
        let variable = self.package_cursor_variable(package_cursor(cursor)?);
        let pg::Expr::Name(name) = &variable else {
            return None;
        };
        let found = Ident(shorten(&format!("{}_found", name.last())));
        if !self.temporaries.iter().any(|(known, _)| *known == found) {
            self.temporaries
                .push((found.clone(), TypeName::builtin("boolean")));
        }
        let counted = self.runtime(
            "cursor_fetched",
            vec![variable, pg::Expr::Token("FOUND".to_owned())],
        );
        Some(PlKind::Assign(pg::Expr::name(found), counted).into())
    }

    pub(super) fn enter_package_loop(&mut self, cursor: &PackageVariableRef) {
        self.routine.package_loops.push(PackageLoop {
            cursor: cursor.clone(),
            counter: None,
        });
    }

    /// What counts the rows of the innermost loop, before and in it, where its body asks for them.
    pub(super) fn leave_package_loop(&mut self) -> (Option<PlStatement>, Option<PlStatement>) {
        let counter = self.routine.package_loops.pop().and_then(|left| left.counter);
        let Some(counter) = counter.map(pg::Expr::name) else {
            return (None, None);
        };
        let next = counter.clone().binary("+", pg::Expr::number("1"));
        (
            Some(PlKind::Assign(counter.clone(), pg::Expr::number("0")).into()),
            Some(PlKind::Assign(counter, next).into()),
        )
    }

    /// An attribute of a package cursor in a loop over it, which has no portal of its own.
    fn attribute_in_loop(
        &mut self,
        cursor: &PackageVariableRef,
        attribute: CursorAttribute,
    ) -> Option<pg::Expr> {
        let mut loops = self.routine.package_loops.iter();
        let index = loops.rposition(|around| around.cursor == *cursor)?;
        match attribute {
            CursorAttribute::IsOpen | CursorAttribute::Found => Some(pg::Expr::boolean(true)),
            CursorAttribute::NotFound => Some(pg::Expr::boolean(false)),
            CursorAttribute::RowCount => {
                let known = self.routine.package_loops[index].counter.clone();
                let counter = match known {
                    Some(counter) => counter,
                    None => self.temporary("loop_rows", TypeName::builtin("integer")),
                };
                self.routine.package_loops[index].counter = Some(counter.clone());
                Some(pg::Expr::name(counter))
            }
            CursorAttribute::BulkRowCount | CursorAttribute::BulkExceptions => None,
        }
    }

    /// An attribute of a package cursor, or %ISOPEN of a cursor variable; `None` for those the routine keeps itself.
    pub(super) fn shared_attribute(&mut self, cursor: &Expr, attribute: CursorAttribute) -> Option<pg::Expr> {
        let in_loop = package_cursor(cursor).and_then(|cursor| self.attribute_in_loop(cursor, attribute));
        if in_loop.is_some() {
            return in_loop;
        }
        let place = match package_cursor(cursor) {
            Some(cursor) => self.package_cursor_variable(cursor),
            None if is_cursor_variable(cursor) && attribute == CursorAttribute::IsOpen => {
                self.lower_expr(cursor)
            }
            None => return None,
        };
        let function = match attribute {
            CursorAttribute::IsOpen => "cursor_is_open",
            CursorAttribute::RowCount => "cursor_rowcount",
            CursorAttribute::Found | CursorAttribute::NotFound => "cursor_found",
            CursorAttribute::BulkRowCount | CursorAttribute::BulkExceptions => return None,
        };
        let value = self.runtime(function, vec![place]);
        Some(if attribute == CursorAttribute::NotFound {
            pg::Expr::Unary("NOT", Box::new(value))
        } else {
            value
        })
    }
}
