//! The languages by their names, and what reads each.

use crate::highlight::css;
use crate::highlight::css::Dialect;
use crate::highlight::description::Code;
use crate::highlight::diff;
use crate::highlight::languages::{classic, functional, object, script, system, web};
use crate::highlight::make;
use crate::highlight::markup;
use crate::highlight::markup::Markup;
use crate::highlight::pattern;
use crate::highlight::prose;
use crate::highlight::reader;
use crate::highlight::scanner::Scanner;
use crate::highlight::settings;
use crate::highlight::shell;
use crate::highlight::tex;
use crate::highlight::toml;
use crate::highlight::words::Words;
use crate::highlight::yaml;

/// What reads a language.
#[derive(Clone, Copy)]
pub(super) enum Grammar {
    /// A programming language, by its description.
    Code(&'static Code),
    /// HTML, XML, and templates.
    Markup(Markup),
    /// PHP, alone or in HTML.
    Php,
    /// Style sheets.
    Css(Dialect),
    /// Markdown, which may have code of other languages.
    Markdown,
    /// Something else, with a reader of its own.
    Other(fn(&mut Scanner<'_>)),
}

/// The grammar of a language by its name or file extension; `None` for an unknown language and for plain text.
pub(super) fn named(language: &str) -> Option<Grammar> {
    NAMES.get(language, true)
}

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>, grammar: Grammar) {
    match grammar {
        Grammar::Code(code) => reader::read(scanner, code),
        Grammar::Markup(markup) => markup::read(scanner, markup),
        Grammar::Php if scanner.find_text(scanner.at, "<?").is_some() => {
            markup::read(scanner, template("<?", "?>", &web::PHP));
        }
        Grammar::Php => reader::read(scanner, &web::PHP),
        Grammar::Css(dialect) => css::read(scanner, dialect),
        Grammar::Markdown => prose::read_markdown(scanner, read_inside),
        Grammar::Other(read) => read(scanner),
    }
}

/// Reads code inside Markdown. Markdown in Markdown is plain, so that the depth is bounded.
fn read_inside(scanner: &mut Scanner<'_>, language: &str) {
    match named(language) {
        None | Some(Grammar::Markdown) => {}
        Some(grammar) => read(scanner, grammar),
    }
}

const fn template(open: &'static str, close: &'static str, code: &'static Code) -> Markup {
    Markup { scripts: true, template: Some((open, close, code)) }
}

/// All names, in lower case.
static NAMES: Words<Grammar, 2048> = Words::new(&[
    (Grammar::Code(&system::RUST), "rust rs ron"),
    (Grammar::Code(&system::C), "c h"),
    (Grammar::Code(&system::CPP), "c++ cpp cc cp cxx hh hpp hxx h++ inl ipp cuda cu ino arduino"),
    (Grammar::Code(&system::OBJECTIVE_C), "objective-c objectivec objc obj-c m objective-c++ objc++ mm"),
    (Grammar::Code(&system::GO), "go golang"),
    (Grammar::Code(&system::ZIG), "zig zon"),
    (Grammar::Code(&system::D), "d di dlang"),
    (Grammar::Code(&system::SHADER), "glsl hlsl wgsl metal shader frag vert"),
    (Grammar::Code(&object::JAVA), "java bsh"),
    (Grammar::Code(&object::GROOVY), "groovy gvy gradle"),
    (Grammar::Code(&object::KOTLIN), "kotlin kt kts"),
    (Grammar::Code(&object::SCALA), "scala sc sbt"),
    (Grammar::Code(&object::CSHARP), "c# cs csharp csx"),
    (Grammar::Code(&object::SWIFT), "swift"),
    (Grammar::Code(&object::DART), "dart"),
    (Grammar::Code(&object::SOLIDITY), "solidity sol"),
    (Grammar::Code(&object::VISUAL_BASIC), "vb vbnet vb.net visualbasic vba vbs vbscript basic"),
    (Grammar::Code(&web::JAVASCRIPT), "javascript js mjs cjs jsx node ecmascript es6 htc js.erb"),
    (Grammar::Code(&web::TYPESCRIPT), "typescript ts mts cts"),
    (Grammar::Code(&web::TSX), "tsx"),
    (Grammar::Code(&web::ACTIONSCRIPT), "actionscript as"),
    (Grammar::Php, "php php3 php4 php5 php7 php8 phps phpt phtml"),
    (
        Grammar::Code(&web::JSON),
        "json jsonc json5 jsonl ndjson geojson ipynb webmanifest sublime-settings sublime-menu sublime-keymap \
         sublime-mousemap sublime-theme sublime-build sublime-project sublime-completions sublime-commands sublime-macro \
         sublime-color-scheme",
    ),
    (Grammar::Code(&web::GRAPHQL), "graphql gql"),
    (Grammar::Code(&web::PROTOBUF), "protobuf proto proto3"),
    (Grammar::Code(&web::TERRAFORM), "terraform tf tfvars hcl"),
    (Grammar::Code(&web::DOT), "dot gv graphviz"),
    (Grammar::Code(&web::AWK), "awk gawk"),
    (
        Grammar::Code(&script::PYTHON),
        "python py py2 py3 python2 python3 pyw pyi pyx pyx.in pxd pxd.in pxi pxi.in rpy cpy cython sconstruct sconscript gyp gypi \
         snakefile wscript bzl bazel starlark sage",
    ),
    (
        Grammar::Code(&script::RUBY),
        "ruby rb appfile appraisals berksfile brewfile capfile cgi cheffile config.ru deliverfile fastfile fcgi gemfile \
         gemspec guardfile irbrc jbuilder podspec podfile prawn rabl rake rakefile rantfile rbx rjs ruby.rail scanfile \
         simplecov snapfile thor thorfile vagrantfile rxml builder crystal cr",
    ),
    (Grammar::Code(&script::PERL), "perl pl pm pod t raku"),
    (Grammar::Code(&script::LUA), "lua luau"),
    (Grammar::Code(&script::R), "r s rprofile rlang"),
    (Grammar::Code(&script::JULIA), "julia jl"),
    (Grammar::Code(&script::MATLAB), "matlab octave"),
    (Grammar::Code(&script::NIM), "nim nims"),
    (Grammar::Code(&script::TCL), "tcl tk"),
    (Grammar::Code(&script::POWERSHELL), "powershell ps1 psm1 psd1 pwsh posh"),
    (Grammar::Code(&script::APPLESCRIPT), "applescript"),
    (Grammar::Code(&script::BATCH), "batch bat cmd dosbatch"),
    (Grammar::Code(&script::CMAKE), "cmake cmakelists.txt"),
    (Grammar::Code(&script::NIX), "nix"),
    (Grammar::Code(&script::VIM), "vim viml vimscript"),
    (Grammar::Code(&functional::HASKELL), "haskell hs lhs purescript purs idris agda"),
    (Grammar::Code(&functional::ELM), "elm"),
    (Grammar::Code(&functional::OCAML), "ocaml ml mli mll mly ocamllex ocamlyacc camlp4 sml reason"),
    (Grammar::Code(&functional::FSHARP), "f# fs fsharp fsi fsx"),
    (
        Grammar::Code(&functional::LISP),
        "lisp common-lisp commonlisp cl clisp l mud el elisp emacs-lisp scm scheme ss lsp fasl racket rkt fennel",
    ),
    (Grammar::Code(&functional::CLOJURE), "clojure clj cljs cljc edn"),
    (Grammar::Code(&functional::ERLANG), "erlang erl hrl emakefile"),
    (Grammar::Code(&functional::ELIXIR), "elixir ex exs"),
    (Grammar::Code(&functional::GLEAM), "gleam"),
    (Grammar::Code(&functional::PROLOG), "prolog"),
    (Grammar::Code(&classic::PASCAL), "pascal pas p dpr delphi objectpascal"),
    (Grammar::Code(&classic::ADA), "ada adb ads"),
    (Grammar::Code(&classic::FORTRAN), "fortran f90 f95 f03 f08 f77"),
    (Grammar::Code(&classic::VERILOG), "verilog v systemverilog sv svh"),
    (Grammar::Code(&classic::VHDL), "vhdl vhd"),
    (Grammar::Code(&classic::ASSEMBLER), "asm assembly assembler nasm gas armasm x86asm"),
    (
        Grammar::Code(&classic::SQL),
        "sql ddl dml mysql postgres postgresql pgsql plsql plpgsql tsql sqlite mariadb bigquery erbsql sql.erb",
    ),
    (
        Grammar::Markup(Markup { scripts: true, template: None }),
        "html htm html5 shtml xhtml inc vue svelte astro",
    ),
    (
        Grammar::Markup(Markup { scripts: false, template: None }),
        "xml xsd xsl xslt tld dtml rss atom opml svg mathml plist csproj build nant ant wsdl",
    ),
    (Grammar::Markup(template("<%", "%>", &script::RUBY)), "erb rhtml rails html.erb"),
    (Grammar::Markup(template("<%", "%>", &object::VISUAL_BASIC)), "asp asa"),
    (Grammar::Markup(template("<%", "%>", &object::JAVA)), "jsp"),
    (Grammar::Markup(template("<%", "%>", &web::JAVASCRIPT)), "ejs"),
    (Grammar::Markup(template("<%", "%>", &functional::ELIXIR)), "eex heex leex"),
    (Grammar::Markup(template("<%", "%>", &script::TCL)), "adp"),
    (Grammar::Markup(template("<erl>", "</erl>", &functional::ERLANG)), "yaws"),
    (
        Grammar::Markup(template("{{", "}}", &script::PYTHON)),
        "jinja jinja2 j2 django handlebars hbs mustache liquid twig tmpl tpl gotmpl",
    ),
    (Grammar::Css(Dialect::Css), "css css.erb css.liquid postcss"),
    (Grammar::Css(Dialect::Scss), "scss less"),
    (Grammar::Css(Dialect::Sass), "sass"),
    (Grammar::Markdown, "markdown md mdown markdn mdx qmd rmd rmarkdown multimarkdown"),
    (Grammar::Other(prose::read_restructured), "restructuredtext rst rest"),
    (Grammar::Other(prose::read_plain_marks), "textile asciidoc adoc"),
    (Grammar::Other(diff::read), "diff patch udiff"),
    (Grammar::Other(make::read), "makefile make gnumakefile ocamlmakefile mak mk bsdmake"),
    (
        Grammar::Other(shell::read),
        "bash sh shell zsh fish ksh dash shellscript bashrc .bash_aliases .bash_completions .bash_functions .bash_login \
         .bash_logout .bash_profile .bash_variables .bashrc .profile .zshrc .textmate_init",
    ),
    (
        Grammar::Other(shell::read_session),
        "console shell-session shellsession sh-session bash-session terminal",
    ),
    (Grammar::Other(shell::read_docker), "dockerfile docker containerfile"),
    (Grammar::Other(tex::read), "latex tex ltx sty cls context rd"),
    (Grammar::Other(tex::read_entries), "bibtex bib biblatex"),
    (Grammar::Other(pattern::read), "regex regexp re"),
    (Grammar::Other(toml::read), "toml"),
    (Grammar::Other(yaml::read), "yaml yml sublime-syntax cff"),
    (
        Grammar::Other(settings::read),
        "ini properties cfg conf cnf dosini editorconfig gitconfig desktop systemd env dotenv reg",
    ),
]);

/// The names of each language, with spaces between.
#[cfg(test)]
pub(super) fn groups() -> impl Iterator<Item = &'static str> {
    NAMES.texts()
}
