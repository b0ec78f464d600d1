//! What can go wrong around processes, databases and connections; none of it is a finding about a contract.

use std::fmt;

/// Why something could not be done at all.
#[derive(Debug)]
pub enum LiveError {
    /// A database refused a connection or a statement.
    Database {
        /// What was being done: `connect to …`, `read the columns`.
        doing: String,
        /// The words of the engine.
        message: String,
    },
    /// The catalogue holds a text that our reader does not understand, or understands otherwise than the engine.
    Catalogue {
        /// The object, such as ``table `tasks` ``.
        object: String,
        /// What is not understood.
        message: String,
    },
    /// The contract asks for something that the engine does not have.
    Contract {
        /// The object, such as ``column `tags` of `tasks` ``.
        object: String,
        /// What the engine lacks.
        message: String,
    },
    /// A file, a process or a connection.
    Io {
        /// What was being done.
        doing: String,
        /// The reason.
        source: std::io::Error,
    },
    /// A process ended badly or said something unexpected.
    Process {
        /// What was being done.
        doing: String,
        /// Its words.
        output: String,
    },
}

impl LiveError {
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}

impl fmt::Display for LiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database { doing, message } => write!(f, "cannot {doing}: {message}"),
            Self::Catalogue { object, message } => {
                write!(f, "cannot read the catalogue's text of {object}: {message}")
            }
            Self::Contract { object, message } => write!(f, "{object}: {message}"),
            Self::Io { doing, source } => write!(f, "cannot {doing}: {source}"),
            Self::Process { doing, output } => write!(f, "cannot {doing}:\n{}", output.trim_end()),
        }
    }
}

impl std::error::Error for LiveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
