//! A schema's claims in normal form: null apart, compositions of one alternative taken in, what says nothing left out.

use super::{Claim, Json, Says, TYPES, common_types, concerns, without_subsets};
use specwright_source::Number;
use std::collections::BTreeSet;

/// One side's schemas as claims.
pub(crate) trait Reading {
    /// A schema; those of a slice hold together.
    type Schema: Clone;
    type Place: Copy;
    /// Why a schema could not be read.
    type Error;

    /// What the schemas say together, with references and `allOf` followed.
    fn claims(&self, schemas: &[Self::Schema]) -> Result<Stated<Self>, Self::Error>;
}

/// A claim of one side.
pub(crate) type ClaimOf<R> = Claim<<R as Reading>::Schema, <R as Reading>::Place>;

/// The claims as they are stated.
pub(crate) struct Stated<R: Reading + ?Sized> {
    pub(crate) claims: Vec<ClaimOf<R>>,
    pub(crate) null: Null,
}

/// Whether null is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Null {
    /// As the claims say.
    Follows,
    Allowed,
    /// The words can be read either way.
    Unclear,
}

/// The claims in normal form.
pub(crate) struct Normal<R: Reading + ?Sized> {
    /// Whether null is allowed; `None` where the words can be read either way.
    pub(crate) null: Option<bool>,
    /// What holds of every other value.
    pub(crate) claims: Vec<ClaimOf<R>>,
}

impl<R: Reading + ?Sized> Normal<R> {
    /// The types that a value other than null may have.
    pub(crate) fn types(&self) -> BTreeSet<&'static str> {
        let mut types: BTreeSet<&'static str> = TYPES
            .iter()
            .copied()
            .filter(|name| *name != "null")
            .collect();
        for claim in &self.claims {
            match &claim.says {
                Says::Types(stated) => types = common_types(&types, stated),
                Says::Values(values) => {
                    let known = values.iter().map(Json::type_name).collect();
                    types = common_types(&types, &known);
                }
                _ => {}
            }
        }
        types
    }
}

/// How deep compositions are looked into; below, they are compared as they stand.
pub(crate) const DEPTH: u32 = 8;

/// What schemas say together, in normal form.
pub(crate) fn normal<R: Reading + ?Sized>(
    reading: &R,
    schemas: &[R::Schema],
    depth: u32,
) -> Result<Normal<R>, R::Error> {
    let stated = reading.claims(schemas)?;
    let mut null = Some(true);
    for claim in &stated.claims {
        let permitted = permits_null(reading, claim, depth)?;
        null = match (null, permitted) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
    }
    match stated.null {
        Null::Follows => {}
        Null::Allowed => null = Some(true),
        Null::Unclear => null = None,
    }
    let mut claims = Vec::new();
    for claim in stated.claims {
        apart_from_null(reading, claim, depth, &mut claims)?;
    }
    let mut normal = Normal { null, claims };
    join(&mut normal.claims);
    let types = normal.types();
    let mut kept = Vec::new();
    for claim in normal.claims {
        if concerns(claim.keyword, &types) && !says_nothing(reading, &claim, &types)? {
            kept.push(claim);
        }
    }
    if let (true, Some(first)) = (types.is_empty(), kept.first()) {
        // Where nothing but null is left, it does not matter which keywords take the rest away.
        kept = vec![Claim {
            keyword: "type",
            says: Says::Types(types),
            place: first.place,
        }];
    }
    normal.claims = kept;
    Ok(normal)
}

/// Whether null satisfies a claim.
pub(crate) fn permits_null<R: Reading + ?Sized>(
    reading: &R,
    claim: &ClaimOf<R>,
    depth: u32,
) -> Result<Option<bool>, R::Error> {
    let of = |schemas: &[R::Schema]| -> Result<Option<bool>, R::Error> {
        match depth.checked_sub(1) {
            Some(depth) => Ok(normal(reading, schemas, depth)?.null),
            None => Ok(None),
        }
    };
    Ok(match (&claim.says, claim.keyword) {
        (Says::Types(types), _) => Some(types.contains("null")),
        (Says::Values(values), _) => Some(values.contains(&Json::Null)),
        (Says::Schema(schemas), "not") => of(schemas)?.map(|null| !null),
        (Says::List(alternatives), "anyOf" | "oneOf") => {
            let mut known = Vec::new();
            for alternative in alternatives {
                known.push(of(alternative)?);
            }
            permitted_of(claim.keyword, &known)
        }
        (
            Says::Condition {
                when,
                then,
                otherwise,
            },
            _,
        ) => match of(when)? {
            Some(true) => of(then)?,
            Some(false) => of(otherwise)?,
            None => None,
        },
        _ => Some(true),
    })
}

/// Whether null is allowed by alternatives of which this is known. Two alternatives of `oneOf` that both allow null
/// refuse it by the letter, and few authors mean that.
pub(crate) fn permitted_of(keyword: &str, alternatives: &[Option<bool>]) -> Option<bool> {
    let permitting = alternatives
        .iter()
        .filter(|null| **null == Some(true))
        .count();
    let unclear = alternatives.iter().any(Option::is_none);
    match (permitting, keyword) {
        (0, _) if !unclear => Some(false),
        (1, "oneOf") if !unclear => Some(true),
        (0, _) | (_, "oneOf") => None,
        _ => Some(true),
    }
}

/// What one claim says of values other than null.
pub(crate) fn apart<R: Reading + ?Sized>(
    reading: &R,
    claim: ClaimOf<R>,
) -> Result<Vec<ClaimOf<R>>, R::Error> {
    let mut claims = Vec::new();
    apart_from_null(reading, claim, DEPTH, &mut claims)?;
    Ok(claims)
}

fn apart_from_null<R: Reading + ?Sized>(
    reading: &R,
    mut claim: ClaimOf<R>,
    depth: u32,
    claims: &mut Vec<ClaimOf<R>>,
) -> Result<(), R::Error> {
    match &mut claim.says {
        Says::Types(types) => {
            types.remove("null");
        }
        Says::Values(values) => {
            values.remove(&Json::Null);
        }
        Says::List(_) if claim.keyword != "prefixItems" => {
            if let Some(depth) = depth.checked_sub(1) {
                return composed(reading, claim, depth, claims);
            }
        }
        _ => {}
    }
    claims.push(claim);
    Ok(())
}

/// A composition without the alternatives that only null satisfies; alternatives that are nothing but types are types.
fn composed<R: Reading + ?Sized>(
    reading: &R,
    claim: ClaimOf<R>,
    depth: u32,
    claims: &mut Vec<ClaimOf<R>>,
) -> Result<(), R::Error> {
    let Says::List(alternatives) = &claim.says else {
        claims.push(claim);
        return Ok(());
    };
    let mut kept = Vec::new();
    let mut all: Vec<BTreeSet<&'static str>> = Vec::new();
    for alternative in alternatives {
        let normal = normal(reading, alternative, depth)?;
        if normal.types().is_empty() {
            continue;
        }
        if let [
            Claim {
                says: Says::Types(types),
                ..
            },
        ] = &normal.claims[..]
        {
            all.push(types.clone());
        }
        kept.push((alternative.clone(), normal));
    }
    let disjoint = || {
        (0..all.len()).all(|left| {
            (left + 1..all.len()).all(|right| common_types(&all[left], &all[right]).is_empty())
        })
    };
    if all.len() == kept.len() && (claim.keyword == "anyOf" || disjoint()) {
        let types = all.into_iter().flatten().collect();
        claims.push(Claim {
            keyword: "type",
            says: Says::Types(without_subsets(types)),
            place: claim.place,
        });
        return Ok(());
    }
    if let [(_, only)] = &mut kept[..] {
        claims.append(&mut only.claims);
        return Ok(());
    }
    claims.push(Claim {
        keyword: claim.keyword,
        says: Says::List(
            kept.into_iter()
                .map(|(alternative, _)| alternative)
                .collect(),
        ),
        place: claim.place,
    });
    Ok(())
}

/// Joins claims that are one: types and bounds become the strictest, schemas of the same members hold together.
fn join<S: Clone, P: Copy>(claims: &mut Vec<Claim<S, P>>) {
    let mut joined: Vec<Claim<S, P>> = Vec::new();
    for claim in claims.drain(..) {
        if !joined.iter_mut().any(|known| joins(known, &claim)) {
            joined.push(claim);
        }
    }
    *claims = joined;
}

/// Whether the second claim became a part of the first.
fn joins<S: Clone, P: Copy>(known: &mut Claim<S, P>, next: &Claim<S, P>) -> bool {
    let sides = [
        (["minimum", "exclusiveMinimum"], false),
        (["maximum", "exclusiveMaximum"], true),
        (["minLength"; 2], false),
        (["maxLength"; 2], true),
        (["minItems"; 2], false),
        (["maxItems"; 2], true),
        (["minProperties"; 2], false),
        (["maxProperties"; 2], true),
    ];
    if let (Says::Number(old), Says::Number(new)) = (&known.says, &next.says) {
        let side = sides
            .iter()
            .find(|(names, _)| names.contains(&known.keyword) && names.contains(&next.keyword));
        let Some((_, upper)) = side else {
            return known.keyword == next.keyword && old == new;
        };
        let order = new.cmp(old);
        let tighter = if *upper { order.is_lt() } else { order.is_gt() };
        if tighter || (order.is_eq() && next.keyword.starts_with("exclusive")) {
            *known = next.clone();
        }
        return true;
    }
    if known.keyword != next.keyword {
        return false;
    }
    match (&mut known.says, &next.says) {
        (Says::Types(old), Says::Types(new)) => *old = common_types(old, new),
        (Says::Values(old), Says::Values(new)) => old.retain(|value| new.contains(value)),
        (Says::Names(old), Says::Names(new)) => old.extend(new.iter().cloned()),
        (Says::Text(old), Says::Text(new)) => return old == new,
        (Says::Named(name, old), Says::Named(other, new)) if name == other => {
            old.extend(new.iter().cloned());
        }
        (Says::NamedNames(name, old), Says::NamedNames(other, new)) if name == other => {
            old.extend(new.iter().cloned());
        }
        (
            Says::Rest { schema, beside },
            Says::Rest {
                schema: new,
                beside: other,
            },
        ) if beside == other => schema.extend(new.iter().cloned()),
        (Says::Flag, Says::Flag) => {}
        _ => return false,
    }
    true
}

/// Whether a claim excludes no value of these types.
fn says_nothing<R: Reading + ?Sized>(
    reading: &R,
    claim: &ClaimOf<R>,
    types: &BTreeSet<&'static str>,
) -> Result<bool, R::Error> {
    let is_any = |schemas: &[R::Schema]| Ok(reading.claims(schemas)?.claims.is_empty());
    let is = |number: &Number, value: u64| number.as_u64() == Some(value);
    Ok(match &claim.says {
        Says::Types(stated) => {
            let all = TYPES
                .iter()
                .filter(|name| !["null", "integer"].contains(name));
            all.clone().all(|name| stated.contains(name))
        }
        Says::Number(number) => match claim.keyword {
            "minLength" | "minItems" | "minProperties" => is(number, 0),
            "maxLength" | "maxItems" | "maxProperties" => number
                .as_u64()
                .is_none_or(|value| value >= u64::from(u32::MAX)),
            "multipleOf" => is(number, 1) && !types.contains("number"),
            _ => false,
        },
        // What these formats say of a text is not a matter of its characters.
        Says::Text(name) => {
            claim.keyword == "format" && ["binary", "password"].contains(&name.as_str())
        }
        Says::Names(names) | Says::NamedNames(_, names) => names.is_empty(),
        Says::Named(_, schemas) => is_any(schemas)?,
        Says::Rest { schema, .. } => is_any(schema)?,
        Says::Schema(schemas) => claim.keyword == "propertyNames" && is_any(schemas)?,
        Says::List(list) => list.is_empty(),
        _ => false,
    })
}
