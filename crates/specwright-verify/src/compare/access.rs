//! Who may call an operation, and how each security scheme takes and judges credentials.

use super::{Comparison, alike};
use crate::expected::{Needs, Operation, judgement, scheme};
use crate::output::{Item, Meaning};
use crate::recovered::{self, AccessRead, Route, SchemeRead, Unreadable};
use crate::syntax::{At, Function, Kind, Statement};
use specwright_diagnostics::{Span, codes};
use std::collections::BTreeMap;

/// The schemes that were met on the way.
#[derive(Default)]
pub(super) struct Schemes {
    /// The name of each static that was looked at.
    seen: BTreeMap<Item, String>,
    /// The scheme that each function judges for, and its own name.
    judges: BTreeMap<Item, String>,
}

impl<'a> Comparison<'a, '_> {
    /// Compares who may call an operation with the requirements of the description.
    pub(super) fn access(
        &mut self,
        table: u32,
        operation: &Operation<'a>,
        name: &str,
        route: &Route<'_>,
    ) {
        let output = self.output;
        // An alternative that need not be there must not be: nobody can meet it.
        let promised: Vec<Needs<'a>> = operation
            .access
            .alternatives
            .iter()
            .filter(|(span, _)| !self.allowances.touch(*span))
            .map(|(_, needs)| needs.clone())
            .collect();
        let read = recovered::access(output, table, route.access);
        let Some(read) = self.readable(read) else {
            return;
        };
        let in_code: Vec<Needs<'_>> = read
            .alternatives
            .iter()
            .map(|needs| by_name(needs))
            .collect();
        let span = operation.access.span.unwrap_or(operation.span);
        if judgement(&in_code) != judgement(&promised) {
            self.findings.between(
                &codes::ACCESS_DIFFERS,
                (read.at, span),
                format!(
                    "`{name}` is open to {} in the code and to {} in the description",
                    told(&in_code),
                    told(&promised)
                ),
                format!("it is open to {}", told(&promised)),
            );
        }
        self.needed_schemes(&read, &promised, span);
    }

    fn needed_schemes(&mut self, read: &AccessRead<'_>, promised: &[Needs<'a>], span: Span) {
        let output = self.output;
        for need in read.alternatives.iter().flatten() {
            let known = self
                .schemes
                .seen
                .insert(need.scheme.clone(), need.name.to_owned());
            if known.is_some() {
                continue;
            }
            let read = recovered::scheme(output, &need.scheme);
            if let Some(read) = self.readable(read) {
                self.scheme(&read, span);
            }
        }
        // A requirement of the description that cannot be compared is named, also where the code does not have it.
        for name in promised.iter().flat_map(BTreeMap::keys) {
            let promised = scheme(self.spec, name, span);
            self.comparable(promised);
        }
    }

    fn scheme(&mut self, read: &SchemeRead<'_>, used: Span) {
        // That the description does not know it is said of the operation.
        let Ok((span, credentials)) = scheme(self.spec, read.name, used) else {
            return;
        };
        let (from, at) = &read.credentials;
        if *from != credentials {
            self.findings.between(
                &codes::CREDENTIALS_DIFFER,
                (*at, span),
                format!(
                    "`{}` takes {} in the code and {} in the description",
                    read.name,
                    from.told(),
                    credentials.told()
                ),
                format!("it takes {}", credentials.told()),
            );
        }
        self.authenticator(read, span);
        self.proof.schemes += 1;
    }

    /// The credentials of a scheme are judged by its own function, which is hand-written.
    fn authenticator(&mut self, read: &SchemeRead<'_>, span: Span) {
        let output = self.output;
        let (meaning, at) = &read.authenticate;
        let found = output.function(meaning).filter(|(module, _)| {
            let path = &output.module(*module).path;
            path.first().is_some_and(|first| first == "custom")
        });
        let (Some((_, function)), Meaning::Item(item, _)) = (found, meaning) else {
            let what = "a function of `src/custom`".to_owned();
            self.readable::<()>(Err(Unreadable { at: *at, what }));
            return;
        };
        let other = self
            .schemes
            .judges
            .insert(item.clone(), read.name.to_owned())
            .filter(|other| other != read.name);
        let other = other.or_else(|| self.named_after(&item.name, read.name));
        if let Some(other) = other {
            self.findings.between(
                &codes::AUTHENTICATION_CROSSED,
                (*at, span),
                format!(
                    "the credentials of `{}` are judged by `{}`, which is there for `{other}`",
                    read.name, item.name
                ),
                "the scheme is declared here",
            );
        }
        self.unfinished_authentication(read.name, function);
    }

    /// The other scheme of the description that a function is called after.
    fn named_after(&self, function: &str, own: &str) -> Option<String> {
        let is_of = |scheme: &str| alike(function, &format!("authenticate {scheme}"));
        if is_of(own) {
            return None;
        }
        let declared = self.spec.root.pointer("/components/securitySchemes")?;
        let declared = declared.as_object()?;
        let other = declared.entries.iter().find(|entry| is_of(&entry.key))?;
        Some(other.key.clone())
    }

    /// Names a scheme whose function still refuses everybody, as it was first written.
    fn unfinished_authentication(&mut self, name: &str, function: &Function) {
        let Some(at) = refuses_all(function) else {
            return;
        };
        self.proof.unfinished_schemes += 1;
        let message =
            format!("the credentials of `{name}` are not judged yet: everybody is refused");
        let help = "write the function; regeneration never touches its file";
        self.findings
            .in_output(&codes::UNFINISHED_AUTHENTICATION, at, message, help);
    }
}

/// The place of the refusal, if a function does nothing else: `let _ = (cx, credentials); Err(…)`.
fn refuses_all(function: &Function) -> Option<At> {
    let (last, before) = function.body.split_last()?;
    let is_idle = |statement: &Statement| {
        matches!(statement, Statement::Let(binding)
            if matches!(binding.pattern.kind, crate::syntax::PatternKind::Wild))
    };
    let Statement::Expr(expr, _) = last else {
        return None;
    };
    let value = match &expr.kind {
        Kind::Return(Some(inner)) => inner,
        _ => expr,
    };
    (before.iter().all(is_idle) && value.wrapped_by("Err").is_some()).then_some(value.at)
}

/// The needs of an alternative by the names of their schemes; two of one scheme are one with the scopes of both.
fn by_name<'o>(needs: &[recovered::NeedRead<'o>]) -> Needs<'o> {
    let mut by_name = Needs::new();
    for need in needs {
        by_name
            .entry(need.name)
            .or_default()
            .extend(need.scopes.iter().copied());
    }
    by_name
}

/// Who is let in, in words.
fn told(alternatives: &[Needs<'_>]) -> String {
    let (asking, anonymous) = judgement(alternatives);
    let one = |needs: &&Needs<'_>| {
        let words = needs.iter().map(|(name, scopes)| {
            let scopes: Vec<&str> = scopes.iter().copied().collect();
            if scopes.is_empty() {
                format!("`{name}`")
            } else {
                format!("`{name}` with `{}`", scopes.join(" "))
            }
        });
        words.collect::<Vec<_>>().join(" and ")
    };
    let mut words: Vec<String> = asking.iter().map(one).collect();
    if anonymous {
        words.push("everybody".to_owned());
    }
    words.join(" or ")
}
