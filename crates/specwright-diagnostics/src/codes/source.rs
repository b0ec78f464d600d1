//! The codes of the text: encodings, YAML and JSON.

super::codes! { Source:
    /// A file without a value.
    EMPTY_FILE = "S0001", "empty-file", Error,
        "the file holds no value",
        "A description is one object. A file that is empty, or that holds only blanks, comments or document markers, has no value to read. Most often the file was not saved, or a redirection wrote nothing into it.",
        bad: "# the description goes here\n",
        good: "openapi: 3.0.3\ninfo:\n  title: Tasks\n  version: 1.0.0\npaths: {}\n";
    /// YAML that is no YAML.
    YAML_SYNTAX = "S0002", "yaml-syntax", Error,
        "the text is not well-formed YAML",
        "The file is read as YAML 1.2. Where the grammar is broken, everything after the place would be a guess, so reading stops there. The usual causes are indentation that differs between neighbours, a tab in the indentation, a text that holds `: ` or starts with a sign such as `*`, `&`, `@`, `%` without quotes, and a quote or a bracket that is never closed. YAML 1.2.2, chapters 6 to 9.",
        bad: "info:\n  title: Tasks: the board\n",
        good: "info:\n  title: \"Tasks: the board\"\n";
    /// One key, two values.
    DUPLICATE_KEY = "S0003", "duplicate-key", Error,
        "a key is given twice in one object",
        "The keys of an object are unique (YAML 1.2.2, section 3.2.1.3; RFC 8259, section 4, where names should be unique). Many readers keep the last value without a word, and then half of what was written has no effect. A key that is written as a number or a boolean counts as its text, so `200` and `\"200\"` are the same key.",
        bad: "responses:\n  200: { description: The task. }\n  \"200\": { description: All tasks. }\n",
        good: "responses:\n  200: { description: The task. }\n  404: { description: No such task. }\n";
    /// JSON that is no JSON.
    JSON_SYNTAX = "S0004", "json-syntax", Error,
        "the text is not well-formed JSON",
        "A file whose name ends in `.json` is read by the grammar of RFC 8259, so that every other JSON reader agrees with this one. Reading goes on after a fault where the meaning is plain, and stops where it is not.",
        bad: "{ \"version\": 01 }\n",
        good: "{ \"version\": 1 }\n";
    /// Bytes that are no UTF-8.
    NOT_UTF8 = "S0005", "not-utf8", Error,
        "the file is not UTF-8",
        "YAML and JSON files are exchanged as UTF-8 (RFC 8259, section 8.1). A byte sequence was found that UTF-8 does not have; most often the file was saved as Latin-1 or Windows-1252, or it is damaged.",
        bad: "title: Stra\\xDFe          (one byte, Latin-1)\n",
        good: "title: Straße            (two bytes, UTF-8)\n";
    /// UTF-16 or UTF-32.
    OTHER_ENCODING = "S0006", "other-encoding", Error,
        "the file is UTF-16 or UTF-32",
        "YAML and JSON files are exchanged as UTF-8 (RFC 8259, section 8.1). The first bytes of this file are those of UTF-16 or UTF-32, which some editors and shells write when they are asked for \"Unicode\".",
        bad: "\\xFF\\xFEo\\x00p\\x00e\\x00n\\x00    (UTF-16)\n",
        good: "open                              (UTF-8)\n";
    /// No text at all.
    BINARY_FILE = "S0007", "binary-file", Error,
        "the file is binary data, not text",
        "The file holds NUL bytes or the signature of a well-known binary format, so it is not a YAML or JSON text. Most often it is compressed, or the wrong file was named.",
        bad: "specs/openapi.yaml.gz\n",
        good: "specs/openapi.yaml\n";
    /// More bytes than a description has.
    FILE_TOO_LARGE = "S0008", "file-too-large", Error,
        "the file is larger than a description can be",
        "The largest published descriptions have about 12 MB and a million values. A file far beyond that is a mistake or an attack, and reading it would only take memory, so it is refused: above 64 MB, and above five million values.",
        bad: "openapi.yaml with 100 MB\n",
        good: "openapi.yaml with the operations, and the data elsewhere\n";
    /// A harmless mark.
    BYTE_ORDER_MARK = "S0009", "byte-order-mark", Note,
        "the file begins with a byte order mark",
        "A UTF-8 text needs no byte order mark, and JSON must not be written with one (RFC 8259, section 8.1). The mark is ignored here; other tools may take it for a part of the first key.",
        bad: "\\xEF\\xBB\\xBFopenapi: 3.0.3\n",
        good: "openapi: 3.0.3\n";
    /// A character nobody sees.
    CONTROL_CHARACTER = "S0010", "control-character", Error,
        "the text holds a control character",
        "Characters below U+0020 other than tab and line breaks cannot stand in YAML or JSON (YAML 1.2.2, section 5.1; RFC 8259, section 7). They are invisible in most editors and come from copying out of terminals or word processors. Where one is meant, it is written as an escape in double quotes.",
        bad: "separator: <U+001F>\n",
        good: "separator: \"\\u001F\"\n";
    /// Nesting beyond reason.
    TOO_DEEP = "S0011", "too-deep", Error,
        "values are nested too deeply",
        "Published descriptions nest fewer than 40 levels. The limit of 128 keeps every later stage safe from running out of stack. Deep inline schemas are better named under `components/schemas` and referred to with `$ref`.",
        bad: "schema: { properties: { a: { properties: { b: { properties: … } } } } }\n",
        good: "schema: { $ref: \"#/components/schemas/A\" }\n";
    /// A small text that would become a huge tree.
    ALIAS_BUDGET = "S0012", "alias-budget", Error,
        "the aliases of the file copy more than a description can hold",
        "An alias stands for a copy of the value that its anchor names. When aliases refer to values that hold aliases again, a few lines can stand for billions of values (a \"YAML bomb\"). The copies of one file may take 64 MiB together.",
        bad: "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n# … and so on\n",
        good: "a: [x, x]\n";
    /// An alias to nothing.
    UNKNOWN_ANCHOR = "S0013", "unknown-anchor", Error,
        "an alias has no anchor before it",
        "`*name` stands for the value that was marked `&name` earlier in the same file (YAML 1.2.2, section 7.1). An anchor that comes later, or in another file, does not count. A text that starts with an asterisk needs quotes.",
        bad: "accept: */*\n",
        good: "accept: \"*/*\"\n";
    /// A value inside itself.
    ALIAS_CYCLE = "S0014", "alias-cycle", Error,
        "an alias refers to the value that contains it",
        "YAML allows a value to contain itself; JSON, which a description must fit, does not. A recursive schema is written with `$ref`.",
        bad: "Node: &node\n  properties:\n    next: *node\n",
        good: "Node:\n  properties:\n    next: { $ref: \"#/components/schemas/Node\" }\n";
    /// `<<` with something other than objects.
    MERGE_NOT_OBJECT = "S0015", "merge-not-object", Error,
        "a merge key takes an object or a list of objects",
        "`<<: *base` copies the entries of an object into the object around it; entries that are written out win, and of several merged objects the first wins (the merge key of YAML 1.1, which the tools of the OpenAPI world honour). Any other value has no entries to copy. A property that is really called `<<` needs quotes.",
        bad: "<<: *listOfNames\n",
        good: "<<: *commonProperties\n";
    /// A key that is no text.
    KEY_NOT_TEXT = "S0016", "key-not-text", Error,
        "a key is not a text",
        "A description must fit JSON, where every key is a text. Numbers and booleans as keys are taken as their text (`200:` is `\"200\":`); null, arrays and objects have none. An object as a key is nearly always a template placeholder without quotes.",
        bad: "example: {{ value }}: 1\nnull: nothing\n",
        good: "example: \"{{ value }}\"\n\"null\": nothing\n";
    /// A tag outside the core schema.
    UNKNOWN_TAG = "S0017", "unknown-tag", Error,
        "a tag is not one of YAML's core tags",
        "Only the tags of the core schema have a meaning in JSON: `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq` and `!!map` (YAML 1.2.2, section 10.3). Others, such as `!include` or `!!binary`, ask for a tool that understands them; ignoring one would change the value.",
        bad: "schema: !include task.yaml\n",
        good: "schema: { $ref: \"task.yaml\" }\n";
    /// A tag and a value that disagree.
    TAG_MISMATCH = "S0018", "tag-mismatch", Error,
        "a value does not fit its tag",
        "A tag such as `!!int` says how the text after it is to be read. This text cannot be read so.",
        bad: "limit: !!int many\n",
        good: "limit: !!int 100\n";
    /// More than one document.
    SEVERAL_DOCUMENTS = "S0019", "several-documents", Error,
        "the file holds several YAML documents",
        "A line `---` starts a new document. A description is one document; which of several is meant cannot be known.",
        bad: "openapi: 3.0.3\n---\nopenapi: 3.0.3\n",
        good: "openapi: 3.0.3\n";
    /// Infinity and not-a-number.
    NOT_A_JSON_NUMBER = "S0020", "not-a-json-number", Error,
        "infinity and not-a-number are no JSON numbers",
        "`.inf`, `-.inf` and `.nan` are numbers in YAML. A description must fit JSON, which has neither (RFC 8259, section 6), so no service could send or check such a value. For \"no limit\", leave the key out.",
        bad: "maximum: .inf\n",
        good: "minimum: 0\n";
    /// Beyond every number.
    NUMBER_OUT_OF_RANGE = "S0021", "number-out-of-range", Error,
        "a number is too large to be held",
        "Numbers are kept exactly, with any number of digits. An exponent beyond a quadrillion, or a hexadecimal number of more than a thousand digits, describes nothing that could be stored or sent.",
        bad: "maximum: 1e9999999999999999\n",
        good: "maximum: 1e300\n";
    /// A number with two readings.
    AMBIGUOUS_NUMBER = "S0022", "ambiguous-number", Warning,
        "YAML readers disagree about a number",
        "`012` is 12 by YAML 1.2 and 10 by YAML 1.1, where a leading zero means octal; `0o17` is 15 by YAML 1.2 and a text by YAML 1.1. This tool reads YAML 1.2 (section 10.3.2); other tools that read the same file may not. Quotes make it a text for everybody, and plain decimal digits a number.",
        bad: "example: 012\n",
        good: "example: \"012\"\n";
    /// A word with two readings.
    AMBIGUOUS_WORD = "S0023", "ambiguous-word", Note,
        "a text is a boolean or a number to YAML 1.1 readers",
        "`yes`, `no`, `on` and `off` are texts by YAML 1.2 and booleans by YAML 1.1; so are `1_000`, `0b1` and `12:30` texts here and numbers there. This tool reads YAML 1.2 (section 10.3.2). Quotes make it a text for everybody.",
        bad: "enum: [no, se, dk]\n",
        good: "enum: [\"no\", se, dk]\n";
    /// JavaScript, not JSON.
    JSON_EXTENSION = "S0024", "json-extension", Error,
        "comments, trailing commas and single quotes are not JSON",
        "Some readers accept comments, a comma before a closing bracket, single quotes or bare keys in a `.json` file; RFC 8259 has none of them, so the next tool that reads the file may fail. In a `.yaml` file comments and trailing commas are allowed.",
        bad: "{ 'name': \"tasks\", } // the board\n",
        good: "{ \"name\": \"tasks\" }\n";
    /// Half a character.
    LONE_SURROGATE = "S0025", "lone-surrogate", Error,
        "an escape stands for half a character",
        "`\\uD800` to `\\uDFFF` are the halves of characters beyond U+FFFF in UTF-16 and mean something only in pairs, the high half first (RFC 8259, section 8.2). Alone they cannot be written as UTF-8, so no service could send them.",
        bad: "{ \"example\": \"\\uD83D\" }\n",
        good: "{ \"example\": \"\\uD83D\\uDE00\" }\n";
    /// Enough is enough.
    TOO_MANY_FINDINGS = "S0026", "too-many-findings", Note,
        "the file has more findings than are shown",
        "After a hundred findings in the text of one file, further ones are counted and not shown: they are most often echoes of the first.",
        bad: "a file that was generated with a fault in its template\n",
        good: "the template, mended\n";
}
