//! Languages of scripts: Python, Ruby, Perl, Lua, R, Julia, and others.

use crate::highlight::description::{Capitals, Code, Comment, Escape, Keys, Place, Quotes, Special};
use crate::highlight::token::TokenKind::{Attribute, Function, Keyword, Number, Type};
use crate::highlight::words::Words;

/// Python (reference, lexical analysis).
pub(in crate::highlight) static PYTHON: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and as assert async await break case class continue def del elif else except finally for from global if import \
             in is lambda match nonlocal not or pass raise return try while with yield self cls cdef cpdef",
        ),
        (Number, "True False None NotImplemented Ellipsis __name__ __file__ __debug__"),
        (
            Type,
            "bool bytearray bytes complex dict float frozenset int list memoryview object set slice str tuple type \
             ArithmeticError AssertionError AttributeError BaseException EOFError Exception FileNotFoundError ImportError \
             IndexError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError \
             NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError StopIteration \
             SyntaxError TimeoutError TypeError UnicodeError ValueError ZeroDivisionError",
        ),
    ]),
    contextual: "match case",
    strings: &[
        Quotes::long("\"\"\"").with_after(b"fFtT", &[("{", b'}')]),
        Quotes::long("'''").with_after(b"fFtT", &[("{", b'}')]),
        Quotes::new("\"").with_after(b"fFtT", &[("{", b'}')]),
        Quotes::new("'").with_after(b"fFtT", &[("{", b'}')]),
    ],
    prefixes: "b br f fr r rb rf t rt tr u",
    functions_after: "def",
    types_after: "class",
    constants: true,
    marks: &[("@", Attribute)],
    special: Special::Python,
    ..Code::LIKE_SHELL
};

/// Ruby, and Crystal, which is close enough.
pub(in crate::highlight) static RUBY: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "BEGIN END alias and begin break case class def defined? do else elsif end ensure extend for if in include \
             lambda loop module next not or prepend private proc protected public raise redo require require_relative \
             rescue retry return self super then undef unless until when while yield attr_accessor attr_reader attr_writer",
        ),
        (Number, "true false nil __FILE__ __LINE__"),
    ]),
    endings: b"?!",
    strings: &[
        Quotes::long("\"").with(&[("#{", b'}')]),
        Quotes::long("'"),
        Quotes::new("`").with(&[("#{", b'}')]),
    ],
    functions_after: "def",
    types_after: "class module",
    capitals: Capitals::Types,
    constants: true,
    keys: Keys::Symbols,
    patterns: true,
    special: Special::Ruby,
    ..Code::LIKE_SHELL
};

/// Perl (perlfunc, perlsyn).
pub(in crate::highlight) static PERL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "BEGIN END and cmp continue default defer do else elsif eq eval for foreach ge given goto gt if last le local lt \
             method my ne next no not or our package redo require return say state sub try catch unless until use when \
             while x xor print die warn class field",
        ),
        (
            Function,
            "abs bless chomp chop chr close defined delete each exists exit grep hex index int join keys lc lcfirst length \
             map open opendir pack pop printf push quotemeta readline ref reverse rindex scalar shift sort splice split \
             sprintf sqrt substr time uc ucfirst undef unlink unpack unshift values wantarray",
        ),
        (Number, "__FILE__ __LINE__ __PACKAGE__"),
    ]),
    comments: &[Comment::line("#")],
    strings: &[Quotes::long("\""), Quotes::long("'"), Quotes::new("`")],
    functions_after: "sub method",
    types_after: "package class",
    patterns: true,
    special: Special::Perl,
    ..Code::LIKE_SHELL
};

/// Lua (manual, 3.1).
pub(in crate::highlight) static LUA: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and break do else elseif end for function goto if in local not or repeat return self then until while",
        ),
        (Number, "true false nil _G _VERSION"),
    ]),
    comments: &[Comment::line("--")],
    strings: &[Quotes::new("\""), Quotes::new("'")],
    functions_after: "function",
    special: Special::Lua,
    ..Code::PLAIN
};

/// R.
pub(in crate::highlight) static R: Code = Code {
    words: Words::new(&[
        (Keyword, "break else for function if in next repeat return while library require source"),
        (Number, "TRUE FALSE NULL NA NA_integer_ NA_real_ NA_character_ Inf NaN T F pi letters LETTERS"),
    ]),
    contextual: "source library",
    letters: b".",
    strings: &[Quotes::long("\""), Quotes::long("'")],
    prefixes: "r R",
    sigils: b"%",
    ..Code::LIKE_SHELL
};

/// Julia.
pub(in crate::highlight) static JULIA: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract baremodule begin break catch const continue do else elseif end export finally for function global if \
             import in isa let local macro module mutable primitive quote return struct try type using where while",
        ),
        (Number, "true false nothing missing Inf NaN pi"),
    ]),
    endings: b"!",
    comments: &[Comment::nested("#=", "=#"), Comment::line("#")],
    strings: &[
        Quotes::long("\"\"\"").with(&[("$(", b')')]),
        Quotes::long("\"").with(&[("$(", b')')]),
        Quotes::new("`"),
        Quotes::character("'"),
    ],
    prefixes: "r b v s raw html big",
    functions_after: "function macro",
    types_after: "struct module type",
    capitals: Capitals::TypesUnlessCalled,
    marks: &[("@", Attribute)],
    ..Code::PLAIN
};

/// MATLAB and Octave.
pub(in crate::highlight) static MATLAB: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "arguments break case catch classdef continue else elseif end endfor endfunction endif endwhile enumeration \
             events for function global if methods otherwise parfor persistent properties return spmd switch try until \
             while",
        ),
        (Number, "true false pi inf nan Inf NaN eps"),
    ]),
    comments: &[Comment::block("%{\n", "%}"), Comment::line("%"), Comment::line("#").only(Place::Line)],
    strings: &[
        Quotes { long: false, ..Quotes::doubled("'") },
        Quotes { long: false, ..Quotes::doubled("\"") },
    ],
    special: Special::Matlab,
    ..Code::PLAIN
};

/// Nim.
pub(in crate::highlight) static NIM: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "addr and as asm bind block break case cast concept const continue converter defer discard distinct div do elif \
             else end enum except export finally for from func if import in include interface is isnot iterator let macro \
             method mixin mod nil not notin object of or out proc ptr raise ref return shl shr static template try tuple \
             type using var when while xor yield",
        ),
        (
            Type,
            "bool char cstring float float32 float64 int int8 int16 int32 int64 seq string uint uint8 uint16 uint32 uint64 void",
        ),
        (Number, "true false"),
    ]),
    comments: &[Comment::nested("#[", "]#"), Comment::line("#")],
    strings: &[Quotes::raw("\"\"\"", "\"\"\""), Quotes::new("\""), Quotes::character("'")],
    prefixes: "r",
    functions_after: "proc func method iterator macro template converter",
    capitals: Capitals::TypesUnlessCalled,
    ..Code::PLAIN
};

/// Tcl.
pub(in crate::highlight) static TCL: Code = Code {
    words: Words::new(&[(
        Keyword,
        "after append array break catch close concat continue else elseif error eval exit expr file for foreach format \
         global if incr info join lappend lindex list llength lrange lsort namespace open package proc puts read regexp \
         regsub rename return set source split string subst switch then throw trace try unset uplevel upvar variable \
         vwait while",
    )]),
    comments: &[Comment::line("#").only(Place::Line)],
    strings: &[Quotes::long("\"")],
    functions_after: "proc",
    sigils: b"$",
    marks: &[("-", Attribute)],
    calls: false,
    ..Code::PLAIN
};

/// PowerShell.
pub(in crate::highlight) static POWERSHELL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach \
             from function hidden if in param process return static switch throw trap try until using while",
        ),
        (
            Type,
            "array bool byte char datetime decimal double float hashtable int int32 int64 long object pscustomobject string switch void xml",
        ),
    ]),
    any_case: true,
    comments: &[Comment::block("<#", "#>"), Comment::line("#").only(Place::Apart)],
    strings: &[Quotes::long("\"").escaped(Escape::Sign(b'`')).with(&[("$(", b')')]), Quotes::doubled("'")],
    functions_after: "function filter",
    types_after: "class enum",
    special: Special::PowerShell,
    ..Code::PLAIN
};

/// AppleScript.
pub(in crate::highlight) static APPLESCRIPT: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "about above after against and apart around as aside at back before beginning behind below beneath beside \
             between but by considering contain contains continue copy div does eighth else end equal equals error every \
             exit fifth first for fourth from front get given global if ignoring in instead into is it its last local me \
             middle mod my ninth not of on onto or out over prop property put ref reference repeat return returning script \
             second set seventh since sixth some tell tenth that the then third through thru timeout times to transaction \
             try until use where while whose with without",
        ),
        (Type, "alias application boolean date file integer list number POSIX real record string text"),
        (Number, "true false missing value pi"),
    ]),
    comments: &[Comment::line("--"), Comment::nested("(*", "*)"), Comment::line("#").only(Place::Line)],
    strings: &[Quotes::long("\"")],
    calls: false,
    ..Code::PLAIN
};

/// The command language of Windows.
pub(in crate::highlight) static BATCH: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "call defined do else endlocal equ errorlevel exist exit for geq goto gtr if in leq lss neq not pause popd \
             pushd setlocal shift",
        ),
        (
            Function,
            "cd chdir cls copy del dir echo erase md mkdir move path prompt rd ren rename rmdir set title type ver xcopy",
        ),
    ]),
    any_case: true,
    letters: b"-.",
    comments: &[
        Comment::line("rem ").only(Place::Line),
        Comment::line("@rem ").only(Place::Line),
        Comment::line("::").only(Place::Line),
    ],
    strings: &[Quotes { long: false, ..Quotes::doubled("\"") }],
    marks: &[(":", Attribute)],
    sigils: b"%/",
    calls: false,
    ..Code::PLAIN
};

/// CMake.
pub(in crate::highlight) static CMAKE: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and break continue defined else elseif endforeach endfunction endif endmacro endwhile equal foreach function \
             if include macro matches not or strequal option project return set unset while",
        ),
        (Number, "on off true false yes no"),
    ]),
    any_case: true,
    comments: &[Comment::block("#[[", "]]"), Comment::line("#")],
    strings: &[Quotes::long("\"")],
    ..Code::PLAIN
};

/// Nix.
pub(in crate::highlight) static NIX: Code = Code {
    words: Words::new(&[
        (Keyword, "assert else if import in inherit let or rec then with"),
        (Number, "true false null"),
        (Function, "abort baseNameOf builtins derivation fetchTarball map removeAttrs throw toString"),
    ]),
    letters: b"-'",
    comments: &[Comment::line("#"), Comment::block("/*", "*/")],
    strings: &[Quotes::raw("''", "''").with(&[("${", b'}')]), Quotes::long("\"").with(&[("${", b'}')])],
    keys: Keys::Equals,
    calls: false,
    ..Code::PLAIN
};

/// Vim script, old and new.
pub(in crate::highlight) static VIM: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "augroup autocmd call catch command command! const def echo else elseif end enddef endfor endfunction endif endtry \
             endwhile execute export filetype finally for function function! highlight if import in let local map nmap nnoremap \
             noremap normal return set setlocal silent source syntax throw try unlet var vim9script while",
        ),
        (Number, "v:true v:false v:null true false null"),
    ]),
    letters: b":",
    comments: &[Comment::line("\"").only(Place::Line), Comment::line("# ").only(Place::Apart)],
    strings: &[Quotes::new("\""), Quotes { long: false, ..Quotes::doubled("'") }],
    functions_after: "function function! def",
    endings: b"!",
    ..Code::PLAIN
};
