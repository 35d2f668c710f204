//! Substitution variables: `&name`, `&&name`, `&name.`, `&1`.
//!
//! SQL*Plus replaces them everywhere, in strings and comments too, before it looks at the text; so does this, and keeps
//! a map from the result back to the source. A variable without a value stays as it is and is reported: in words the
//! lexer takes it as part of a name. SQL*Plus User's Guide and Reference, "Using Substitution Variables".

use std::collections::BTreeMap;

/// Values of substitution variables; names in upper case, `1`, `2`, ... for the arguments of a script.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Definitions {
    values: BTreeMap<String, String>,
}

impl Definitions {
    /// `DEFINE name = value`
    pub fn define(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_uppercase(), value.to_owned());
    }

    /// `UNDEFINE name`
    pub fn undefine(&mut self, name: &str) {
        self.values.remove(&name.to_uppercase());
    }

    /// The value of a variable, whatever the case of its name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(&name.to_uppercase()).map(String::as_str)
    }

    /// Values for `&1`, `&2`, ...: the arguments of `@script a b`. Those of an outer script stay where there are fewer.
    pub fn set_arguments(&mut self, arguments: &[String]) {
        for (number, argument) in (1..).zip(arguments) {
            self.values.insert(format!("{number}"), argument.clone());
        }
    }
}

/// The characters with a meaning; `None` for OFF.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SubstitutionSettings {
    /// SET DEFINE
    pub prefix: Option<char>,
    /// SET CONCAT: ends a variable's name and vanishes with it.
    pub concatenation: Option<char>,
    /// SET ESCAPE: the prefix after it is a plain character.
    pub escape: Option<char>,
}

impl Default for SubstitutionSettings {
    fn default() -> Self {
        SubstitutionSettings {
            prefix: Some('&'),
            concatenation: Some('.'),
            escape: None,
        }
    }
}

/// A text after substitution.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Substituted {
    /// The text.
    pub text: String,
    /// Where its parts come from.
    pub map: SourceMap,
    /// Variables without a value, left in the text.
    pub undefined: Vec<UndefinedVariable>,
}

/// A variable without a value; offsets are bytes of the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndefinedVariable {
    /// Its name in upper case.
    pub name: String,
    /// Byte of the prefix character.
    pub start: u32,
    /// Byte after the name.
    pub end: u32,
}

/// Offsets after substitution to offsets before.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Segment {
    output: u32,
    source: u32,
    /// A value: every byte of it comes from the variable's place.
    is_value: bool,
}

impl SourceMap {
    /// The byte of the source that byte `output` comes from; inside of a value, the start of the variable.
    pub fn source(&self, output: u32) -> u32 {
        let index = self.segments.partition_point(|segment| segment.output <= output);
        match index.checked_sub(1).and_then(|index| self.segments.get(index)) {
            Some(segment) if segment.is_value => segment.source,
            Some(segment) => segment.source + (output - segment.output),
            None => output,
        }
    }

    /// Whether nothing was replaced.
    pub fn is_identity(&self) -> bool {
        self.segments.is_empty()
    }

    fn push(&mut self, output: usize, source: usize, is_value: bool) {
        self.segments.push(Segment {
            output: output as u32,
            source: source as u32,
            is_value,
        });
    }
}

/// Replaces the substitution variables of a text.
pub fn substitute(text: &str, definitions: &Definitions, settings: SubstitutionSettings) -> Substituted {
    let mut result = Substituted::default();
    let Some(prefix) = settings.prefix else {
        result.text = text.to_owned();
        return result;
    };
    let mut copied = 0;
    let mut position = 0;
    while let Some(found) = text.get(position..).and_then(|rest| rest.find(prefix)) {
        let start = position + found;
        if let Some(escape) = settings
            .escape
            .filter(|escape| text.get(..start).is_some_and(|head| head.ends_with(*escape)))
        {
            result
                .text
                .push_str(text.get(copied..start - escape.len_utf8()).unwrap_or(""));
            result.map.push(result.text.len(), start, false);
            copied = start;
            position = start + prefix.len_utf8();
            continue;
        }
        let variable = Variable::at(text, start, prefix);
        position = variable.end;
        if variable.name.is_empty() {
            continue;
        }
        match definitions.value(variable.name) {
            Some(value) => {
                result.text.push_str(text.get(copied..start).unwrap_or(""));
                result.map.push(result.text.len(), start, true);
                result.text.push_str(value);
                if let Some(concatenation) = settings.concatenation
                    && text
                        .get(position..)
                        .is_some_and(|rest| rest.starts_with(concatenation))
                {
                    position += concatenation.len_utf8();
                }
                result.map.push(result.text.len(), position, false);
                copied = position;
            }
            None => result.undefined.push(UndefinedVariable {
                name: variable.name.to_uppercase(),
                start: start as u32,
                end: variable.end as u32,
            }),
        }
    }
    result.text.push_str(text.get(copied..).unwrap_or(""));
    result
}

struct Variable<'s> {
    name: &'s str,
    end: usize,
}

impl<'s> Variable<'s> {
    /// The variable whose prefix is at `start`; its name is empty when the prefix stands for itself.
    fn at(text: &'s str, start: usize, prefix: char) -> Self {
        let mut name_start = start + prefix.len_utf8();
        if text
            .get(name_start..)
            .is_some_and(|rest| rest.starts_with(prefix))
        {
            name_start += prefix.len_utf8();
        }
        let rest = text.get(name_start..).unwrap_or("");
        let length = rest
            .find(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | '$' | '#'))
            .unwrap_or(rest.len());
        Variable {
            name: rest.get(..length).unwrap_or(""),
            end: name_start + length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn definitions() -> Definitions {
        let mut definitions = Definitions::default();
        definitions.define("schema", "HR");
        definitions.define("Empty", "");
        definitions.set_arguments(&["one".to_owned(), "two words".to_owned()]);
        definitions
    }

    fn replaced(text: &str) -> String {
        substitute(text, &definitions(), SubstitutionSettings::default()).text
    }

    #[test]
    fn the_point_after_a_name_vanishes() {
        assert_eq!(
            replaced("&schema..emp &SCHEMA._x &&schema.emp"),
            "HR.emp HR_x HRemp"
        );
        assert_eq!(replaced("'&1' /* &2 */ &empty.x"), "'one' /* two words */ x");
    }

    #[test]
    fn a_prefix_without_a_name_is_left() {
        assert_eq!(replaced("a & b &&"), "a & b &&");
    }

    #[test]
    fn undefined_variables_stay_and_are_reported() {
        let result = substitute("x &nope. y", &definitions(), SubstitutionSettings::default());
        assert_eq!(result.text, "x &nope. y");
        assert_eq!(
            result.undefined,
            [UndefinedVariable {
                name: "NOPE".to_owned(),
                start: 2,
                end: 7
            }]
        );
    }

    #[test]
    fn escape_and_off() {
        let settings = SubstitutionSettings {
            escape: Some('\\'),
            ..SubstitutionSettings::default()
        };
        let result = substitute("a \\&schema &schema", &definitions(), settings);
        assert_eq!(result.text, "a &schema HR");
        assert_eq!(result.map.source(2), 3);
        let off = SubstitutionSettings {
            prefix: None,
            ..SubstitutionSettings::default()
        };
        assert_eq!(substitute("&schema", &definitions(), off).text, "&schema");
    }

    #[test]
    fn offsets_map_back() {
        let result = substitute("ab &schema.cd", &definitions(), SubstitutionSettings::default());
        assert_eq!(result.text, "ab HRcd");
        let sources: Vec<u32> = (0..7).map(|output| result.map.source(output)).collect();
        assert_eq!(sources, [0, 1, 2, 3, 3, 11, 12]);
    }

    proptest! {
        #[test]
        fn unreplaced_bytes_map_to_themselves(text in "([a-c ]|&schema|&nope|&&|\\.|ä|&1)*") {
            let result = substitute(&text, &definitions(), SubstitutionSettings::default());
            for (output, character) in result.text.char_indices() {
                let source = result.map.source(output as u32) as usize;
                prop_assert!(text.is_char_boundary(source));
                let original = text.get(source..).and_then(|rest| rest.chars().next());
                prop_assert!(original == Some(character) || original == Some('&'));
            }
        }
    }
}
