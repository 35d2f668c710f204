//! GRANT and REVOKE. SQL Language Reference, "GRANT".

use super::Replay;
use super::source::{has_phrase, names, object_name, words};
use plconv_catalog::Grant;
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn grant(&mut self, grant: ast::GrantStmt<'_>) {
        let options: Vec<String> = grant
            .options()
            .iter()
            .flat_map(|option| words(option.syntax()))
            .collect();
        let origin = self.origin(grant.syntax());
        self.catalog.grants.push(Grant {
            privileges: privileges(grant.privileges()),
            object_kind: grant.object_kind().map(|kind| kind.upper()),
            object: grant.object().map(object_name).map(|mut name| {
                if name.schema.is_none() {
                    name.schema = self.session.schema.clone();
                }
                name
            }),
            grantees: grantees(grant.grantees()),
            with_option: options
                .iter()
                .any(|word| matches!(word.as_str(), "GRANT" | "ADMIN"))
                || has_phrase(&words(grant.syntax()), "WITH GRANT OPTION")
                || has_phrase(&words(grant.syntax()), "WITH ADMIN OPTION"),
            origin,
        });
    }

    /// Takes privileges out of earlier grants. What the tree never granted was there before and is outside of it.
    pub(super) fn revoke(&mut self, revoke: ast::RevokeStmt<'_>) {
        let object = revoke.object().map(object_name);
        let revoked = privileges(revoke.privileges());
        let from = grantees(revoke.grantees());
        let everything = revoked.iter().any(|(words, _)| words.starts_with("ALL"));
        let mut found = false;
        let mut result = Vec::new();
        for grant in std::mem::take(&mut self.catalog.grants) {
            let same_object = match (&grant.object, &object) {
                (Some(granted), Some(revoked)) => {
                    granted.name == revoked.name
                        && (granted.schema == revoked.schema
                            || granted.schema.is_none()
                            || revoked.schema.is_none())
                }
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            let (losing, keeping): (Vec<String>, Vec<String>) = grant
                .grantees
                .iter()
                .cloned()
                .partition(|grantee| same_object && from.contains(grantee));
            if losing.is_empty() {
                result.push(grant);
                continue;
            }
            found = true;
            let left: Vec<_> = grant
                .privileges
                .iter()
                .filter(|(words, _)| !everything && !revoked.iter().any(|(gone, _)| gone == words))
                .cloned()
                .collect();
            if !keeping.is_empty() {
                result.push(Grant {
                    grantees: keeping,
                    ..grant.clone()
                });
            }
            if !left.is_empty() {
                result.push(Grant {
                    privileges: left,
                    grantees: losing,
                    ..grant
                });
            }
        }
        self.catalog.grants = result;
        if !found {
            let place = super::span(self.origin(revoke.syntax()));
            self.sink.report(
                Code::ADMIN_STATEMENT,
                place,
                "REVOKE of a privilege that the tree does not grant: nothing is carried over",
            );
        }
    }
}

fn privileges<'t>(list: ast::List<'t, ast::Privilege<'t>>) -> Vec<(String, Vec<String>)> {
    list.iter()
        .map(|privilege| {
            let words: Vec<String> = privilege
                .words()
                .iter()
                .flat_map(|word| words(word.syntax()))
                .collect();
            (words.join(" "), names(privilege.columns()))
        })
        .collect()
}

fn grantees<'t>(list: ast::List<'t, ast::Grantee<'t>>) -> Vec<String> {
    list.iter()
        .map(|grantee| match grantee.name() {
            Some(name) => object_name(name).name,
            None => grantee.kind().map(|kind| kind.upper()).unwrap_or_default(),
        })
        .collect()
}
