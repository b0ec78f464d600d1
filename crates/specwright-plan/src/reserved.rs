//! Names that emitted items cannot have, since the files around them use them.

/// The names of types and traits in the emitted files: the prelude's, the standard library's and the runtime's.
pub(crate) const TYPES: &[&str] = &[
    "Additional", "AdditionalProperties", "ArrayRule", "BTreeMap", "Body", "Box", "Call", "Choice", "Clone", "Context", "Copy", "DatabaseError",
    "Date", "Debug", "Decimal", "Default", "Eq", "Err", "Error", "Format", "Hash", "Input", "IntegerRule", "Json", "LocalTimestamp",
    "MapRule", "Method", "Migration", "None", "NumberRule", "ObjectRule", "Ok", "Option", "Ord", "Parameter", "PartialEq",
    "PartialOrd", "Pattern", "Presence", "Problem", "Property", "Reader", "Response", "Result", "Route", "Row", "Self", "Send",
    "Service", "Session", "Sized", "Some", "Statement", "String", "StringRule", "Style", "Sync", "Syntax", "Time", "Timestamp",
    "Transaction", "Uuid", "Vec", "WriteJson", "Writer",
];

/// The names that local variables and parameters of the emitted functions have.
pub(crate) const LOCALS: &[&str] =
    &["call", "cx", "input", "request", "response", "row", "session", "transaction", "offset_rows", "limit_rows", "now"];
