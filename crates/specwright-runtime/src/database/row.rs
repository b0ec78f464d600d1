//! How is a row read, whichever engine it comes from?

use super::{Cell, DatabaseError, FromColumn};

/// A row of a result; columns are counted from zero.
pub struct Row<'a>(Source<'a>);

enum Source<'a> {
    #[cfg(feature = "sqlite")]
    Sqlite(&'a rusqlite::Row<'a>),
    #[cfg(feature = "postgres")]
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    #[cfg(feature = "sqlite")]
    pub(super) const fn of_sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Source::Sqlite(row))
    }

    #[cfg(feature = "postgres")]
    pub(super) const fn of_postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }
}

impl Row<'_> {
    /// Reads a column.
    ///
    /// # Errors
    /// [`DatabaseError::Decode`] if there is no such column, or it holds something else.
    pub fn get<T: FromColumn>(&self, column: usize) -> Result<T, DatabaseError> {
        T::from_column(self.cell(column)?)
            .map_err(|detail| DatabaseError::Decode { column, detail })
    }

    /// What a column holds.
    ///
    /// # Errors
    /// [`DatabaseError::Decode`] if there is no such column, or the engine's type is unknown here.
    pub fn cell(&self, column: usize) -> Result<Cell<'_>, DatabaseError> {
        let found = match &self.0 {
            #[cfg(feature = "sqlite")]
            Source::Sqlite(row) => super::sqlite::cell(row, column),
            #[cfg(feature = "postgres")]
            Source::Postgres(row) => super::postgres::cell(row, column),
        };
        found.map_err(|detail| DatabaseError::Decode { column, detail })
    }
}

/// Where the rows of a statement go.
pub(super) trait Sink: Send {
    /// Takes one row and says whether more are wanted.
    fn row(&mut self, row: &Row<'_>) -> Result<bool, DatabaseError>;

    /// Forgets all rows: the statement starts again.
    #[cfg(feature = "sqlite")]
    fn restart(&mut self);
}

pub(super) type Read<T> = fn(&Row<'_>) -> Result<T, DatabaseError>;

/// Keeps all rows.
pub(super) struct All<T> {
    pub(super) read: Read<T>,
    pub(super) rows: Vec<T>,
}

impl<T: Send> Sink for All<T> {
    fn row(&mut self, row: &Row<'_>) -> Result<bool, DatabaseError> {
        self.rows.push((self.read)(row)?);
        Ok(true)
    }

    #[cfg(feature = "sqlite")]
    fn restart(&mut self) {
        self.rows.clear();
    }
}

/// Keeps the first row.
pub(super) struct First<T> {
    pub(super) read: Read<T>,
    pub(super) row: Option<T>,
}

impl<T: Send> Sink for First<T> {
    fn row(&mut self, row: &Row<'_>) -> Result<bool, DatabaseError> {
        if self.row.is_none() {
            self.row = Some((self.read)(row)?);
        }
        Ok(false)
    }

    #[cfg(feature = "sqlite")]
    fn restart(&mut self) {
        self.row = None;
    }
}

/// Keeps nothing.
pub(super) struct Nothing;

impl Sink for Nothing {
    fn row(&mut self, _: &Row<'_>) -> Result<bool, DatabaseError> {
        Ok(true)
    }

    #[cfg(feature = "sqlite")]
    fn restart(&mut self) {}
}
