//! The codes of the comparison between the output that the specs call for and the output on disk.

super::codes! { Drift:
    DRIFT_MISSING = "D0801", "generated-file-missing", Error,
        "a generated file is not on disk",
        "The specs call for this file and the output directory does not hold it: it was deleted, or the spec gained something and nobody ran `generate`. `check` and `generate --check` fail so that what is committed is always what the specs say.",
        bad: "specs/openapi.yaml has a new operation; `generate` was not run",
        good: "cargo xtask generate, and commit the result";
    DRIFT_OUTDATED = "D0802", "generated-file-outdated", Error,
        "a generated file is not what the specs say today",
        "The file on disk is the one that Specwright wrote last, and the specs (or the tool) have changed since. Nothing is lost by writing it again.",
        bad: "specs/openapi.yaml has a new property; `generate` was not run",
        good: "cargo xtask generate, and commit the result";
    DRIFT_EDITED = "D0803", "generated-file-edited", Error,
        "a generated file was edited by hand",
        "The file is neither what Specwright wrote last (by the digest in `specwright.lock`) nor what the specs call for now. Somebody's work may be in it, so it is left alone and nothing at all is written, because a tree of which only a part is new may not even compile.",
        bad: "// in src/generated/services/tasks.rs, by hand\nif request.title.is_empty() { … }",
        good: "// in src/custom/<operation>.rs, which is yours, with `x-custom: true` on the operation\n// or delete the edited file and run generate: it comes back as the specs want it";
    DRIFT_STALE = "D0804", "generated-file-stale", Error,
        "a file that was generated once is no longer called for",
        "`specwright.lock` lists the file and the specs no longer ask for it, for instance because an operation was removed. Since its bytes are still the ones that Specwright wrote, `generate` deletes it.",
        bad: "src/generated/models/label.rs, after `Label` was removed from the spec",
        good: "cargo xtask generate, and commit the result";
    DRIFT_STALE_EDITED = "D0805", "stale-file-edited", Error,
        "a file that is no longer called for was edited by hand",
        "The specs no longer ask for this file, so that `generate` would delete it; but its bytes are not the ones that Specwright wrote, so somebody's work may be in it.",
        bad: "src/generated/models/label.rs, edited, after `Label` was removed from the spec",
        good: "move what is worth keeping to src/custom, delete the file, and run generate";
    DRIFT_FOREIGN = "D0806", "foreign-file-in-the-way", Error,
        "a file that Specwright did not write stands where a generated file belongs",
        "`specwright.lock` does not list the file, so Specwright did not write it, and will not overwrite it. This happens when `--out` names a directory with something else in it, or when the manifest was not committed.",
        bad: "generate --out .            # in a crate with a Cargo.toml of its own",
        good: "generate --out crates/api   # a directory of its own";
    DRIFT_ORPHAN = "D0807", "orphan-owned-file", Warning,
        "a file of yours belongs to an operation that no longer exists",
        "The file was written once for a custom operation and is yours since. The operation is gone from the spec, so the file is no longer compiled. It is never deleted for you.",
        bad: "src/custom/execute_workflow.rs, after `executeWorkflow` was removed from the spec",
        good: "delete the file, or bring the operation back";
    DRIFT_MANIFEST = "D0808", "manifest-outdated", Error,
        "the manifest is not what the specs and the files call for",
        "`specwright.lock` holds a digest of each spec and of each generated file. It differs although all files are as they should be: a spec was changed in a way that does not show in the output, or the manifest was edited or lost.",
        bad: "a comment was added to specs/openapi.yaml; `generate` was not run",
        good: "cargo xtask generate, and commit the result";
    DRIFT_ALLOWANCES = "D0809", "allowances-differ", Error,
        "the output was generated with other allowances",
        "What `--allow` lets through is left out of the output, so that the allowances are part of what the output is made from, and `specwright.lock` keeps them. `check`, `generate --check` and `verify` need the same ones.",
        bad: "specwright generate --allow M0404 && specwright check",
        good: "specwright generate --allow M0404 && specwright check --allow M0404";
}
