//! JavaScript and its relatives, PHP, and the languages that browsers and servers exchange.

use crate::highlight::description::{Capitals, Code, Comment, Keys, Quotes, Special};
use crate::highlight::token::TokenKind::{Attribute, Function, Keyword, Number, Type};
use crate::highlight::words::Words;

const JS_KEYWORDS: &str = "as async await break case catch class const continue debugger default delete do else export \
     extends finally for from function get if import in instanceof let new of return set static super switch this \
     throw try typeof using var void while with yield";
const JS_CONSTANTS: &str = "true false null undefined NaN Infinity";
const JS_STRINGS: &[Quotes] = &[Quotes::long("`").with(&[("${", b'}')]), Quotes::new("\""), Quotes::new("'")];

/// JavaScript (ECMA-262).
pub(in crate::highlight) static JAVASCRIPT: Code = Code {
    words: Words::new(&[
        (Keyword, JS_KEYWORDS),
        (Number, JS_CONSTANTS),
        (
            Type,
            "Array ArrayBuffer BigInt Boolean DataView Date Error Function Intl JSON Map Math Number Object Promise Proxy \
             RangeError Reflect RegExp Set String Symbol SyntaxError TypeError URL Uint8Array WeakMap WeakSet",
        ),
    ]),
    contextual: "as async from get of set",
    letters: b"$",
    comments: &[
        Comment::line("//"),
        Comment::block("/*", "*/"),
        Comment::line("#!").only(crate::highlight::description::Place::Line),
    ],
    strings: JS_STRINGS,
    prefixes: "",
    functions_after: "function",
    values_after: "const let var",
    types_after: "class extends new instanceof",
    marks: &[("@", Attribute)],
    patterns: true,
    elements: true,
    ..Code::LIKE_C
};

/// TypeScript, in which a name between angle brackets may also be a type.
pub(in crate::highlight) static TYPESCRIPT: Code = TYPED;

/// TypeScript with elements.
pub(in crate::highlight) static TSX: Code = Code { elements: true, ..TYPED };

const TYPED: Code = Code {
    words: Words::new(&[
        (Keyword, JS_KEYWORDS),
        (
            Keyword,
            "abstract accessor asserts declare enum implements infer interface is keyof module namespace override private \
             protected public readonly satisfies type",
        ),
        (Number, JS_CONSTANTS),
        (Type, "any bigint boolean never number object string symbol unknown"),
    ]),
    contextual: "as async from get of set abstract accessor asserts declare infer is keyof module namespace override readonly satisfies type",
    letters: b"$",
    strings: JS_STRINGS,
    functions_after: "function",
    values_after: "const let var",
    types_after: "class extends new instanceof interface type enum implements",
    capitals: Capitals::TypesUnlessCalled,
    marks: &[("@", Attribute)],
    patterns: true,
    ..Code::LIKE_C
};

/// ActionScript.
pub(in crate::highlight) static ACTIONSCRIPT: Code = Code {
    words: Words::new(&[
        (Keyword, JS_KEYWORDS),
        (
            Keyword,
            "dynamic each final implements include interface internal is native override package private protected public",
        ),
        (Number, JS_CONSTANTS),
        (Type, "int uint Number String Boolean Object Array void"),
    ]),
    letters: b"$",
    strings: &[Quotes::new("\""), Quotes::new("'")],
    functions_after: "function",
    types_after: "class interface extends implements",
    capitals: Capitals::TypesUnlessCalled,
    patterns: true,
    ..Code::LIKE_C
};

/// PHP (language reference).
pub(in crate::highlight) static PHP: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract and as break callable case catch class clone const continue declare default die do echo else elseif \
             empty enddeclare endfor endforeach endif endswitch endwhile enum exit extends final finally fn for foreach \
             function global goto if implements include include_once instanceof insteadof interface isset list match \
             namespace new or print private protected public readonly require require_once return static switch throw \
             trait try unset use var while xor yield self parent",
        ),
        (Type, "array bool float int iterable mixed never object string void"),
        (Number, "true false null"),
    ]),
    contextual: "enum match list from print",
    any_case: true,
    comments: &[Comment::line("//"), Comment::block("/*", "*/"), Comment::line("#")],
    strings: &[Quotes::long("\""), Quotes::long("'"), Quotes::long("`")],
    functions_after: "function fn",
    types_after: "class interface trait enum extends implements new instanceof",
    capitals: Capitals::TypesUnlessCalled,
    sigils: b"$",
    attributes: &[("#[", b']')],
    constants: true,
    special: Special::Php,
    ..Code::PLAIN
};

/// JSON, with the comments of JSONC and the names of JSON5.
pub(in crate::highlight) static JSON: Code = Code {
    words: Words::new(&[(Number, "true false null NaN Infinity")]),
    letters: b"$",
    strings: &[Quotes::new("\""), Quotes::new("'")],
    keys: Keys::Colon,
    calls: false,
    ..Code::LIKE_C
};

/// GraphQL.
pub(in crate::highlight) static GRAPHQL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "directive enum extend fragment implements input interface mutation on query repeatable scalar schema \
             subscription type union",
        ),
        (Type, "Boolean Float ID Int String"),
        (Number, "true false null"),
    ]),
    comments: &[Comment::line("#")],
    strings: &[Quotes::long("\"\"\""), Quotes::new("\"")],
    functions_after: "query mutation subscription fragment",
    types_after: "type interface enum input scalar union",
    capitals: Capitals::Types,
    sigils: b"$",
    marks: &[("@", Attribute)],
    calls: false,
    ..Code::PLAIN
};

/// Protocol Buffers.
pub(in crate::highlight) static PROTOBUF: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "edition enum extend extensions import map max message oneof option optional package public repeated required \
             reserved returns rpc service stream syntax to weak",
        ),
        (
            Type,
            "bool bytes double fixed32 fixed64 float int32 int64 sfixed32 sfixed64 sint32 sint64 string uint32 uint64",
        ),
        (Number, "true false"),
    ]),
    contextual: "message service stream option optional package map max to weak edition reserved",
    strings: &[Quotes::new("\""), Quotes::new("'")],
    functions_after: "rpc",
    types_after: "message enum service",
    capitals: Capitals::Types,
    ..Code::LIKE_C
};

/// Terraform and HCL.
pub(in crate::highlight) static TERRAFORM: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "check data dynamic for if import in locals module moved output provider removed resource terraform variable \
             endfor endif else",
        ),
        (Type, "any bool list map number object set string tuple"),
        (Number, "true false null"),
    ]),
    contextual: "check data dynamic import locals module moved output provider removed resource terraform variable",
    letters: b"-",
    comments: &[Comment::line("#"), Comment::line("//"), Comment::block("/*", "*/")],
    strings: &[Quotes::new("\"").with(&[("${", b'}')])],
    keys: Keys::Equals,
    special: Special::Terraform,
    ..Code::PLAIN
};

/// Graphviz.
pub(in crate::highlight) static DOT: Code = Code {
    words: Words::new(&[(Keyword, "digraph edge graph node strict subgraph")]),
    any_case: true,
    comments: &[
        Comment::line("//"),
        Comment::block("/*", "*/"),
        Comment::line("#").only(crate::highlight::description::Place::Line),
    ],
    strings: &[Quotes::long("\"")],
    types_after: "digraph graph subgraph",
    keys: Keys::Equals,
    calls: false,
    ..Code::PLAIN
};

/// Awk.
pub(in crate::highlight) static AWK: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "BEGIN END break continue delete do else exit for func function getline if in next nextfile print printf \
             return while",
        ),
        (Number, "ARGC ARGV CONVFMT ENVIRON FILENAME FNR FS NF NR OFMT OFS ORS RLENGTH RS RSTART SUBSEP"),
        (
            Function,
            "atan2 close cos exp gsub index int length log match rand sin split sprintf sqrt srand sub substr system tolower toupper",
        ),
    ]),
    functions_after: "function func",
    comments: &[Comment::line("#")],
    sigils: b"$",
    patterns: true,
    ..Code::PLAIN
};
