//! What a server must know of a statement before it can read its binds.

/// A word, a bind or any other character that counts; comments and literals are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Word(String),
    /// Its name in upper case, without the colon.
    Bind(String),
    Other(char),
}

/// The pieces of a statement.
pub(crate) fn pieces(sql: &str) -> Vec<Piece> {
    let characters: Vec<char> = sql.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$' | '#');
    let word_end = |mut at: usize| {
        while characters.get(at).copied().is_some_and(is_word) {
            at += 1;
        }
        at
    };
    let text = |from: usize, to: usize| characters[from..to].iter().collect::<String>().to_uppercase();
    while let Some(character) = characters.get(at).copied() {
        let next = characters.get(at + 1).copied();
        match character {
            '-' if next == Some('-') => {
                while characters.get(at).is_some_and(|character| *character != '\n') {
                    at += 1;
                }
            }
            '/' if next == Some('*') => {
                at += 2;
                while at < characters.len()
                    && !(characters[at] == '*' && characters.get(at + 1) == Some(&'/'))
                {
                    at += 1;
                }
                at += 2;
            }
            'q' | 'Q' if next == Some('\'') => {
                let close = match characters.get(at + 2) {
                    Some('[') => ']',
                    Some('(') => ')',
                    Some('{') => '}',
                    Some('<') => '>',
                    other => other.copied().unwrap_or('\''),
                };
                at += 3;
                while at < characters.len()
                    && !(characters[at] == close && characters.get(at + 1) == Some(&'\''))
                {
                    at += 1;
                }
                at += 2;
            }
            '\'' | '"' => {
                at += 1;
                while at < characters.len() && characters[at] != character {
                    at += 1;
                }
                at += 1;
            }
            ':' if next.is_some_and(is_word) => {
                let end = word_end(at + 1);
                pieces.push(Piece::Bind(text(at + 1, end)));
                at = end;
            }
            ':' if next == Some('"') => {
                let end = (at + 2..characters.len())
                    .find(|end| characters[*end] == '"')
                    .unwrap_or(characters.len());
                pieces.push(Piece::Bind(characters[at + 2..end].iter().collect()));
                at = end + 1;
            }
            _ if is_word(character) => {
                let end = word_end(at);
                pieces.push(Piece::Word(text(at, end)));
                at = end;
            }
            _ => {
                if !character.is_whitespace() {
                    pieces.push(Piece::Other(character));
                }
                at += 1;
            }
        }
    }
    pieces
}

/// Whether a statement is a block or call of PL/SQL.
pub(crate) fn is_plsql(sql: &str) -> bool {
    let first = pieces(sql).into_iter().find_map(|piece| match piece {
        Piece::Word(word) => Some(word),
        Piece::Bind(_) | Piece::Other(_) => None,
    });
    matches!(first.as_deref(), Some("BEGIN" | "DECLARE" | "CALL"))
}

/// How many binds at the end of a DML statement are those of its RETURNING clause.
pub(crate) fn returning_binds(sql: &str) -> usize {
    let pieces = pieces(sql);
    let first = pieces.iter().find_map(|piece| match piece {
        Piece::Word(word) => Some(word.as_str()),
        Piece::Bind(_) | Piece::Other(_) => None,
    });
    if !matches!(first, Some("INSERT" | "UPDATE" | "DELETE" | "MERGE")) {
        return 0;
    }
    let is_word =
        |piece: &Piece, words: &[&str]| matches!(piece, Piece::Word(word) if words.contains(&word.as_str()));
    let Some(returning) = pieces
        .iter()
        .rposition(|piece| is_word(piece, &["RETURNING", "RETURN"]))
    else {
        return 0;
    };
    let Some(into) = pieces[returning..]
        .iter()
        .position(|piece| is_word(piece, &["INTO"]))
    else {
        return 0;
    };
    pieces[returning + into..]
        .iter()
        .filter(|piece| matches!(piece, Piece::Bind(_)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::{is_plsql, returning_binds};

    #[test]
    fn kinds_of_statements() {
        assert!(is_plsql("-- a comment\n begin null; end;"));
        assert!(!is_plsql("select 'begin' from dual"));
        assert_eq!(
            returning_binds("insert into t values (:1, ':2') returning a, b into :3, :b"),
            2
        );
        assert_eq!(
            returning_binds("update t set a = :1 where b = q'[ returning :x into :y ]'"),
            0
        );
        assert_eq!(
            returning_binds("begin delete from t returning a into :x; end;"),
            0
        );
    }
}
