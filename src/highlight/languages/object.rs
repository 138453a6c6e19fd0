//! Languages of classes: Java and its relatives, C#, Swift, Kotlin, Scala, Dart.

use crate::highlight::description::{Capitals, Code, Comment, Escape, Quotes, Special};
use crate::highlight::token::TokenKind::{Attribute, Keyword, Number, Type};
use crate::highlight::words::Words;

/// Java (JLS, 3.9).
pub(in crate::highlight) static JAVA: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract assert break case catch class const continue default do else enum exports extends final finally for \
             goto if implements import instanceof interface module native new non-sealed package permits private \
             protected public record requires return sealed static strictfp super switch synchronized this throw throws \
             transient try var volatile while yield",
        ),
        (Type, "boolean byte char double float int long short void"),
        (Number, "true false null"),
    ]),
    contextual: "record module exports opens permits requires sealed var yield to with",
    strings: &[Quotes::long("\"\"\""), Quotes::new("\""), Quotes::character("'")],
    types_after: "class interface enum record",
    capitals: Capitals::Types,
    constants: true,
    marks: &[("@", Attribute)],
    ..Code::LIKE_C
};

/// Groovy, and the build files of Gradle.
pub(in crate::highlight) static GROOVY: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract as assert break case catch class continue def default do else enum extends final finally for if \
             implements import in instanceof interface native new package private protected public return static super \
             switch synchronized this throw throws trait transient try var volatile while",
        ),
        (Type, "boolean byte char double float int long short void"),
        (Number, "true false null"),
    ]),
    strings: &[
        Quotes::long("\"\"\"").with(&[("${", b'}')]),
        Quotes::long("'''"),
        Quotes::new("\"").with(&[("${", b'}')]),
        Quotes::new("'"),
    ],
    types_after: "class interface enum trait",
    capitals: Capitals::Types,
    constants: true,
    marks: &[("@", Attribute)],
    patterns: true,
    ..Code::LIKE_C
};

/// Kotlin (grammar, keywords).
pub(in crate::highlight) static KOTLIN: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract actual annotation as break by catch class companion const constructor continue crossinline data do \
             else enum expect external final finally for fun if import in infix init inline inner interface internal is \
             lateinit noinline object open operator out override package private protected public reified return sealed \
             super suspend tailrec this throw try typealias val var vararg when where while",
        ),
        (Number, "true false null"),
    ]),
    contextual: "data open value get set by init inner actual expect annotation final infix operator companion out external sealed where catch finally constructor",
    comments: &[Comment::line("//"), Comment::nested("/*", "*/")],
    strings: &[
        Quotes::raw("\"\"\"", "\"\"\"").with(&[("${", b'}')]),
        Quotes::new("\"").with(&[("${", b'}')]),
        Quotes::character("'"),
    ],
    functions_after: "fun",
    types_after: "class interface object typealias",
    capitals: Capitals::Types,
    constants: true,
    marks: &[("@", Attribute)],
    ..Code::LIKE_C
};

/// Scala 2 and 3.
pub(in crate::highlight) static SCALA: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract case catch class def do else end enum export extends extension final finally for forSome given if \
             implicit import inline infix lazy match new object open opaque override package private protected return \
             sealed super then this throw trait transparent try type using val var while with yield",
        ),
        (Number, "true false null"),
    ]),
    contextual: "derives end extension infix inline open transparent using",
    comments: &[Comment::line("//"), Comment::nested("/*", "*/")],
    strings: &[
        Quotes::raw("\"\"\"", "\"\"\"").with_after(b"sfr", &[("${", b'}')]),
        Quotes::new("\"").with_after(b"sfr", &[("${", b'}')]),
        Quotes::character("'"),
    ],
    prefixes: "*",
    functions_after: "def",
    types_after: "class trait object type enum",
    capitals: Capitals::Types,
    constants: true,
    marks: &[("@", Attribute)],
    ..Code::LIKE_C
};

/// C# (the specification, keywords).
pub(in crate::highlight) static CSHARP: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract add and as async await base break case catch checked class const continue default delegate do else \
             enum event explicit extern file finally fixed for foreach get global goto if implicit in init interface \
             internal is let lock nameof namespace new not operator or out override params partial private protected \
             public readonly record ref remove required return scoped sealed select set sizeof stackalloc static struct \
             switch this throw try typeof unchecked unsafe using value var virtual volatile when where while with yield \
             from orderby join group into by on equals ascending descending",
        ),
        (
            Type,
            "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort \
             void Console String Math List Dictionary IEnumerable Task Exception DateTime Guid",
        ),
        (Number, "true false null"),
    ]),
    contextual: "add alias and by descending ascending equals file from get global group init into join let managed not notnull on or orderby partial record remove required select set scoped value var when where with yield",
    strings: &[
        Quotes::doubled("\"").opened("$@\"").with(&[("{", b'}')]),
        Quotes::doubled("\"").opened("@$\"").with(&[("{", b'}')]),
        Quotes::doubled("\"").opened("@\""),
        Quotes::raw("$\"\"\"", "\"\"\"").with(&[("{", b'}')]),
        Quotes::new("\"").opened("$\"").with(&[("{", b'}')]),
        Quotes::new("\""),
        Quotes::character("'"),
    ],
    types_after: "class interface struct enum record",
    capitals: Capitals::Declared,
    attributes: &[("[", b']')],
    special: Special::CSharp,
    ..Code::LIKE_C
};

/// Swift (the reference, lexical structure).
pub(in crate::highlight) static SWIFT: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "actor any as associatedtype async await break case catch class continue convenience default defer deinit didSet \
             do dynamic else enum extension fallthrough fileprivate final for func get guard if import in indirect infix \
             init inout internal is isolated lazy let mutating nonisolated nonmutating open operator optional override \
             postfix precedencegroup prefix private protocol public repeat required rethrows return self set some static \
             struct subscript super switch throw throws try typealias unowned var weak where while willSet",
        ),
        (Number, "true false nil"),
    ]),
    contextual: "any convenience get indirect infix lazy left mutating none nonmutating optional override postfix prefix required right set some unowned weak open actor isolated",
    comments: &[Comment::line("//"), Comment::nested("/*", "*/")],
    strings: &[Quotes::long("\"\"\"").with(&[("\\(", b')')]), Quotes::new("\"").with(&[("\\(", b')')])],
    functions_after: "func",
    types_after: "class struct enum protocol extension actor typealias",
    capitals: Capitals::Types,
    marks: &[("@", Attribute), ("#", Keyword)],
    special: Special::Swift,
    ..Code::LIKE_C
};

/// Dart (the specification, reserved words).
pub(in crate::highlight) static DART: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract as assert async await base break case catch class const continue covariant default deferred do else \
             enum export extends extension external factory final finally for get hide if implements import in interface \
             is late library mixin new of on operator part required rethrow return sealed set show static super switch \
             sync this throw try typedef var when while with yield",
        ),
        (Type, "bool double dynamic int num void"),
        (Number, "true false null"),
    ]),
    contextual: "abstract as covariant deferred export external factory get hide implements import interface late library mixin of on operator part required sealed set show static sync typedef",
    comments: &[Comment::line("//"), Comment::nested("/*", "*/")],
    strings: &[
        Quotes::long("\"\"\"").with(&[("${", b'}')]),
        Quotes::long("'''").with(&[("${", b'}')]),
        Quotes::new("\"").with(&[("${", b'}')]),
        Quotes::new("'").with(&[("${", b'}')]),
    ],
    prefixes: "r",
    types_after: "class enum mixin extension typedef",
    capitals: Capitals::Types,
    marks: &[("@", Attribute)],
    ..Code::LIKE_C
};

/// Solidity.
pub(in crate::highlight) static SOLIDITY: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract anonymous as assembly break calldata catch constant constructor continue contract delete do else \
             emit enum error event external fallback for function if immutable import indexed interface internal is \
             library mapping memory modifier new override payable pragma private public pure receive return returns \
             revert storage struct super this throw try type unchecked using view virtual while",
        ),
        (
            Type,
            "address bool bytes bytes4 bytes32 int int256 string uint uint8 uint16 uint32 uint64 uint128 uint256 var",
        ),
        (Number, "true false wei gwei ether seconds minutes hours days weeks"),
    ]),
    strings: &[Quotes::new("\""), Quotes::new("'")],
    functions_after: "function modifier event error",
    types_after: "contract interface library struct enum",
    capitals: Capitals::TypesUnlessCalled,
    ..Code::LIKE_C
};

/// Visual Basic and VBScript.
pub(in crate::highlight) static VISUAL_BASIC: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "addhandler addressof alias and andalso as async await byref byval call case catch class const continue declare \
             default dim do each else elseif end enum erase error event exit finally for friend from function get \
             gettype goto handles if implements imports in inherits interface is isnot let like loop me mod module \
             mustinherit mustoverride mybase namespace new next not of on option optional or orelse overridable overrides \
             partial private property protected public raiseevent readonly redim removehandler resume return select set \
             shadows shared static step stop structure sub then throw to try typeof until using wend when where while \
             with withevents writeonly xor",
        ),
        (
            Type,
            "boolean byte char date decimal double integer long object sbyte short single string uinteger ulong variant",
        ),
        (Number, "true false nothing null empty"),
    ]),
    any_case: true,
    comments: &[Comment::line("'"), Comment::line("rem ").only(crate::highlight::description::Place::Line)],
    strings: &[Quotes { long: false, ..Quotes::doubled("\"") }.escaped(Escape::Doubled)],
    functions_after: "sub function property",
    types_after: "class module structure interface enum",
    ..Code::LIKE_C
};
