//! The end of each help text: examples, and where to read more.

/// `pamphlet --help`.
pub(super) const PAMPHLET: &str = "\
Examples:
  pamphlet build letter.md            Build all four editions into `output/`
  pamphlet check letter.md --fix      Report problems, and fix what is safe to fix
  pamphlet verify letter.md           Compare the editions in `output/` with the source

Manual: `source/manual` in the pamphlet repository; `pamphlet build source/manual` publishes it.
Rules: `pamphlet explain`.";

/// `pamphlet init --help`.
pub(super) const INIT: &str = "\
Examples:
  pamphlet init handbook --template site
  pamphlet init --lang de --title \"Unser Bericht\" --template report

Manual: `source/manual/getting-started.md` in the pamphlet repository.";

/// `pamphlet build --help`.
pub(super) const BUILD: &str = "\
Examples:
  pamphlet build letter.md --to pdf,epub -o public
  pamphlet build handbook --strict
  pamphlet build - --to txt -o - < letter.md

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet watch --help`.
pub(super) const WATCH: &str = "\
Examples:
  pamphlet watch letter.md
  pamphlet watch handbook --to html -o public

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet serve --help`.
pub(super) const SERVE: &str = "\
Examples:
  pamphlet serve letter.md --open
  pamphlet serve handbook --to html,pdf --port 8080

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet check --help`.
pub(super) const CHECK: &str = "\
Examples:
  pamphlet check letter.md
  pamphlet check letter.md --fix --dry-run
  pamphlet check --strict --allow long-paragraph --message-format short

Manual: `source/manual/diagnostics.md` in the pamphlet repository. Rules: `pamphlet explain`.";

/// `pamphlet import --help`.
pub(super) const IMPORT: &str = "\
Examples:
  pamphlet import report.docx
  pamphlet import my-mdbook -o handbook
  pdftotext leaflet.pdf && pamphlet import leaflet.txt

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet fmt --help`.
pub(super) const FMT: &str = "\
Examples:
  pamphlet fmt letter.md
  pamphlet fmt --check
  pamphlet fmt - < letter.md

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet verify --help`.
pub(super) const VERIFY: &str = "\
Examples:
  pamphlet verify letter.md
  pamphlet verify letter.md --to pdf -o letter-2026.pdf
  pamphlet verify letter.md --to epub -o pandoc.epub --no-rebuild

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet compare --help`.
pub(super) const COMPARE: &str = "\
Examples:
  pamphlet compare letter-2025.md letter.md
  pamphlet compare letter.md published.html
  pamphlet compare leaflet.txt letter.md --format json

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet inspect --help`.
pub(super) const INSPECT: &str = "\
Examples:
  pamphlet inspect output/letter.pdf
  pamphlet inspect letter.epub --format json

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet dump --help`.
pub(super) const DUMP: &str = "\
Examples:
  pamphlet dump letter.md
  pamphlet dump letter.md --stage layout

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet explain --help`.
pub(super) const EXPLAIN: &str = "\
Examples:
  pamphlet explain
  pamphlet explain missing-alt

Manual: `source/manual/diagnostics.md` in the pamphlet repository.";

/// `pamphlet schema --help`.
pub(super) const SCHEMA: &str = "\
Examples:
  pamphlet schema manifest > pamphlet.schema.json
  pamphlet schema front-matter

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet lsp --help`.
pub(super) const LSP: &str = "\
An editor starts it, and talks to it over standard input and output (Language Server Protocol 3.17).

Manual: `source/manual/editors.md` in the pamphlet repository.";

/// `pamphlet completions --help`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  pamphlet completions bash > ~/.local/share/bash-completion/completions/pamphlet
  pamphlet completions zsh > ~/.zfunc/_pamphlet
  pamphlet completions fish > ~/.config/fish/completions/pamphlet.fish

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet man --help`.
pub(super) const MAN: &str = "\
Examples:
  pamphlet man > ~/.local/share/man/man1/pamphlet.1
  pamphlet man build > ~/.local/share/man/man1/pamphlet-build.1

Manual: `source/manual/commands.md` in the pamphlet repository.";

/// `pamphlet report --help`.
pub(super) const REPORT: &str = "\
Examples:
  pamphlet report letter.md
  pamphlet report handbook -o public --questions accessibility.toml

Manual: `source/manual/commands.md` in the pamphlet repository.";
