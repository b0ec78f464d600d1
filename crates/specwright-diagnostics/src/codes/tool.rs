//! The codes of the tool itself: its inputs and outputs as files, and its usage.

super::codes! { Tool:
    INPUT_MISSING = "T0901", "input-missing", Error,
        "an input file does not exist",
        "The tool reads `specs/openapi.yaml` and `specs/database-schema.json` unless `--api` and `--database` name other files; an API alone is fine with `--no-database`.",
        bad: "specwright generate --api openapi.yml       # no such file",
        good: "specwright generate --api openapi.yaml";
    INPUT_NOT_A_FILE = "T0902", "input-not-a-file", Error,
        "an input is a directory or a device",
        "Only regular files are read: a pipe or a device may never end, and a directory has no text.",
        bad: "specwright lint --api specs",
        good: "specwright lint --api specs/openapi.yaml";
    INPUT_UNREADABLE = "T0903", "input-unreadable", Error,
        "an input file cannot be read",
        "The file is there and the operating system refuses to read it; the message says why.",
        bad: "chmod 000 specs/openapi.yaml",
        good: "chmod 644 specs/openapi.yaml";
    OUTPUT_OBSTRUCTED = "T0904", "output-obstructed", Error,
        "something that is no file stands where an output file belongs, or a file where a directory belongs",
        "The tool replaces regular files that it wrote itself, and nothing else.",
        bad: "mkdir -p crates/taskboard/Cargo.toml",
        good: "rmdir crates/taskboard/Cargo.toml";
    OUTPUT_SYMLINK = "T0905", "output-symlink", Error,
        "a symbolic link inside the output directory",
        "Writing through a link could change files outside the output directory, so no link inside it is followed. The output directory itself may be a link.",
        bad: "ln -s /somewhere/else crates/taskboard/src",
        good: "a real directory, crates/taskboard/src";
    OUTPUT_FAILED = "T0906", "output-failed", Error,
        "the output could not be written or read",
        "The operating system refused; the message says why. Whatever had been replaced by then was put back. If the run was killed instead, run it again: each file is the old one or the new one, and the manifest knows both.",
        bad: "generate, with a full disk",
        good: "free some space and run it again";
    OUTPUT_BUSY = "T0907", "output-busy", Error,
        "another run is writing the same output directory",
        "Two runs that write one tree at once could leave a mixture of both, so the second one stops.",
        bad: "specwright generate & specwright generate",
        good: "specwright generate";
    MANIFEST_UNREADABLE = "T0908", "manifest-unreadable", Error,
        "the manifest is damaged",
        "Without `specwright.lock` nobody can tell generated files from yours, so nothing is written. A merge conflict in it is the usual reason; any side of the conflict will do, since the next generation writes it afresh.",
        bad: "<<<<<<< HEAD",
        good: "git checkout --ours crates/taskboard/specwright.lock && cargo xtask generate";
    USAGE = "T0909", "usage", Error,
        "the command line asks for something that the tool does not have",
        "The message names the argument; `--help` lists what there is.",
        bad: "specwright explain S9999",
        good: "specwright explain S0101";
    NO_NAME = "T0910", "no-crate-name", Error,
        "no crate name can be made of the API's title",
        "The emitted crate is called after `info.title`. A title without an ASCII letter gives no name that Cargo takes, and neither do the names of Rust's own crates and keywords.",
        bad: "info: { title: 課題 }",
        good: "specwright generate --name tasks";
    NOT_GENERATED = "T0911", "nothing-generated", Error,
        "there is no generated service here",
        "The command works on a tree that `generate` has written, and the output directory has no `specwright.lock`.",
        bad: "specwright verify --build     # before the first generate",
        good: "specwright generate && specwright verify --build";
    LIVE_FAILED = "T0912", "live-failed", Error,
        "the compiler, a database or the service could not be used",
        "`verify --build`, `--database` and `--live`, and `serve`, start other programs. One of them did not start, or ended in a way that says nothing about your specs; the message holds its own words.",
        bad: "SPECWRIGHT_POSTGRES_URL=postgres://nobody@nowhere/ specwright verify --database",
        good: "specwright verify --database      # with a server that is there, or with none named";
    ALLOWANCE_NOT_NEEDED = "T0913", "allowance-not-needed", Warning,
        "an allowance lets nothing through",
        "`--allow CODE` lets a construct through that would stop the run. Where the specs have no such construct (any more), the allowance does nothing today, and hides the next one tomorrow.",
        bad: "specwright generate --allow M0404     # and no body has a media type that is unsupported",
        good: "specwright generate";
    INPUT_OUTSIDE = "T0920", "input-outside", Error,
        "a file that is referred to lies outside of the folder of the description",
        "A description may refer to files in its folder and below it. A symbolic link that leads out of the folder is not followed: a description that somebody else wrote must not make the tool read other files of the machine.",
        bad: "ln -s /etc/passwd specs/schemas/task.yaml",
        good: "cp task.yaml specs/schemas/task.yaml";
}
