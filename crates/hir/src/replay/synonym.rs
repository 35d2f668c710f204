//! CREATE SYNONYM. SQL Language Reference, "CREATE SYNONYM".

use super::Replay;
use super::source::{head_has, object_name, replaces};
use plconv_catalog::Synonym;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_synonym(&mut self, create: ast::CreateSynonym<'_>) {
        let mut name = self.defined_name(create.name());
        if create.create().is_some_and(|head| head_has(head, "PUBLIC")) {
            name.schema = Some("PUBLIC".to_owned());
        }
        let origin = self.origin(create.syntax());
        let Some(written) = create.target() else {
            return;
        };
        let synonym = Synonym {
            name: name.clone(),
            target: object_name(written),
            dblink: written
                .dblink()
                .map(|link| link.text().trim_start_matches('@').trim().to_uppercase()),
            origin,
        };
        // What is left of `FOR &owner..emp` when nobody knows the owner.
        if synonym.target == name && synonym.dblink.is_none() {
            return;
        }
        if let Some(earlier) = self.catalog.synonyms.get(&name) {
            let (place, same) = (earlier.origin, earlier.target == synonym.target);
            let replaces = replaces(create.create());
            if !same {
                self.report_duplicate("synonym", &name, place, origin, replaces);
            }
            if !replaces {
                return;
            }
        }
        self.catalog.synonyms.insert(name, synonym);
    }
}
