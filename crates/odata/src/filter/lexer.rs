//! The words of a `$filter`. Each byte is looked at a bounded number of times.

use crate::error::QueryError;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// `/`
    Slash,
    /// `:`
    Colon,
    /// A name, keyword, number, GUID or instant.
    Word(&'a str),
    /// A text, with doubled quotes undoubled.
    Text(String),
    /// The end.
    End,
}

/// Reads words one after another, with one word of lookahead.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    ahead: Option<Token<'a>>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, ahead: None }
    }

    /// The next word, without taking it.
    pub(super) fn peek(&mut self) -> Result<&Token<'a>, QueryError> {
        if self.ahead.is_none() {
            self.ahead = Some(self.read()?);
        }
        Ok(self.ahead.as_ref().unwrap_or(&Token::End))
    }

    /// Takes the next word.
    pub(super) fn next(&mut self) -> Result<Token<'a>, QueryError> {
        match self.ahead.take() {
            Some(token) => Ok(token),
            None => self.read(),
        }
    }

    /// Takes the next word if it is this one.
    pub(super) fn take(&mut self, token: &Token<'_>) -> Result<bool, QueryError> {
        let same = self.peek()? == token;
        if same {
            self.ahead = None;
        }
        Ok(same)
    }

    /// Takes the next word if it is this keyword, in any case.
    pub(super) fn take_keyword(&mut self, keyword: &str) -> Result<bool, QueryError> {
        let same = matches!(self.peek()?, Token::Word(word) if word.eq_ignore_ascii_case(keyword));
        if same {
            self.ahead = None;
        }
        Ok(same)
    }

    /// Takes the next word, which must be this one.
    pub(super) fn expect(&mut self, token: &Token<'_>) -> Result<(), QueryError> {
        if self.take(token)? { Ok(()) } else { Err(self.unexpected()) }
    }

    /// The error for what stands here.
    pub(super) fn unexpected(&self) -> QueryError {
        QueryError::Syntax(format!("Syntax error at position {} in '{}'.", self.at, self.excerpt()))
    }

    fn excerpt(&self) -> String {
        self.text.chars().take(256).collect()
    }

    fn read(&mut self) -> Result<Token<'a>, QueryError> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else { return Ok(Token::End) };
        let single = match first {
            '(' => Token::Open,
            ')' => Token::Close,
            ',' => Token::Comma,
            '/' => Token::Slash,
            ':' => Token::Colon,
            '\'' => return self.read_text(),
            c if is_word(c, false) => return Ok(self.read_word(trimmed)),
            c => {
                return Err(QueryError::Syntax(format!(
                    "Syntax error: character '{c}' is not valid at position {} in '{}'.",
                    self.at,
                    self.excerpt()
                )));
            }
        };
        self.at += 1;
        Ok(single)
    }

    /// A word; one that begins with a digit may be an instant and so hold `:` and `+`.
    fn read_word(&mut self, rest: &'a str) -> Token<'a> {
        let number = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| !is_word(c, number)).unwrap_or(rest.len());
        self.at += end;
        Token::Word(&rest[..end])
    }

    fn read_text(&mut self) -> Result<Token<'a>, QueryError> {
        let start = self.at;
        let body = &self.text[start + 1..];
        let mut own = String::new();
        let mut from = 0;
        while let Some(quote) = body[from..].find('\'').map(|at| from + at) {
            own.push_str(&body[from..quote]);
            if !body[quote + 1..].starts_with('\'') {
                self.at = start + 1 + quote + 1;
                return Ok(Token::Text(own));
            }
            own.push('\'');
            from = quote + 2;
        }
        Err(QueryError::Syntax(format!(
            "There is an unterminated string literal at position {start} in '{}'.",
            self.excerpt()
        )))
    }
}

fn is_word(c: char, number: bool) -> bool {
    c.is_ascii_alphanumeric() || "_-.$@".contains(c) || (number && ":+".contains(c))
}
