//! What is wrong with a file, said so that its author can put it right.

use std::fmt;

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line it stands on, counted from 1; `None` when it concerns the whole file.
    pub line: Option<u64>,
    /// What is wrong and what would be right.
    pub message: String,
    /// The same as a code that stays, for programs and other languages; [`Problem::CODE`] where there is no own one.
    pub code: &'static str,
    /// What the text says beside the code, by name, such as the value that was written.
    pub values: Vec<(&'static str, String)>,
}

impl Problem {
    /// The code of problems that have no own one.
    pub const CODE: &'static str = "invalid";

    /// A problem on one line.
    pub fn at(line: u64, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::whole(message) }
    }

    /// A problem of the whole file.
    pub fn whole(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into(), code: Self::CODE, values: Vec::new() }
    }

    /// The same problem with its code and the values of its text.
    #[must_use]
    pub fn coded(self, code: &'static str, values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { code, values: values.into_iter().collect(), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Puts problems in the order of the file; those of the whole file come first.
pub(crate) fn in_file_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.line);
    problems
}
