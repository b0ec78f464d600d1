//! What must hold for every emitted file, whatever it says: it is Rust, marked, compiled, and cannot bring a service down.

use crate::findings::{Findings, REGENERATE, UNREADABLE};
use crate::output::{Module, Output};
use crate::syntax::{At, HazardKind};
use specwright_diagnostics::{SourceMap, codes};
use specwright_fileset::{FileSet, Ownership};
use specwright_source::Node;

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
    "ArrayRule",
    "Body",
    "Call",
    "Choice",
    "Date",
    "Decimal",
    "Format",
    "IntegerRule",
    "Json",
    "MapRule",
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
    "Service",
    "Session",
    "Statement",
    "String",
    "StringRule",
    "Style",
    "Syntax",
    "Time",
    "Timestamp",
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

/// Checks that the output shows the description that it is compared with; `false` where its text is not in the map.
pub(crate) fn check_description(
    spec: &Node,
    files: &FileSet,
    sources: &SourceMap,
    findings: &mut Findings,
) -> bool {
    let Some(read) = sources.get(spec.span.source) else {
        return false;
    };
    let shown = files.iter().find(|(path, _)| path.as_str() == DESCRIPTION);
    let same = shown.is_some_and(|(_, file)| {
        let lines = |text: &str| text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        std::str::from_utf8(&file.contents).is_ok_and(|shown| lines(shown) == lines(&read.text))
    });
    if !same {
        let how = if shown.is_some() {
            "is another text"
        } else {
            "is not there"
        };
        let message = format!("`{DESCRIPTION}` of the output {how}");
        findings.in_spec(
            &codes::SERVED_DESCRIPTION_DIFFERS,
            spec.span,
            message,
            REGENERATE,
        );
    }
    true
}

/// Where the output keeps the description that the service shows.
const DESCRIPTION: &str = "openapi.yaml";

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
