//! The claims of the description against those of emitted schemas: the same demands, however they are split.

use super::Comparison;
use crate::claim::{Claim, DEPTH, Normal, Says, normal};
use crate::expected::{Clause, SpecReading, Uncompared, facets_of, identity};
use crate::recovered::{CodeReading, SchemaPlace, Unreadable};
use crate::syntax::At;
use specwright_diagnostics::Span;
use std::collections::BTreeSet;

pub(super) type Promised<'a> = Claim<Clause<'a>, Span>;
pub(super) type Checked = Claim<SchemaPlace, At>;

/// Where two schemas differ first.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    pub(super) span: Span,
    pub(super) at: At,
    /// What differs, as the end of a sentence.
    pub(super) what: String,
}

/// Why two schemas are not known to be equal.
pub(super) enum Unequal {
    Differs(Difference),
    Unreadable(Unreadable),
    Uncompared(Uncompared),
}

impl From<Unreadable> for Unequal {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl From<Uncompared> for Unequal {
    fn from(uncompared: Uncompared) -> Self {
        Self::Uncompared(uncompared)
    }
}

/// Pairs of schemas that are taken to be equal while they are compared: they may refer to each other in circles.
type Assumed = BTreeSet<(Vec<usize>, Vec<At>)>;

/// What comparing one pair of schemas needs.
pub(super) struct Equality<'c, 'a, 'o> {
    spec: SpecReading<'a>,
    code: CodeReading<'o>,
    assumed: Assumed,
    /// The places of the constraints that were compared.
    accounted: &'c mut BTreeSet<Span>,
}

impl<'a, 'o> Comparison<'a, 'o> {
    pub(super) fn equality(&mut self) -> Equality<'_, 'a, 'o> {
        Equality {
            spec: SpecReading(self.spec),
            code: CodeReading(self.output),
            assumed: Assumed::new(),
            accounted: &mut self.accounted,
        }
    }
}

impl<'a> Equality<'_, 'a, '_> {
    /// Whether two claims say the same.
    pub(super) fn claims(
        &mut self,
        promised: &Promised<'a>,
        checked: &Checked,
    ) -> Result<(), Unequal> {
        let before = self.assumed.clone();
        let result = self.says(promised, checked);
        if result.is_err() {
            // What was assumed on a way that failed is not known.
            self.assumed = before;
        }
        result
    }

    fn says(&mut self, promised: &Promised<'a>, checked: &Checked) -> Result<(), Unequal> {
        let keyword = promised.keyword;
        let differs = |what: String| {
            Err(Unequal::Differs(Difference {
                span: promised.place,
                at: checked.place,
                what,
            }))
        };
        let same = match (&promised.says, &checked.says) {
            _ if promised.keyword != checked.keyword => false,
            (Says::Types(left), Says::Types(right)) => left == right,
            (Says::Values(left), Says::Values(right)) => left == right,
            (Says::Number(left), Says::Number(right)) => {
                if left != right {
                    return differs(format!(
                        "`{keyword}` is {right} in the code and {left} in the description"
                    ));
                }
                true
            }
            (Says::Text(left), Says::Text(right)) => left == right,
            (Says::Flag, Says::Flag) => true,
            (Says::Names(left), Says::Names(right)) => left == right,
            (Says::Schema(left), Says::Schema(right)) => return self.schemas(left, right),
            (Says::Named(name, left), Says::Named(other, right)) if name == other => {
                return self.schemas(left, right);
            }
            (Says::NamedNames(name, left), Says::NamedNames(other, right)) => {
                name == other && left == right
            }
            (Says::List(left), Says::List(right)) if left.len() == right.len() => {
                for (left, right) in left.iter().zip(right) {
                    self.schemas(left, right)?;
                }
                true
            }
            (
                Says::Rest { schema, beside },
                Says::Rest {
                    schema: other,
                    beside: others,
                },
            ) if beside == others => return self.schemas(schema, other),
            (
                Says::Some { schema, min, max },
                Says::Some {
                    schema: other,
                    min: least,
                    max: most,
                },
            ) if min == least && max == most => return self.schemas(schema, other),
            (
                Says::Condition {
                    when,
                    then,
                    otherwise,
                },
                Says::Condition {
                    when: if_,
                    then: then_,
                    otherwise: else_,
                },
            ) => {
                self.schemas(when, if_)?;
                self.schemas(then, then_)?;
                return self.schemas(otherwise, else_);
            }
            _ => false,
        };
        if same {
            Ok(())
        } else {
            differs(format!(
                "`{keyword}` says one thing in the code and another in the description"
            ))
        }
    }

    /// Whether two schemas demand the same.
    pub(super) fn schemas(
        &mut self,
        promised: &[Clause<'a>],
        checked: &[SchemaPlace],
    ) -> Result<(), Unequal> {
        let homes: Vec<At> = checked
            .iter()
            .map(|schema| self.code.home(schema))
            .collect();
        if let Some(key) = identity(self.spec.0, promised)
            && !self.assumed.insert((key, homes))
        {
            return Ok(());
        }
        let left = normal(&self.spec, promised, DEPTH)?;
        let right = normal(&self.code, checked, DEPTH)?;
        account(self.spec, promised, self.accounted, DEPTH)?;
        let place = |claims: &[Promised<'a>]| claims.first().map(|claim| claim.place);
        let span = place(&left.claims).or_else(|| promised.first().map(Clause::span));
        let at = right
            .claims
            .first()
            .map(|claim| claim.place)
            .or_else(|| checked.first().map(|schema| schema.expr.at));
        if let (Some(left), Some(right), Some(span), Some(at)) = (left.null, right.null, span, at)
            && left != right
        {
            let (in_code, said) = if right {
                ("allowed", "refused")
            } else {
                ("refused", "allowed")
            };
            let what = format!("null is {in_code} in the code and {said} in the description");
            return Err(Unequal::Differs(Difference { span, at, what }));
        }
        self.sets(&left, &right, (span, at))
    }

    fn sets(
        &mut self,
        left: &Normal<SpecReading<'a>>,
        right: &Normal<CodeReading<'_>>,
        (span, at): (Option<Span>, Option<At>),
    ) -> Result<(), Unequal> {
        for promised in &left.claims {
            let alike = right
                .claims
                .iter()
                .filter(|checked| about_the_same(promised, checked));
            let candidates: Vec<&Checked> = alike.collect();
            let mut last = Unequal::Differs(Difference {
                span: promised.place,
                at: at.unwrap_or(NOWHERE),
                what: format!("`{}` is not checked in the code", promised.keyword),
            });
            let mut found = false;
            for checked in candidates {
                match self.claims(promised, checked) {
                    Ok(()) => {
                        found = true;
                        break;
                    }
                    Err(unequal) => last = unequal,
                }
            }
            if !found {
                return Err(last);
            }
        }
        for checked in &right.claims {
            let mut found = false;
            for promised in &left.claims {
                found |=
                    about_the_same(promised, checked) && self.claims(promised, checked).is_ok();
            }
            if !found {
                return Err(Unequal::Differs(Difference {
                    span: span.unwrap_or(self.spec.0.root.span),
                    at: checked.place,
                    what: format!(
                        "`{}` is checked in the code and not demanded in the description",
                        checked.keyword
                    ),
                }));
            }
        }
        Ok(())
    }
}

/// Marks the claims of schemas as compared, and those of their alternatives, which may be taken in.
pub(super) fn account<'a>(
    spec: SpecReading<'a>,
    schemas: &[Clause<'a>],
    accounted: &mut BTreeSet<Span>,
    depth: u32,
) -> Result<(), Uncompared> {
    let facets = facets_of(spec.0, schemas)?;
    accounted.extend(&facets.taken_in);
    for claim in spec.of(&facets) {
        accounted.insert(claim.place);
        if let (Says::List(alternatives), Some(depth)) = (&claim.says, depth.checked_sub(1)) {
            for alternative in alternatives {
                account(spec, alternative, accounted, depth)?;
            }
        }
    }
    Ok(())
}

/// The place of a schema that has no expression.
const NOWHERE: At = At {
    file: 0,
    start: 0,
    end: 0,
};

/// Whether two claims are of one keyword and, for properties, of one name.
pub(super) fn about_the_same(promised: &Promised<'_>, checked: &Checked) -> bool {
    promised.keyword == checked.keyword
        && match (&promised.says, &checked.says) {
            (Says::Named(name, _), Says::Named(other, _))
            | (Says::NamedNames(name, _), Says::NamedNames(other, _)) => name == other,
            _ => true,
        }
}
