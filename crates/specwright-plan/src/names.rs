//! Words → identifiers. One allocator for all names of a scope: keywords, leading digits, symbols alone, and names that
//! become equal are settled by one rule that does not depend on the order in which they are asked for.
//!
//! The rule: a name whose words already spell the identifier keeps it; of several others none does, and each gets a
//! suffix made from its origin. So adding a name never renames another that was spelt exactly, and two runs agree.

mod spelling;
mod statics;

pub(crate) use spelling::{Case, spell};
pub(crate) use statics::Statics;

use crate::Ident;
use std::collections::{BTreeMap, BTreeSet};

/// A name that somebody wants.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The words that it is made of.
    pub words: Vec<String>,
    /// What tells it from every other, such as a JSON Pointer.
    pub origin: String,
}

/// A name that did not come out as its words spell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    /// What was wanted.
    pub origin: String,
    /// What it became.
    pub ident: String,
    /// Why.
    pub reason: String,
}

/// Gives each wanted name of one scope its identifier, in the order in which they are given.
pub(crate) fn allocate(
    wanted: &[Wanted],
    case: Case,
    reserved: &[&str],
    reserved_suffix: &str,
) -> (Vec<Ident>, Vec<Settled>) {
    let mut settled = Vec::new();
    let bases: Vec<String> = wanted
        .iter()
        .map(|name| {
            let base = spell(&name.words, case);
            if !reserved.contains(&base.as_str()) {
                return base;
            }
            let ident = format!("{base}{reserved_suffix}");
            settled.push(Settled {
                origin: name.origin.clone(),
                ident: ident.clone(),
                reason: format!("`{base}` is a name of the runtime or of Rust"),
            });
            ident
        })
        .collect();
    let mut rivals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, base) in bases.iter().enumerate() {
        rivals.entry(base).or_default().push(index);
    }
    let mut idents = bases.clone();
    // The winners are known before the first suffix is made, so that no suffixed name takes the name of a winner.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut losers: Vec<(&str, &[usize], usize)> = Vec::new();
    for (base, indices) in &rivals {
        let winner = winner(wanted, base, indices);
        if winner.is_some() {
            taken.insert((*base).to_owned());
        }
        let lost = indices.iter().filter(|index| Some(**index) != winner);
        losers.extend(lost.map(|index| (*base, indices.as_slice(), *index)));
    }
    // In the order of their origins, so that nothing depends on the input's.
    losers.sort_by_key(|(base, _, index)| (*base, wanted[*index].origin.as_str()));
    for (base, rivals, index) in losers {
        let origin = |index: usize| wanted[index].origin.as_str();
        let others = rivals.iter().filter(|other| **other != index);
        let others: Vec<u64> = others.map(|other| digest(origin(*other))).collect();
        let ident = suffixed(base, digest(origin(index)), &others, case, &taken);
        taken.insert(ident.clone());
        let others: Vec<&str> = rivals
            .iter()
            .filter(|other| **other != index)
            .map(|other| wanted[*other].origin.as_str())
            .collect();
        settled.push(Settled {
            origin: wanted[index].origin.clone(),
            ident: ident.clone(),
            reason: format!("`{base}` is also the name of {}", others.join(", ")),
        });
        idents[index] = ident;
    }
    (idents.into_iter().map(Ident).collect(), settled)
}

/// Which of several wanted names keeps the identifier that they all spell: the only one, or the only one that is
/// spelt exactly so.
fn winner(wanted: &[Wanted], base: &str, indices: &[usize]) -> Option<usize> {
    if let [only] = indices {
        return Some(*only);
    }
    let is_exact = |words: &[String]| words.concat() == base || words.join("_") == base;
    let mut exact = indices
        .iter()
        .filter(|index| is_exact(&wanted[**index].words));
    match (exact.next(), exact.next()) {
        (Some(only), None) => Some(*only),
        _ => None,
    }
}

/// An identifier that needs no settling, since nothing else of its scope can spell it.
pub(crate) fn spelt(word: &str, case: Case) -> Ident {
    Ident(spell(&[word], case))
}

/// The base, or the base with the first number from 2 on that nothing else has; it is taken from then on.
pub(crate) fn first_free(base: &str, separator: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = base.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{base}{separator}{number}");
        number += 1;
    }
    name
}

/// A base with four hexadecimal digits of its origin's digest; or with as many as tell it from all of its rivals, of
/// which none then has fewer: so a name does not depend on which of them are there, but for those that begin alike.
fn suffixed(base: &str, own: u64, rivals: &[u64], case: Case, taken: &BTreeSet<String>) -> String {
    let base = base.trim_end_matches('_');
    let begins_alike = |digits: u32| {
        let shift = 64 - 4 * digits;
        rivals.iter().any(|rival| rival >> shift == own >> shift)
    };
    (4..=16)
        .filter(|digits| !begins_alike(*digits))
        .map(|digits| {
            let hex = &format!("{own:016x}")[..digits as usize];
            match case {
                Case::Type => format!("{base}X{}", hex.to_uppercase()),
                Case::Value => format!("{base}_x{hex}"),
                Case::Static => format!("{base}_X{}", hex.to_uppercase()),
            }
        })
        .find(|candidate| !taken.contains(candidate))
        .unwrap_or_else(|| format!("{base}{own}{}", taken.len()))
}

/// FNV-1a with 64 bits, stirred: stable for ever and on every machine, which the standard library's hasher does not
/// promise. What FNV makes of the last letters of a text is far from its first digits, hence the stirring (the finaliser
/// of `splitmix64`): origins that end in `/0` and in `/1` begin with other digits.
fn digest(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ hash >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ hash >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 31
}

#[cfg(test)]
mod tests {
    use super::{Case, Wanted, allocate, first_free};
    use crate::Ident;
    use std::collections::BTreeSet;

    fn wanted(names: &[&str]) -> Vec<Wanted> {
        names
            .iter()
            .map(|name| Wanted {
                words: vec![(*name).to_owned()],
                origin: format!("#/{name}"),
            })
            .collect()
    }

    #[test]
    fn an_exact_name_keeps_its_identifier_and_the_order_does_not_matter() {
        let (forward, _) = allocate(
            &wanted(&["foo_bar", "fooBar", "FooBar"]),
            Case::Type,
            &[],
            "Model",
        );
        let (backward, _) = allocate(
            &wanted(&["FooBar", "fooBar", "foo_bar"]),
            Case::Type,
            &[],
            "Model",
        );
        assert_eq!(forward[2].as_str(), "FooBar");
        assert_eq!(forward[0], backward[2]);
        assert_eq!(forward[1], backward[1]);
        assert_ne!(forward[0], forward[1]);
    }

    #[test]
    fn a_name_of_the_runtime_gets_a_suffix_and_a_note() {
        let (idents, settled) =
            allocate(&wanted(&["Error", "Task"]), Case::Type, &["Error"], "Model");
        assert_eq!(idents[0].as_str(), "ErrorModel");
        assert_eq!(idents[1].as_str(), "Task");
        assert_eq!(settled.len(), 1);
    }

    #[test]
    fn a_suffix_depends_on_the_origin_alone() {
        let suffixes = |names: &[&str]| {
            let (idents, settled) = allocate(&wanted(names), Case::Value, &[], "_value");
            assert_eq!(settled.len(), 2, "{settled:?}");
            idents
        };
        let alone = suffixes(&["fooBar", "foo-bar"]);
        assert_eq!(alone[0].as_str(), "foo_bar_x023e");
        assert_eq!(alone[1].as_str(), "foo_bar_x14a3");
        let among_others = suffixes(&["zebra", "foo-bar", "apple", "fooBar"]);
        assert_eq!(among_others[1], alone[1]);
        assert_eq!(among_others[3], alone[0]);
    }

    #[test]
    fn a_suffixed_name_takes_the_name_of_nobody() {
        let (idents, _) = allocate(
            &wanted(&["fooBar", "foo-bar", "foo_bar_x023e"]),
            Case::Value,
            &[],
            "_value",
        );
        assert_eq!(idents[2].as_str(), "foo_bar_x023e");
        assert_eq!(idents[0].as_str(), "foo_bar_x023e5");
    }

    #[test]
    fn origins_whose_digests_begin_alike_all_get_more_digits() {
        let named = |origins: &[&str]| {
            let wanted: Vec<Wanted> = origins
                .iter()
                .map(|origin| Wanted {
                    words: vec!["Foo".to_owned()],
                    origin: (*origin).to_owned(),
                })
                .collect();
            let (idents, _) = allocate(&wanted, Case::Type, &[], "Model");
            idents
                .iter()
                .map(|it| it.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            named(&["#/foo-74", "#/foo-273", "#/foo-1"])[..2],
            ["FooX32D44", "FooX32D4E"]
        );
        assert_eq!(named(&["#/foo-74", "#/foo-1"])[0], "FooX32D4");
    }

    #[test]
    fn the_same_origin_twice_still_gives_two_names() {
        let same = [wanted(&["a-b"]), wanted(&["a-b"]), wanted(&["a-b"])].concat();
        let (idents, _) = allocate(&same, Case::Type, &[], "Model");
        let distinct: BTreeSet<&str> = idents.iter().map(Ident::as_str).collect();
        assert_eq!(distinct.len(), 3, "{distinct:?}");
    }

    #[test]
    fn the_first_free_number_is_taken() {
        let mut taken = BTreeSet::from(["exists".to_owned(), "exists_3".to_owned()]);
        let mut next = || first_free("exists", "_", &mut taken);
        assert_eq!(
            [next(), next(), next()],
            ["exists_2", "exists_4", "exists_5"]
        );
    }
}
