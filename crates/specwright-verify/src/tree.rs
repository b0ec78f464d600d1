//! What must hold for every emitted file, whatever it says: it is Rust, marked, compiled, and cannot bring a service down.

use crate::findings::{Findings, REGENERATE, UNREADABLE};
use crate::output::{Module, Output};
use crate::syntax::{At, HazardKind};
use specwright_diagnostics::codes;
use specwright_fileset::Ownership;

/// Checks all files.
pub(crate) fn check(output: &Output<'_>, findings: &mut Findings) {
    for (number, module) in (0_u32..).zip(&output.modules) {
        let start = At { file: number, start: 0, end: 0 };
        if let Some((at, error)) = &module.error {
            findings.in_output(&codes::NOT_RUST, *at, format!("`{}` is not Rust: {error}", module.name), REGENERATE);
            continue;
        }
        if module.ownership == Ownership::Owned {
            // The file is somebody's own: what it does and how is theirs to say.
            continue;
        }
        if !module.text.starts_with("// @generated") {
            let message = format!("`{}` does not begin with `// @generated`", module.name);
            findings.in_output(&codes::MISSING_HEADER, start, message, REGENERATE);
        }
        check_hazards(module, findings);
        for at in &module.file.strange {
            findings.in_output(&codes::UNREADABLE_OUTPUT, *at, "an item of a kind that the generator does not write", UNREADABLE);
        }
        if !is_reached(output, module) {
            let message = format!("no module names `{}`, so it is not compiled", module.name);
            findings.in_output(&codes::UNREACHED_FILE, start, message, REGENERATE);
        }
    }
}

fn check_hazards(module: &Module<'_>, findings: &mut Findings) {
    let holds_sql = module.path.iter().any(|segment| segment == "repositories");
    for hazard in &module.file.hazards {
        match hazard.kind {
            HazardKind::Danger => findings.in_output(
                &codes::FORBIDDEN_CONSTRUCT,
                hazard.at,
                format!("generated code says `{}`", hazard.name),
                "say it in a way that cannot panic and is safe; then generate again",
            ),
            HazardKind::TextMaking if holds_sql => findings.in_output(
                &codes::COMPOSED_SQL,
                hazard.at,
                format!("a repository puts text together with `{}`", hazard.name),
                "keep each statement as one constant text a dialect, and pass values as parameters",
            ),
            HazardKind::TextMaking => {}
            HazardKind::Attribute => findings.in_output(
                &codes::UNREADABLE_OUTPUT,
                hazard.at,
                format!("the attribute `{}` may change what is compiled", hazard.name),
                UNREADABLE,
            ),
        }
    }
}

/// Whether the module above names the module, and so on up to a root.
fn is_reached(output: &Output<'_>, module: &Module<'_>) -> bool {
    let path: Vec<&str> = module.path.iter().map(String::as_str).collect();
    if path == ["bin", "main"] {
        return true;
    }
    (1..=path.len()).all(|depth| {
        let (above, name) = (&path[..depth - 1], path[depth - 1]);
        output.find_module(above).is_some_and(|parent| output.module(parent).file.children.contains_key(name))
    })
}
