//! The address of a server → the address of one of its databases.

/// The same address with another database.
pub(super) fn with_database(address: &str, database: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        // `key=value` pairs: of two values for one key, the last one holds.
        return format!("{address} dbname={database}");
    };
    let (before, query) = rest
        .split_once('?')
        .map_or((rest, None), |(before, query)| (before, Some(query)));
    let authority = before
        .split_once('/')
        .map_or(before, |(authority, _)| authority);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{authority}/{database}{query}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_is_replaced_and_all_else_stays() {
        let cases = [
            (
                "postgres://u:p@h:5432/postgres?sslmode=disable",
                "postgres://u:p@h:5432/x?sslmode=disable",
            ),
            ("postgresql://h", "postgresql://h/x"),
            ("postgres://h?user=u", "postgres://h/x?user=u"),
            ("host=h user=u dbname=a", "host=h user=u dbname=a dbname=x"),
        ];
        for (address, expected) in cases {
            assert_eq!(with_database(address, "x"), expected);
        }
    }
}
