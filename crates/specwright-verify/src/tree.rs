//! What must hold for every emitted file, whatever it says: it is Rust, marked, compiled, and cannot bring a service down.

use crate::findings::{Findings, REGENERATE, UNREADABLE};
use crate::output::{Module, Output};
use crate::syntax::{At, HazardKind};
use specwright_diagnostics::codes;
use specwright_fileset::Ownership;

/// Checks all files.
pub(crate) fn check(output: &Output<'_>, findings: &mut Findings) {
    let whole = output.modules.iter().all(|module| module.error.is_none());
    for (number, module) in (0_u32..).zip(&output.modules) {
        let start = At {
            file: number,
            start: 0,
            end: 0,
        };
        if let Some((at, error)) = &module.error {
            findings.in_output(
                &codes::NOT_RUST,
                *at,
                format!("`{}` is not Rust: {error}", module.name),
                REGENERATE,
            );
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
            findings.in_output(
                &codes::UNREADABLE_OUTPUT,
                *at,
                "an item of a kind that the generator does not write",
                UNREADABLE,
            );
        }
        check_names(module, findings);
        if whole && !is_reached(output, module) {
            let message = format!("no module names `{}`, so it is not compiled", module.name);
            findings.in_output(&codes::UNREACHED_FILE, start, message, REGENERATE);
        }
    }
}

/// The runtime's names that reading back relies on: an item of the output that is called the same would be taken for it.
const RUNTIME_NAMES: &[&str] = &[
    "Additional",
    "Alternative",
    "ArrayRule",
    "Assertion",
    "Body",
    "Call",
    "Choice",
    "Date",
    "Decimal",
    "Format",
    "IntegerRule",
    "Json",
    "MapRule",
    "Matching",
    "Method",
    "NumberRule",
    "ObjectRule",
    "Option",
    "Pattern",
    "Presence",
    "Problem",
    "Property",
    "Quoted",
    "Reader",
    "Response",
    "Result",
    "Route",
    "Schema",
    "Service",
    "Session",
    "Statement",
    "String",
    "StringRule",
    "Style",
    "Syntax",
    "Tag",
    "Time",
    "Timestamp",
    "Types",
    "UnionRule",
    "UnsignedRule",
    "Upload",
    "Uuid",
    "Vec",
    "WriteJson",
    "Writer",
];

fn check_names(module: &Module<'_>, findings: &mut Findings) {
    for (name, at) in module
        .file
        .names
        .iter()
        .filter(|(name, _)| RUNTIME_NAMES.contains(&name.as_str()))
    {
        let message =
            format!("`{name}` is called like a part of the runtime, and could be taken for it");
        findings.in_output(&codes::UNREADABLE_OUTPUT, *at, message, UNREADABLE);
    }
    for at in &module.file.odd_imports {
        let message = "an import under another name, or from a crate that is not the runtime";
        findings.in_output(&codes::UNREADABLE_OUTPUT, *at, message, UNREADABLE);
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
                format!(
                    "the attribute `{}` may change what is compiled",
                    hazard.name
                ),
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
        output
            .find_module(above)
            .is_some_and(|parent| output.module(parent).file.children.contains_key(name))
    })
}
