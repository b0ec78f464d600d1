//! A path template as a way through resources.

/// A fixed segment and the parameters that follow it at once: `/tasks/{taskId}` is the noun `tasks` with one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The fixed segment.
    pub noun: String,
    /// The names of the parameters behind it.
    pub parameters: Vec<String>,
}

/// The steps of a template, without a version such as `v1` at its head; `None` where a segment is neither fixed nor one parameter.
pub(crate) fn steps(template: &str) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    for segment in template.split('/').filter(|segment| !segment.is_empty()) {
        match segment.strip_prefix('{').map(|rest| rest.strip_suffix('}')) {
            Some(Some(name)) if !name.contains(['{', '}']) => {
                steps.last_mut()?.parameters.push(name.to_owned());
            }
            None if !segment.contains(['{', '}']) => {
                if !(steps.is_empty() && is_version(segment)) {
                    steps.push(Step {
                        noun: segment.to_owned(),
                        parameters: Vec::new(),
                    });
                }
            }
            _ => return None,
        }
    }
    Some(steps)
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn parameters_belong_to_the_noun_before_them() {
        let shown = |template| {
            steps(template).map(|steps| {
                steps
                    .iter()
                    .map(|step| format!("{}({})", step.noun, step.parameters.join(",")))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
        };
        assert_eq!(
            shown("/v1/projects/{projectId}/tasks").as_deref(),
            Some("projects(projectId) tasks()")
        );
        assert_eq!(
            shown("/memberships/{organisationId}/{userId}").as_deref(),
            Some("memberships(organisationId,userId)")
        );
        assert_eq!(
            shown("/analytics/dashboard").as_deref(),
            Some("analytics() dashboard()")
        );
        assert_eq!(shown("/{id}"), None);
        assert_eq!(shown("/files/{name}.{extension}"), None);
    }
}
