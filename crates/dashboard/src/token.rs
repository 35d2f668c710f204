//! The secret without which nobody sees anything.

use std::io::Read;

/// A token. It is shown only where somebody asks for the URL.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// A random one.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn random() -> std::io::Result<Token> {
        let mut bytes = [0_u8; 16];
        std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// A given one; `None` when it is so short that it can be guessed, or does not fit in a URL.
    #[must_use]
    pub fn given(text: &str) -> Option<Token> {
        let fits = text.len() >= 16
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        fits.then(|| Token(text.to_owned()))
    }

    /// The token itself.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// Compares in a time that does not depend on where the first difference is.
    pub fn is(&self, other: &str) -> bool {
        let differences = self
            .0
            .bytes()
            .zip(other.bytes())
            .fold(0, |all, (a, b)| all | (a ^ b));
        self.0.len() == other.len() && differences == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn tokens() {
        let token = Token::random().expect("random numbers");
        assert_eq!(token.secret().len(), 32);
        assert!(token.is(token.secret()) && !token.is("") && !token.is(&token.secret()[1..]));
        assert_ne!(token, Token::random().expect("random numbers"));
        assert!(Token::given("short").is_none() && Token::given("long enough, but / it").is_none());
        assert!(Token::given("0123456789abcdef").is_some());
        assert_eq!(format!("{token:?}"), "Token");
    }
}
