//! May this caller call this operation?

use super::challenge::{Lack, challenges};
use super::extract::{Shown, shown};
use super::{Access, Need, Principal, Scheme};
use crate::context::Context;
use crate::http::unwind::{Guarded, guard};
use crate::problem::Problem;
use http::{HeaderMap, HeaderValue, Uri};

/// A caller that may not, and how it could prove that it may.
#[derive(Debug)]
pub(in crate::http) struct Refused {
    pub(in crate::http) problem: Problem,
    /// The values of `WWW-Authenticate`.
    pub(in crate::http) challenges: Vec<HeaderValue>,
}

/// The principals of a request, one for each need of the alternative that let it in, in their order.
///
/// # Errors
/// 401 where nothing was shown that is needed, or what was shown was refused; 403 where it was accepted and a scope or
/// a role is missing; 400 where credentials are given twice; and what else an authentication refuses with.
pub(in crate::http) async fn check(
    access: &'static Access,
    headers: &HeaderMap,
    uri: &Uri,
    context: &Context,
) -> Result<Vec<Principal>, Refused> {
    let mut judge = Judge {
        headers,
        uri,
        context,
        judged: Vec::new(),
    };
    let mut anonymous = access.0.is_empty();
    let mut refusal = None;
    let mut forbidden = false;
    for needs in access.0 {
        if needs.is_empty() {
            anonymous = true;
            continue;
        }
        match judge.alternative(needs).await.map_err(Refused::from)? {
            Verdict::Accepted(principals) => return Ok(principals),
            Verdict::Incomplete => {}
            Verdict::Refused(problem) => refusal = refusal.or(Some(problem)),
            Verdict::Forbidden => forbidden = true,
        }
    }
    if forbidden {
        return Err(Refused {
            problem: Problem::new(403).with_detail("The credentials do not allow this operation."),
            challenges: challenges(access, Lack::Scope),
        });
    }
    match refusal {
        Some(problem) if problem.status() == 401 => Err(Refused {
            problem,
            challenges: challenges(access, Lack::Acceptance),
        }),
        Some(problem) => Err(problem.into()),
        None if anonymous => Ok(Vec::new()),
        None => Err(Refused {
            problem: Problem::new(401).with_detail("The operation asks for credentials."),
            challenges: challenges(access, Lack::Credentials),
        }),
    }
}

/// What comes of one alternative.
enum Verdict {
    Accepted(Vec<Principal>),
    /// Some credentials are not there.
    Incomplete,
    /// Some credentials were refused.
    Refused(Problem),
    /// A scope or a role is missing.
    Forbidden,
}

struct Judge<'r> {
    headers: &'r HeaderMap,
    uri: &'r Uri,
    context: &'r Context,
    /// Alternatives often share a scheme: each is asked once.
    judged: Vec<(&'static Scheme, Judgement)>,
}

type Judgement = Result<Principal, Problem>;

impl Judge<'_> {
    async fn alternative(&mut self, needs: &'static [Need]) -> Result<Verdict, Problem> {
        // Whoever shows less than everything is not asked about any of it.
        for need in needs {
            if matches!(self.shown(need.scheme)?, Shown::Nothing) {
                return Ok(Verdict::Incomplete);
            }
        }
        let mut principals = Vec::with_capacity(needs.len());
        let mut allowed = true;
        for need in needs {
            match self.judgement(need.scheme).await? {
                Ok(principal) => {
                    allowed &= need.scopes.iter().all(|word| principal.has(word));
                    principals.push(principal);
                }
                Err(problem) => return Ok(Verdict::Refused(problem)),
            }
        }
        Ok(if allowed {
            Verdict::Accepted(principals)
        } else {
            Verdict::Forbidden
        })
    }

    async fn judgement(&mut self, scheme: &'static Scheme) -> Result<Judgement, Problem> {
        let mut judged = self.judged.iter();
        if let Some((_, judgement)) = judged.find(|(known, _)| known.name == scheme.name) {
            return Ok(judgement.clone());
        }
        let judgement = match self.shown(scheme)? {
            Shown::Nothing | Shown::Unreadable => Err(Problem::new(401)
                .with_detail("The credentials are not written as their scheme says.")),
            Shown::Credentials(credentials) => {
                let context = self.context.clone();
                let judged = Guarded(guard(|| (scheme.authenticate)(context, credentials))?).await;
                // Who cannot judge has not refused: another alternative must not make up for it.
                match judged {
                    Err(problem) if problem.status() >= 500 => return Err(problem),
                    judged => judged,
                }
            }
        };
        self.judged.push((scheme, judgement.clone()));
        Ok(judgement)
    }

    fn shown(&self, scheme: &Scheme) -> Result<Shown, Problem> {
        shown(scheme.credentials, self.headers, self.uri)
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            challenges: Vec::new(),
        }
    }
}
