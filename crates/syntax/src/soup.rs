//! Texts of random fragments for the tests: what is passed over quickly must be read as it would be slowly.

/// A regular expression of pieces that lexer, script reader and token layer treat differently.
pub(crate) const SOUP: &str = concat!(
    r"(begin |end |END;|if |is |as |loop |case |x\.type|type |abc|x|n|q|nq|'a b'|'it''s'|'|--c\n|/\*c\*/|/\*|/|\n/\n|;|",
    r"\(|\)|\.|%|\x22q\x22|\x22|n'x'|q'\[a\]'|:=|: |:b|1|1\.5|1e3|5f|\.\.|<<|<|>|=|=>|\|\||\*|\*\*|@|&v|&&v\.|ä|",
    r"\x{3000}|\n| |          |\t|create |procedure |function |with |select |insert |exit\n|-|\$if|\$\$x|\{\{|\}\}|\[|",
    r"!|,|not in|json_object|xmlcast|current of|from|set|null on error|storage|\(\+\)|x =>|declare ){0,40}"
);
