//! Oracle names to PostgreSQL names: one rule for tables, code and data.

pub use plconv_catalog::naming::{MAX_IDENTIFIER, identifier, shorten};

/// What PL/pgSQL declares itself: a parameter called FOUND is not seen, and a local variable of one of these names hides
/// what triggers and `SQL%FOUND` read. PostgreSQL manual, "Trigger Functions" and "Obtaining the Result Status".
const VARIABLES_OF_PLPGSQL: &[&str] = &[
    "FOUND",
    "NEW",
    "OLD",
    "TG_ARGV",
    "TG_EVENT",
    "TG_LEVEL",
    "TG_NAME",
    "TG_NARGS",
    "TG_OP",
    "TG_RELID",
    "TG_RELNAME",
    "TG_TABLE_NAME",
    "TG_TABLE_SCHEMA",
    "TG_TAG",
    "TG_WHEN",
];

/// The PostgreSQL spelling of a parameter or local variable.
pub fn local_name(dictionary_name: &str) -> String {
    if VARIABLES_OF_PLPGSQL.contains(&dictionary_name) {
        return format!("{}_", dictionary_name.to_lowercase());
    }
    identifier(dictionary_name)
}

/// Whether PostgreSQL keeps a name of a schema for itself. PostgreSQL manual, "CREATE SCHEMA".
pub fn is_reserved_schema(name: &str) -> bool {
    name.starts_with("pg_")
}

/// The name of the routine that runs on the second connection of an autonomous transaction.
pub fn autonomous(routine: &str) -> String {
    shorten(&format!("{routine}__autonomous"))
}

use plconv_catalog::ObjectName;
use plconv_hir::item::{ParameterMode, RoutineId};
use plconv_hir::ty::{RecordIdentity, TypeName as HirTypeName};
use plconv_pg::{Call, Expr, Ident, QualifiedName, TypeName};

/// What we add to the schema of a package.
#[derive(Clone, Copy)]
pub(crate) enum PackageFunction<'v> {
    /// Reads a variable.
    Getter(&'v str),
    /// Sets a variable.
    Setter(&'v str),
    /// Runs once per session: initial values, then the initialisation section.
    Initialisation,
}

impl crate::context::Lowering<'_> {
    /// The PostgreSQL name of a table, view, sequence or type.
    pub fn object_name(&self, name: &ObjectName) -> QualifiedName {
        if let Some(view) = plconv_hir::supplied::dictionary::runtime_view(&self.program.catalog, name) {
            return QualifiedName::new(Some(&self.policy.runtime_schema), view);
        }
        match self.schema_of(name.schema.as_deref()) {
            Some(schema) => QualifiedName::new(Some(&schema), identifier(&name.name)),
            None => QualifiedName::plain(identifier(&name.name)),
        }
    }

    /// The PostgreSQL schema for an Oracle one; the policy's default when none is written.
    pub fn schema_of(&self, schema: Option<&str>) -> Option<String> {
        match schema {
            Some(schema) => Some(identifier(schema)),
            None => self.policy.default_schema.clone(),
        }
    }

    /// The schema of a package: its own name, with the owner's before it when another owner has a package of that name.
    pub fn package_schema(&self, owner: Option<&str>, package: &str) -> String {
        let clash = self.program.packages.keys().any(|other| {
            other.name == package
                && other.schema.as_deref() != owner
                && other.schema.as_deref() != Some(plconv_hir::supplied::OWNER)
        });
        match owner {
            Some(owner) if clash => shorten(&format!("{}_{}", identifier(owner), identifier(package))),
            // Schemas of such names belong to PostgreSQL.
            _ if is_reserved_schema(&identifier(package)) => shorten(&format!("_{}", identifier(package))),
            _ => identifier(package),
        }
    }

    /// A function that we add to a package. Routines of the package keep their names: a package with a variable COUNTER
    /// often has a function GET_COUNTER as well.
    pub(crate) fn package_function(
        &self,
        package: &ObjectName,
        function: PackageFunction<'_>,
    ) -> QualifiedName {
        let (mut name, suffix) = match function {
            PackageFunction::Getter(variable) => (format!("get_{}", identifier(variable)), "_variable"),
            PackageFunction::Setter(variable) => (format!("set_{}", identifier(variable)), "_variable"),
            PackageFunction::Initialisation => ("initialize".to_owned(), "_package"),
        };
        let scope = self.program.packages.get(package);
        let is_taken = |name: &str| {
            scope.is_some_and(|scope| {
                scope
                    .routines
                    .keys()
                    .any(|routine| identifier(routine) == shorten(name))
            })
        };
        while is_taken(&name) {
            name.push_str(suffix);
        }
        let schema = self.package_schema(package.schema.as_deref(), &package.name);
        QualifiedName::new(Some(&schema), shorten(&name))
    }

    /// A call of a function that we add to a package.
    pub(crate) fn call_package_function(
        &self,
        package: &ObjectName,
        function: PackageFunction<'_>,
        args: Vec<Expr>,
    ) -> Expr {
        let name = self.package_function(package, function);
        Expr::Call(Box::new(Call::new(name, args)))
    }

    /// The name to call a routine by; a routine of a supplied package is one of the runtime, which is then needed.
    pub(crate) fn callee_name(&mut self, id: &RoutineId) -> QualifiedName {
        let supplied = plconv_hir::supplied::runtime_function(self.program, id);
        match supplied.and_then(|name| plconv_runtime::find(&name)) {
            Some(function) => {
                self.runtime.insert(function.name);
                QualifiedName::new(Some(&self.policy.runtime_schema), function.name)
            }
            None => self.routine_name(id),
        }
    }

    /// The PostgreSQL name of a routine of the tree.
    pub fn routine_name(&self, id: &RoutineId) -> QualifiedName {
        let mut name = nested_name(&id.enclosing, &id.name);
        if self.overload_collapses(id) {
            name = format!("{name}_{}", id.overload + 1);
        }
        if !id.enclosing.is_empty() && self.is_declared(id, &name) {
            name.push_str("_nested");
        }
        let name = shorten(&name);
        if is_anonymous(&id.enclosing) {
            return QualifiedName::new(Some("pg_temp"), name);
        }
        match &id.package {
            Some(package) => {
                QualifiedName::new(Some(&self.package_schema(id.schema.as_deref(), package)), name)
            }
            None => match self.schema_of(id.schema.as_deref()) {
                Some(schema) => QualifiedName::new(Some(&schema), name),
                None if self.is_hidden(id) => QualifiedName::plain(shorten(&format!("{name}_"))),
                None => QualifiedName::plain(name),
            },
        }
    }

    /// Whether the tree has a routine of that name where the nested one is put.
    fn is_declared(&self, nested: &RoutineId, name: &str) -> bool {
        let name = name.to_uppercase();
        match &nested.package {
            Some(package) => {
                let owner = ObjectName {
                    schema: nested.schema.clone(),
                    name: package.clone(),
                };
                (self.program.packages.get(&owner)).is_some_and(|scope| scope.routines.contains_key(&name))
            }
            None => self.program.routines.contains_key(&ObjectName {
                schema: nested.schema.clone(),
                name,
            }),
        }
    }

    /// Whether calls of a standalone routine would find a function of PostgreSQL: its own schema comes before all others
    /// in the search path. PostgreSQL manual, "The System Catalog Schema".
    pub(crate) fn is_hidden(&self, id: &RoutineId) -> bool {
        if id.package.is_some() || !id.enclosing.is_empty() || self.schema_of(id.schema.as_deref()).is_some()
        {
            return false;
        }
        let name = identifier(&id.name);
        self.program.signature(id).is_some_and(|signature| {
            let parameters = &signature.parameters;
            let required = parameters.iter().take_while(|one| one.default.is_none()).count();
            hidden_by_postgresql(&name, required, parameters.len())
        })
    }

    /// Whether some call could mean this routine and an earlier overload in PostgreSQL: the types of the arguments are
    /// the same, and the parameters that the call leaves out have defaults. PostgreSQL calls such a call ambiguous, also
    /// where it is exact for one of them. PostgreSQL manual, "Functions: Type Resolution".
    pub(crate) fn overload_collapses(&self, id: &RoutineId) -> bool {
        if id.overload == 0 {
            return false;
        }
        // The program does not know what is nested; those names are ours to choose.
        if !id.enclosing.is_empty() {
            return true;
        }
        let Some(own) = self.call_shape(id) else {
            return false;
        };
        (0..id.overload).any(|overload| {
            let earlier = RoutineId {
                overload,
                ..id.clone()
            };
            self.call_shape(&earlier).is_some_and(|earlier| {
                // A function and a procedure, or one that only returns more, are the same routine for PostgreSQL.
                if own.inputs == earlier.inputs {
                    return true;
                }
                // Where a function is called, a procedure counts by what it is given.
                if own.is_function || earlier.is_function {
                    let least = own.required_inputs.max(earlier.required_inputs);
                    if least <= own.inputs.len().min(earlier.inputs.len())
                        && own.inputs.get(..least) == earlier.inputs.get(..least)
                    {
                        return true;
                    }
                }
                let least = own.required.max(earlier.required);
                match (own.types.get(..least), earlier.types.get(..least)) {
                    (Some(own), Some(earlier)) => own == earlier,
                    _ => false,
                }
            })
        })
    }

    fn call_shape(&self, id: &RoutineId) -> Option<CallShape> {
        let signature = self.program.signature(id)?;
        let parameters = &signature.parameters;
        let inputs = || {
            parameters
                .iter()
                .filter(|parameter| parameter.mode != ParameterMode::Out)
        };
        Some(CallShape {
            is_function: signature.returns.is_some(),
            required_inputs: inputs()
                .position(|parameter| parameter.default.is_some())
                .unwrap_or(inputs().count()),
            required: (parameters.iter())
                .position(|parameter| parameter.default.is_some())
                .unwrap_or(parameters.len()),
            types: (parameters.iter())
                .map(|parameter| self.plain_type_name(&parameter.ty))
                .collect(),
            inputs: inputs()
                .map(|parameter| self.plain_type_name(&parameter.ty))
                .collect(),
        })
    }

    /// The PostgreSQL name of a declared record type.
    pub fn declared_type_name(&self, name: &HirTypeName) -> QualifiedName {
        let local = shorten(&nested_name(&name.routine, &name.name));
        if name.package.is_none() && is_anonymous(&name.routine) {
            return QualifiedName::new(Some("pg_temp"), local);
        }
        match &name.package {
            // The runtime has the types of supplied packages.
            Some(package) if name.schema.as_deref() == Some(plconv_hir::supplied::OWNER) => {
                let local = format!("{}_{local}", identifier(package));
                QualifiedName::new(Some(&self.policy.runtime_schema), local)
            }
            Some(package) => {
                QualifiedName::new(Some(&self.package_schema(name.schema.as_deref(), package)), local)
            }
            None => match self.schema_of(name.schema.as_deref()) {
                Some(schema) => QualifiedName::new(Some(&schema), local),
                None => QualifiedName::plain(local),
            },
        }
    }

    /// The name of a record type that has one.
    pub fn record_name(&self, identity: &RecordIdentity) -> Option<QualifiedName> {
        match identity {
            RecordIdentity::Declared(name) => Some(self.declared_type_name(name)),
            RecordIdentity::Row(table) => Some(self.object_name(table)),
            RecordIdentity::Anonymous => None,
        }
    }

    /// An identifier in PostgreSQL's spelling.
    pub fn ident(&self, name: &str) -> Ident {
        Ident(identifier(name))
    }
}

/// Whether PostgreSQL has a function of that name that takes between `least` and `most` arguments. Functions that only
/// serve operators, indexes and aggregates are not listed.
fn hidden_by_postgresql(name: &str, least: usize, most: usize) -> bool {
    let mut lines = include_str!("naming/pg_catalog_functions.txt").lines();
    lines.any(|line| {
        let mut words = line.split(' ');
        let mut count = |otherwise| {
            words
                .next()
                .and_then(|word| word.parse::<usize>().ok())
                .unwrap_or(otherwise)
        };
        line.split(' ').next() == Some(name) && {
            count(0);
            count(0) <= most && least <= count(usize::MAX)
        }
    })
}

/// What tells calls of overloads apart.
struct CallShape {
    is_function: bool,
    /// IN and IN OUT parameters before the first of them with a default.
    required_inputs: usize,
    /// Parameters before the first with a default.
    required: usize,
    types: Vec<TypeName>,
    /// Those of IN and IN OUT parameters, which are what PostgreSQL knows a routine by.
    inputs: Vec<TypeName>,
}

/// What a routine or block declares, named after the path to it: `outer__inner`, `outer__overload2__inner`. In an anonymous
/// block, which has no name, the path begins below it.
fn nested_name(path: &[String], name: &str) -> String {
    let path = match path {
        [_, below @ ..] if is_anonymous(path) => below,
        _ => path,
    };
    let mut parts: Vec<String> = path
        .iter()
        .map(|part| match part.split_once(':') {
            Some((name, overload)) => format!("{}__overload{overload}", identifier(name)),
            None => identifier(part),
        })
        .collect();
    if is_anonymous(path) {
        parts.insert(0, "block".to_owned());
    }
    parts.push(identifier(name));
    parts.join("__")
}

/// Whether a path starts in an anonymous block: what it declares lives as long as the session.
pub(crate) fn is_anonymous(path: &[String]) -> bool {
    path.first()
        .is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The function that makes values of an object type.
pub(crate) fn constructor_name(ty: &QualifiedName) -> QualifiedName {
    let mut name = ty.clone();
    if let Some(last) = name.0.last_mut() {
        *last = Ident(shorten(&format!("new_{}", last.0)));
    }
    name
}

#[cfg(test)]
mod tests {
    use plconv_hir::supplied;

    /// The names of the parameters of a runtime function, and which of them have defaults.
    fn parameters(text: &str) -> Vec<(String, bool)> {
        let list = text.split_once('(').map_or("", |(_, rest)| rest);
        let list = list.rsplit_once(") RETURNS").map_or(list, |(list, _)| list);
        (list.trim_end_matches(')').split(", "))
            .filter(|parameter| !parameter.is_empty())
            .map(|parameter| {
                let words = parameter.trim_start_matches("INOUT ").trim_start_matches("OUT ");
                let name = words.split(' ').next().unwrap_or_default().trim_matches('"');
                (name.to_owned(), parameter.contains(" DEFAULT "))
            })
            .collect()
    }

    #[test]
    fn supplied_routines_are_runtime_functions_with_the_same_parameters() {
        for signature in supplied::packages()
            .values()
            .flat_map(|package| package.routines.values())
            .flatten()
        {
            let package = signature.id.package.clone().unwrap_or_default();
            // Its calls become statements, none of the runtime's.
            if package == "DBMS_RLS" {
                continue;
            }
            let name = format!("{package}_{}", signature.id.name).to_lowercase();
            let wanted: Vec<(String, bool)> = (signature.parameters.iter())
                .map(|parameter| (parameter.name.to_lowercase(), parameter.default.is_some()))
                .collect();
            let found = plconv_runtime::find(&name).map_or(&[][..], |function| &function.signatures);
            assert!(
                found.iter().any(|function| parameters(&function.text) == wanted),
                "{name}{wanted:?}"
            );
        }
    }

    #[test]
    fn views_of_the_dictionary_are_runtime_views_with_the_same_columns() {
        for (view, columns) in supplied::dictionary::views() {
            let name = supplied::dictionary::runtime_name(view);
            let wanted = format!("{name}({})", columns.join(", ").to_lowercase());
            let found = plconv_runtime::find(&name).map_or(&[][..], |view| &view.signatures);
            assert!(
                found.iter().any(|view| view.text.replace('"', "") == wanted),
                "{wanted}"
            );
        }
    }
}
