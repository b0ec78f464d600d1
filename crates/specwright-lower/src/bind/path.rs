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

    fn shown(template: &str) -> Option<String> {
        let steps = steps(template)?;
        let shown = steps
            .iter()
            .map(|step| format!("{}({})", step.noun, step.parameters.join(",")));
        Some(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn parameters_belong_to_the_noun_before_them() {
        for (template, expected) in [
            ("/projects/{projectId}/tasks", "projects(projectId) tasks()"),
            (
                "/memberships/{organisationId}/{userId}",
                "memberships(organisationId,userId)",
            ),
            ("/analytics/dashboard", "analytics() dashboard()"),
            ("/tasks//{id}/", "tasks(id)"),
            ("/", ""),
        ] {
            assert_eq!(shown(template).as_deref(), Some(expected), "{template}");
        }
    }

    #[test]
    fn a_version_is_no_noun_at_the_head_of_a_path_and_one_elsewhere() {
        for (template, expected) in [
            ("/v1/tasks", "tasks()"),
            ("/v2.1/tasks", "tasks()"),
            ("/v1", ""),
            ("/api/v1/tasks", "api() v1() tasks()"),
            ("/vat/rates", "vat() rates()"),
            ("/v1beta/tasks", "v1beta() tasks()"),
        ] {
            assert_eq!(shown(template).as_deref(), Some(expected), "{template}");
        }
    }

    #[test]
    fn a_segment_is_a_noun_or_one_parameter() {
        for template in [
            "/{id}",
            "/v1/{id}",
            "/files/{name}.{extension}",
            "/files/{a}{b}",
            "/files/{open",
            "/files/close}",
            "/files/x{id}",
        ] {
            assert_eq!(shown(template), None, "{template}");
        }
    }
}
