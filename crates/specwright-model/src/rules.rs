//! What a value must satisfy, beside having its type. All numbers are exact decimal texts.

/// A decimal number as its text, as the spec wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecimalText(pub String);

/// A limit of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: DecimalText,
    /// Whether the number itself is outside.
    pub exclusive: bool,
}

/// What a text must satisfy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextRule {
    /// The least number of code points.
    pub min_length: Option<u32>,
    /// The greatest number of code points.
    pub max_length: Option<u32>,
    /// A regular expression of ECMA-262 that must match somewhere.
    pub pattern: Option<String>,
    /// A named syntax.
    pub format: Option<TextFormat>,
}

/// A named syntax of texts that stay texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the variants are the formats of the OpenAPI format registry"
)]
pub enum TextFormat {
    Email,
    Hostname,
    Ipv4,
    Ipv6,
    Uri,
    UriReference,
    Uuid,
    DateTime,
    Date,
    Time,
    Byte,
    IdnEmail,
    IdnHostname,
    Iri,
    IriReference,
    UriTemplate,
    DateTimeLocal,
    TimeLocal,
    Duration,
    HttpDate,
    JsonPointer,
    RelativeJsonPointer,
    Regex,
    Base64url,
    Char,
    MediaRange,
    SfString,
    SfToken,
    SfBinary,
    SfBoolean,
}

/// What a number must satisfy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberRule {
    /// The lower limit.
    pub minimum: Option<Bound>,
    /// The upper limit.
    pub maximum: Option<Bound>,
    /// The number that divides it.
    pub multiple_of: Option<DecimalText>,
}

/// How many members a list or a map has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountRule {
    /// The least number.
    pub min: Option<u32>,
    /// The greatest number.
    pub max: Option<u32>,
}
