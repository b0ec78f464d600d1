//! Which of its alternatives does a value match when they are read?

use super::Reader;
use super::survey::Union;
use crate::json::evaluation::{matches_none_of, matches_several_of};
use crate::json::{Breach, Matching, Syntax, UnionRule, Violation, Violations};
use jiter::Jiter;

/// Alternatives that are being read one after the other, from one place. A single one is read as if there were no
/// union: what it records stays recorded.
#[derive(Debug)]
pub(super) struct Trial<'j> {
    rule: &'static UnionRule,
    union: Union,
    candidates: std::vec::IntoIter<usize>,
    /// The alternative that is being read.
    current: usize,
    /// Whether alternatives do not exclude each other, since a text has no JSON type.
    untyped: bool,
    /// Whether this union is the outermost.
    is_first: bool,
    /// `None` where there is only one alternative.
    contest: Option<Contest<'j>>,
}

/// What several alternatives are judged by.
#[derive(Debug)]
struct Contest<'j> {
    origin: Jiter<'j>,
    /// What was recorded before.
    outer: Violations,
    passed_over_before: usize,
    best: Option<Match>,
    matches: usize,
    /// Of the alternatives that do not match, what is recorded of the one that breaks the fewest rules.
    closest: Option<Violations>,
}

/// An alternative that a value matches.
#[derive(Debug, Clone, Copy)]
struct Match {
    alternative: usize,
    /// The members that it does not know.
    passed_over: usize,
}

/// How a union ended whose alternatives were several.
#[derive(Debug, Clone)]
pub(super) enum Tried {
    /// The value is this alternative.
    Is(usize),
    /// It is none, or too many.
    Broken(Vec<Violation>),
}

/// More unions in one another that only reading tells apart are refused: each is read anew for every alternative of
/// those around it.
const MAX_TRIALS: usize = 32;

impl<'j> Reader<'j> {
    /// Starts to read the given alternatives of a union.
    pub(super) fn start_trial(
        &mut self,
        rule: &'static UnionRule,
        union: Union,
        mut candidates: Vec<usize>,
        untyped: bool,
    ) -> Result<Option<Trial<'j>>, Syntax> {
        let known = self
            .survey
            .as_ref()
            .and_then(|survey| survey.tried.get(&union));
        if let (Some(tried), true) = (known, candidates.len() > 1) {
            match tried.clone() {
                Tried::Is(alternative) => candidates = vec![alternative],
                Tried::Broken(violations) => {
                    self.skip()?;
                    self.violations.append(violations);
                    return Ok(None);
                }
            }
        }
        let is_contest = candidates.len() > 1;
        let refusal = if candidates.is_empty() {
            Some(matches_none_of(
                rule.matching.keyword(),
                rule.alternatives.len(),
            ))
        } else if is_contest && self.trials >= MAX_TRIALS {
            let detail = format!("is in more than {MAX_TRIALS} levels of ambiguous alternatives");
            Some(Breach::new(rule.matching.keyword(), detail))
        } else {
            None
        };
        if let Some(breach) = refusal {
            self.skip()?;
            self.record(breach);
            return Ok(None);
        }
        self.unions.push(union);
        let is_first = self.start_survey(union.2);
        let contest = is_contest.then(|| {
            self.trials += 1;
            Contest {
                origin: self.jiter.clone(),
                outer: std::mem::take(&mut self.violations),
                passed_over_before: self.passed_over,
                best: None,
                matches: 0,
                closest: None,
            }
        });
        Ok(Some(Trial {
            rule,
            union,
            candidates: candidates.into_iter(),
            current: 0,
            untyped,
            is_first,
            contest,
        }))
    }

    /// Goes to the next alternative that is to be read, and back to where the value starts.
    pub(super) fn start_try(&mut self, trial: &mut Trial<'j>) -> Option<usize> {
        if trial.is_decided() {
            return None;
        }
        trial.current = trial.candidates.next()?;
        if let Some(contest) = &trial.contest {
            self.jiter = contest.origin.clone();
            self.passed_over = contest.passed_over_before;
        }
        Some(trial.current)
    }

    /// Judges the alternative that was read: whether it is the best so far.
    pub(super) fn end_try(&mut self, trial: &mut Trial<'j>, is_read: bool) -> bool {
        let Some(contest) = &mut trial.contest else {
            return true;
        };
        let violations = std::mem::take(&mut self.violations);
        if !is_read || !violations.is_empty() {
            let is_closer = |closest: &Violations| violations.count() < closest.count();
            if contest.closest.as_ref().is_none_or(is_closer) {
                contest.closest = Some(violations);
            }
            return false;
        }
        contest.matches += 1;
        let passed_over = self.passed_over - contest.passed_over_before;
        let is_best = contest
            .best
            .is_none_or(|best| passed_over < best.passed_over);
        if is_best {
            contest.best = Some(Match {
                alternative: trial.current,
                passed_over,
            });
        }
        is_best
    }

    /// Ends the trial: whether the best alternative is what the value is. What it is instead is recorded.
    pub(super) fn end_trial(&mut self, trial: Trial<'j>) -> bool {
        self.unions.pop();
        let is_match = match trial.contest {
            None => true,
            Some(contest) => {
                self.trials -= 1;
                let tried = self.judge(trial.rule, trial.untyped, contest);
                let is_match = matches!(tried, Tried::Is(_));
                // Only who is read again can be asked again.
                if self.trials > 0
                    && let Some(survey) = &mut self.survey
                {
                    survey.tried.insert(trial.union, tried);
                }
                is_match
            }
        };
        self.end_survey(trial.is_first);
        is_match
    }

    fn judge(&mut self, rule: &UnionRule, untyped: bool, contest: Contest<'j>) -> Tried {
        let passed_over = contest.best.map_or(0, |best| best.passed_over);
        self.passed_over = contest.passed_over_before + passed_over;
        self.violations = contest.outer;
        let exclusive = rule.matching == Matching::One && !untyped;
        let count = rule.alternatives.len();
        let breach = match contest.best {
            Some(best) if !exclusive || contest.matches == 1 => {
                return Tried::Is(best.alternative);
            }
            Some(_) => matches_several_of(count),
            None => matches_none_of(rule.matching.keyword(), count),
        };
        let mut broken = Violations::default();
        broken.push_at(&self.path, breach);
        if let (None, Some(closest)) = (contest.best, contest.closest) {
            broken.append(closest.into_list());
        }
        let broken = broken.into_list();
        self.violations.append(broken.clone());
        Tried::Broken(broken)
    }
}

impl Trial<'_> {
    /// Whether no further alternative can change how the trial ends.
    fn is_decided(&self) -> bool {
        self.contest
            .as_ref()
            .is_some_and(|contest| match self.rule.matching {
                Matching::One if !self.untyped => contest.matches > 1,
                _ => contest.best.is_some_and(|best| best.passed_over == 0),
            })
    }
}
