//! Nouns in their normal form, so that `/people`, `Person` and `persons_v2` can be compared.

/// Words that no rule of English covers, plural to singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("buses", "bus"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("feet", "foot"),
    ("gases", "gas"),
    ("geese", "goose"),
    ("indices", "index"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("people", "person"),
    ("persons", "person"),
    ("phenomena", "phenomenon"),
    ("quizzes", "quiz"),
    ("teeth", "tooth"),
    ("vertices", "vertex"),
    ("women", "woman"),
];

/// Words that are the same in both numbers, or that end in `s` in the singular.
const INVARIABLE: &[&str] = &[
    "analytics",
    "bus",
    "canvas",
    "data",
    "equipment",
    "feedback",
    "gas",
    "information",
    "lens",
    "media",
    "metadata",
    "money",
    "news",
    "series",
    "sheep",
    "software",
    "species",
    "statistics",
];

/// What a schema's name says beside its noun.
const PREFIXES: &[&str] = &[
    "create", "update", "new", "patch", "replace", "add", "edit", "list",
];
const SUFFIXES: &[&str] = &[
    "request",
    "response",
    "dto",
    "input",
    "output",
    "fields",
    "base",
    "page",
    "list",
    "collection",
    "summary",
    "detail",
    "details",
    "model",
    "body",
    "payload",
    "envelope",
    "resource",
    "create",
    "update",
    "patch",
    "replace",
    "results",
];

/// The words of a name in any case, in lower case: `createdAt`, `created-at` and `created_at` are `[created, at]`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous: Option<char> = None;
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_alphanumeric() {
            previous = None;
            continue;
        }
        let starts = match previous {
            None => true,
            Some(before) => {
                let acronym_ends = before.is_uppercase()
                    && characters.peek().is_some_and(|next| next.is_lowercase());
                c.is_uppercase() && (!before.is_uppercase() || acronym_ends)
            }
        };
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        previous = Some(c);
    }
    words
}

/// A name in snake case.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// The singular of a lower-case English noun.
pub(crate) fn singular(word: &str) -> String {
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    if INVARIABLE.contains(&word)
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is")
        || word.len() < 3
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in [
        "sses", "shes", "ches", "xes", "zes", "tuses", "puses", "ruses", "nuses",
    ] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// The normal form of a table's name or of a segment of a path: snake case, the last word in the singular.
pub(crate) fn normal(name: &str) -> String {
    let mut words = words(name);
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join("_")
}

/// The normal form of a schema's name without its affixes: `CreateTaskRequest` and `TaskPage` are both `task`.
pub(crate) fn normal_of_schema(name: &str) -> String {
    let mut words = words(name);
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| SUFFIXES.contains(&last.as_str()))
    {
        words.pop();
    }
    while words.len() > 1 && PREFIXES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::{normal, normal_of_schema, words};

    #[test]
    fn names_are_split_into_words() {
        for (name, expected) in [
            ("createdAt", "created at"),
            ("created_at", "created at"),
            ("HTTPServer", "http server"),
            ("userID", "user id"),
            ("Line-Item", "line item"),
            ("v2Users", "v2 users"),
            ("parseURLFast", "parse url fast"),
            ("ÄnderungsDatum", "änderungs datum"),
            ("__a--b  c", "a b c"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(words(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn plurals_and_singulars_have_one_normal_form() {
        for (plural, expected) in [
            ("people", "person"),
            ("statuses", "status"),
            ("addresses", "address"),
            ("categories", "category"),
            ("task-labels", "task_label"),
            ("boxes", "box"),
            ("series", "series"),
            ("status", "status"),
            ("indices", "index"),
            ("movies", "movie"),
            ("houses", "house"),
            ("buses", "bus"),
            ("news", "news"),
            ("OrderStatuses", "order_status"),
            ("people_groups", "people_group"),
            ("ties", "tie"),
            ("as", "as"),
            ("", ""),
        ] {
            assert_eq!(normal(plural), expected, "{plural}");
        }
    }

    #[test]
    fn affixes_of_schemas_are_removed() {
        for (name, expected) in [
            ("CreateTaskRequest", "task"),
            ("TaskPage", "task"),
            ("TaskPatch", "task"),
            ("NewProject", "project"),
            ("OrganisationList", "organisation"),
            ("LineItem", "line_item"),
            ("Page", "page"),
            ("CreateUpdate", "create"),
            ("ListResponse", "list"),
            ("PageOfTasks", "page_of_task"),
            ("TaskListResponseEnvelope", "task"),
            ("Updates", "update"),
        ] {
            assert_eq!(normal_of_schema(name), expected, "{name}");
        }
    }
}
