//! The keywords of a schema as claims: what the description demands, word for word.

use super::kind::{is_nullable, lists_null, nullable, type_names};
use super::resolution::facets_of;
use super::schema::{Clause, Facets, Part};
use super::shape::format_name;
use super::{Spec, Uncompared};
use crate::claim::{ASSERTED_FORMATS, Claim, Json, Null, PATTERN, Reading, Says, Stated, TYPES};
use specwright_diagnostics::Span;
use specwright_source::{Entry, Node, Number};
use std::collections::BTreeSet;

/// The description as claims.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SpecReading<'a>(pub(crate) Spec<'a>);

type SpecClaim<'a> = Claim<Clause<'a>, Span>;

impl<'a> Reading for SpecReading<'a> {
    type Schema = Clause<'a>;
    type Place = Span;
    type Error = Uncompared;

    fn claims(&self, schemas: &[Clause<'a>]) -> Result<Stated<Self>, Uncompared> {
        let facets = facets_of(self.0, schemas)?;
        let claims = self.of(&facets);
        let flagged = facets.parts.iter().any(|part| is_nullable(self.0, part));
        let null = match nullable(self.0, &facets) {
            Some(true) if !facets.beside_null.is_empty() => Null::Allowed,
            None if flagged => Null::Unclear,
            _ => Null::Follows,
        };
        Ok(Stated { claims, null })
    }
}

/// A key that is the same for the same schemas.
pub(crate) fn identity(spec: Spec<'_>, schemas: &[Clause<'_>]) -> Option<Vec<usize>> {
    facets_of(spec, schemas)
        .ok()
        .map(|facets| facets.identity())
}

impl<'a> SpecReading<'a> {
    /// All claims of a schema.
    pub(crate) fn of(self, facets: &Facets<'a>) -> Vec<SpecClaim<'a>> {
        let mut claims = Vec::new();
        if let Some(node) = facets.nothing {
            claims.push(Claim {
                keyword: "not",
                says: Says::Schema(Vec::new()),
                place: node.span,
            });
        }
        for part in &facets.parts {
            self.part(part, &mut claims);
        }
        for union in facets
            .unions
            .iter()
            .filter(|union| ["oneOf", "anyOf"].contains(&union.keyword))
        {
            let alternatives = union
                .alternatives
                .iter()
                .map(|alternative| vec![alternative.clause.clone()]);
            claims.push(Claim {
                keyword: union.keyword,
                says: Says::List(alternatives.collect()),
                place: union.span,
            });
        }
        claims
    }

    fn is_read_only(self, part: &Part<'a>, name: &str) -> bool {
        let properties = part.get("properties").and_then(Node::as_object);
        let property = properties.and_then(|properties| properties.get(name));
        property.is_some_and(|property| {
            facets_of(self.0, &[Clause::Whole(property)]).is_ok_and(|facets| {
                facets
                    .values("readOnly")
                    .any(|value| value.as_bool() == Some(true))
            })
        })
    }

    /// The properties and the patterns beside `additionalProperties`.
    fn described(self, part: &Part<'a>) -> BTreeSet<String> {
        let keys = |keyword| {
            let object = part.stated(keyword).and_then(Node::as_object);
            object.map_or(&[][..], |object| &object.entries)
        };
        let properties = keys("properties").iter().map(|entry| entry.key.clone());
        // OpenAPI 3.0 does not have the keyword.
        let patterns = keys("patternProperties")
            .iter()
            .filter(|_| self.0.siblings)
            .map(|entry| format!("{PATTERN}{}", entry.key));
        properties.chain(patterns).collect()
    }

    fn part(self, part: &Part<'a>, claims: &mut Vec<SpecClaim<'a>>) {
        let flag = is_nullable(self.0, part);
        let names = type_names(part);
        let stated = match part {
            Part::Type(_, span) => Some(*span),
            Part::Object { .. } => part.get("type").map(|node| node.span),
        };
        if let Some(place) = stated {
            let null = flag || lists_null(part);
            let known = TYPES
                .iter()
                .copied()
                .filter(|name| names.contains(name) || (*name == "null" && null));
            claims.push(Claim {
                keyword: "type",
                says: Says::Types(crate::claim::without_subsets(known.collect())),
                place,
            });
        }
        let before = claims.len();
        for entry in part.entries() {
            self.keyword(part, entry, claims);
            if self.0.siblings {
                keyword_of_3_1(part, entry, claims);
            }
        }
        // Of a keyword with entries, single ones may not count.
        let own = claims.split_off(before);
        claims.extend(own.into_iter().filter(|claim| !part.hides(claim.place)));
    }

    fn keyword(self, part: &Part<'a>, entry: &'a Entry, claims: &mut Vec<SpecClaim<'a>>) {
        let node = &entry.node;
        let mut claim = |keyword, says| {
            claims.push(Claim {
                keyword,
                says,
                place: node.span,
            });
        };
        match entry.key.as_str() {
            "enum" | "const" => {
                let listed = match (entry.key.as_str(), node.as_array()) {
                    ("enum", Some(values)) => values,
                    _ => std::slice::from_ref(node),
                };
                let values = listed.iter().map(|value| Json::of(&value.value));
                claim("enum", Says::Values(values.collect()));
            }
            "minimum" | "maximum" => {
                let (inclusive, exclusive) = if entry.key == "minimum" {
                    ("minimum", "exclusiveMinimum")
                } else {
                    ("maximum", "exclusiveMaximum")
                };
                let strict = part.get(exclusive).and_then(Node::as_bool) == Some(true);
                if let Some(number) = node.as_number() {
                    claim(
                        if strict { exclusive } else { inclusive },
                        Says::Number(number.clone()),
                    );
                }
            }
            "pattern" => {
                if let Some(text) = node.as_str() {
                    claim("pattern", Says::Text(text.to_owned()));
                }
            }
            "format" => {
                let name = node.as_str().map(format_name);
                if let Some(name) = name.filter(|name| ASSERTED_FORMATS.contains(name)) {
                    claim("format", Says::Text(name.to_owned()));
                }
            }
            "uniqueItems" if node.as_bool() == Some(true) => claim("uniqueItems", Says::Flag),
            // The form of older drafts of JSON Schema.
            "items" if node.as_array().is_some() => {
                let first = node.as_array().unwrap_or_default().iter();
                let first = first.map(|item| vec![Clause::Whole(item)]).collect();
                claim("prefixItems", Says::List(first));
            }
            "items" => {
                let first = part.stated("prefixItems").and_then(Node::as_array);
                let beside = first.map(|first| first.len().to_string());
                claim(
                    "items",
                    Says::Rest {
                        schema: vec![Clause::Whole(node)],
                        beside: beside.into_iter().collect(),
                    },
                );
            }
            "required" => {
                // A request does not hold what is `readOnly`.
                let mut names = names(node);
                names.retain(|name| !self.is_read_only(part, name));
                claim("required", Says::Names(names));
            }
            "properties" => named("properties", node, claims),
            "additionalProperties" | "unevaluatedProperties"
                if node.as_bool() != Some(true)
                    && part
                        .further()
                        .is_some_and(|further| std::ptr::eq(further, node)) =>
            {
                claim(
                    "additionalProperties",
                    Says::Rest {
                        schema: vec![Clause::Whole(node)],
                        beside: self.described(part),
                    },
                );
            }
            "not" => claim("not", Says::Schema(vec![Clause::Whole(node)])),
            other => {
                let known = NUMBERS.iter().find(|keyword| **keyword == other);
                if let (Some(keyword), Some(number)) = (known, node.as_number()) {
                    claim(keyword, Says::Number(number.clone()));
                }
            }
        }
    }
}

/// The keywords whose value is a number that speaks for itself.
const NUMBERS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "minItems",
    "minLength",
    "minProperties",
    "multipleOf",
];

/// The keywords that OpenAPI 3.0 does not have.
fn keyword_of_3_1<'a>(part: &Part<'a>, entry: &'a Entry, claims: &mut Vec<SpecClaim<'a>>) {
    let node = &entry.node;
    let schema = |key| part.get(key).map(Clause::Whole).into_iter().collect();
    let number = |key| part.get(key).and_then(Node::as_number).cloned();
    let (keyword, says) = match entry.key.as_str() {
        "prefixItems" => {
            let first = node.as_array().unwrap_or_default().iter();
            (
                "prefixItems",
                Says::List(first.map(|item| vec![Clause::Whole(item)]).collect()),
            )
        }
        "contains" => {
            let Some(one) = Number::parse("1") else {
                return;
            };
            (
                "contains",
                Says::Some {
                    schema: vec![Clause::Whole(node)],
                    min: number("minContains").unwrap_or(one),
                    max: number("maxContains"),
                },
            )
        }
        "patternProperties" => return named("patternProperties", node, claims),
        "dependentSchemas" => return named("dependentSchemas", node, claims),
        "propertyNames" => ("propertyNames", Says::Schema(vec![Clause::Whole(node)])),
        "dependentRequired" => {
            for entry in node.as_object().map_or(&[][..], |object| &object.entries) {
                claims.push(Claim {
                    keyword: "dependentRequired",
                    says: Says::NamedNames(entry.key.clone(), names(&entry.node)),
                    place: entry.node.span,
                });
            }
            return;
        }
        "if" => (
            "if",
            Says::Condition {
                when: vec![Clause::Whole(node)],
                then: schema("then"),
                otherwise: schema("else"),
            },
        ),
        _ => return,
    };
    claims.push(Claim {
        keyword,
        says,
        place: node.span,
    });
}

fn named<'a>(keyword: &'static str, node: &'a Node, claims: &mut Vec<SpecClaim<'a>>) {
    for entry in node.as_object().map_or(&[][..], |object| &object.entries) {
        claims.push(Claim {
            keyword,
            says: Says::Named(entry.key.clone(), vec![Clause::Whole(&entry.node)]),
            place: entry.node.span,
        });
    }
}

fn names(node: &Node) -> BTreeSet<String> {
    let listed = node.as_array().unwrap_or_default();
    listed
        .iter()
        .filter_map(Node::as_str)
        .map(str::to_owned)
        .collect()
}
