//! UNISTR: PostgreSQL's function reads the same escapes; a constant is written as what it stands for.

use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind, Literal};
use plconv_hir::ty::Type;
use plconv_pg as pg;

impl Lowering<'_> {
    pub(super) fn unistr(&mut self, value: &Expr) -> pg::Expr {
        if let ExprKind::Literal(Literal::String(text)) = &value.kind
            && let Some(decoded) = decode(text)
        {
            return pg::Expr::text(decoded);
        }
        let value = self.argument_as(value, &Type::VARCHAR2);
        pg::Expr::call("unistr", vec![value])
    }
}

/// `\\` is a backslash, `\\XXXX` a UTF-16 code unit. None for what Oracle refuses, and for NUL.
fn decode(text: &str) -> Option<String> {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if character != '\\' {
            units.extend(character.encode_utf16(&mut [0; 2]).iter());
            rest = &rest[character.len_utf8()..];
        } else if let Some(after) = rest.strip_prefix("\\\\") {
            units.push(u16::from(b'\\'));
            rest = after;
        } else {
            let digits = rest.get(1..5)?;
            units.push(u16::from_str_radix(digits, 16).ok().filter(|unit| *unit != 0)?);
            rest = &rest[5..];
        }
    }
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn escapes_are_utf_16() {
        assert_eq!(decode(r"a\00e5b\\c").as_deref(), Some("a\u{e5}b\\c"));
        assert_eq!(decode(r"\d83d\dc40").as_deref(), Some("\u{1f440}"));
        assert_eq!(decode(r"\00"), None);
        assert_eq!(decode(r"\d83d"), None);
    }
}
