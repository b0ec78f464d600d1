//! An index of the contract → an index.

use super::{column_id, column_ids, sql_text, text};
use specwright_dbschema as contract;
use specwright_model::{Index, IndexKey, IndexPart};

pub(super) fn index_of(index: &contract::Index, columns: &[contract::Column]) -> Index {
    Index {
        span: index.span,
        name: text(index.name.as_ref()),
        unique: index.unique,
        method: text(index.method.as_ref()),
        parts: index
            .parts
            .iter()
            .filter_map(|part| {
                let key = match &part.key {
                    contract::IndexKey::Column(name) => {
                        IndexKey::Column(column_id(columns, &name.value)?)
                    }
                    contract::IndexKey::Sql(sql) => IndexKey::Sql(sql_text(sql)),
                };
                Some(IndexPart {
                    key,
                    descending: part.descending,
                    nulls_first: part.nulls_first,
                    opclass: text(part.opclass.as_ref()),
                    collation: text(part.collation.as_ref()),
                })
            })
            .collect(),
        predicate: index.predicate.as_ref().map(sql_text),
        include: column_ids(columns, &index.include),
        fillfactor: index.fillfactor.as_ref().map(|fillfactor| fillfactor.value),
        nulls_not_distinct: index.nulls_not_distinct,
    }
}
