//! Functional languages: Haskell, the ML family, Lisp, Erlang, Elixir.

use crate::highlight::description::{Capitals, Code, Comment, Keys, Quotes, Special};
use crate::highlight::token::TokenKind::{Attribute, Function, Keyword, Number, Type};
use crate::highlight::words::Words;

/// Haskell (2010 report, 2.4), and PureScript.
pub(in crate::highlight) static HASKELL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "as case class data default deriving do else family forall foreign hiding if import in infix infixl infixr \
             instance let mdo module newtype of pattern proc qualified rec then type where",
        ),
        (Function, "error undefined"),
    ]),
    letters: b"'",
    comments: &[Comment::nested("{-", "-}"), Comment::line("--")],
    strings: &[Quotes::long("\""), Quotes::character("'")],
    capitals: Capitals::Types,
    signature: "::",
    calls: false,
    ..Code::PLAIN
};

/// Elm.
pub(in crate::highlight) static ELM: Code = Code {
    words: Words::new(&[(
        Keyword,
        "alias as case else exposing if import in infix let module of port then type where",
    )]),
    comments: &[Comment::nested("{-", "-}"), Comment::line("--")],
    strings: &[Quotes::long("\"\"\""), Quotes::new("\""), Quotes::character("'")],
    capitals: Capitals::Types,
    signature: ":",
    calls: false,
    ..Code::PLAIN
};

/// OCaml, Standard ML, and Reason.
pub(in crate::highlight) static OCAML: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and as asr assert begin class constraint do done downto else end exception external for fun function functor \
             if in include inherit initializer land lazy let lor lsl lsr lxor match method mod module mutable new nonrec \
             object of open or private rec sig struct then to try type val virtual when while with fn",
        ),
        (Type, "array bool bytes char exn float int int32 int64 list option string unit"),
        (Number, "true false"),
    ]),
    letters: b"'",
    comments: &[Comment::nested("(*", "*)")],
    strings: &[Quotes::long("\""), Quotes::character("'")],
    values_after: "let rec and val external fun",
    capitals: Capitals::Types,
    calls: false,
    special: Special::OCaml,
    ..Code::PLAIN
};

/// F#.
pub(in crate::highlight) static FSHARP: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract and as assert base begin class default delegate do done downcast downto elif else end exception extern \
             finally fixed for fun function global if in inherit inline interface internal lazy let match member module \
             mutable namespace new not of open or override private public rec return select static struct then to try \
             type upcast use val void when while with yield",
        ),
        (
            Type,
            "bool byte char decimal double exn float int int64 list obj option seq string uint unit async",
        ),
        (Number, "true false null"),
    ]),
    endings: b"!",
    comments: &[Comment::line("//"), Comment::nested("(*", "*)")],
    strings: &[
        Quotes::long("\"\"\""),
        Quotes::doubled("\"").opened("@\""),
        Quotes::long("\"").opened("$\"").with(&[("{", b'}')]),
        Quotes::long("\""),
        Quotes::character("'"),
    ],
    values_after: "let rec and inline",
    types_after: "type",
    capitals: Capitals::Declared,
    attributes: &[("[<", b']')],
    calls: false,
    ..Code::PLAIN
};

/// Common Lisp, Emacs Lisp, Scheme, Racket.
pub(in crate::highlight) static LISP: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and begin block case catch cond declare defclass defconstant define define-syntax define-record-type defgeneric \
             defmacro defmethod defpackage defparameter defstruct deftype defun defvar defcustom do dolist dotimes else \
             flet for-each go handler-case if in-package interactive labels lambda let let* let-values letrec loop \
             macrolet match module multiple-value-bind or progn prog1 provide quasiquote quote require return return-from \
             save-excursion set! setf setq struct syntax-rules tagbody throw unless unwind-protect use-package when while",
        ),
        (
            Function,
            "append apply assoc caar cadr car cdr cddr concat cons display eq eql equal equalp error first format funcall \
             gethash last length list listp map mapcar max member message min newline not nth null nreverse print princ \
             push pop remove rest reverse second sort string values zerop",
        ),
        (Number, "nil t #t #f #true #false"),
    ]),
    letters: b"-+*/<>=!?&%$~^.",
    comments: &[Comment::nested("#|", "|#"), Comment::line(";")],
    strings: &[Quotes::long("\"")],
    functions_after: "defun defmacro defgeneric defmethod define-syntax",
    types_after: "defclass defstruct deftype struct",
    calls: false,
    special: Special::Lisp,
    ..Code::PLAIN
};

/// Clojure.
pub(in crate::highlight) static CLOJURE: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and as-> binding case catch cond cond-> condp def definterface defmacro defmethod defmulti defn defn- defonce \
             defprotocol defrecord deftype do doseq dosync dotimes doto extend-protocol extend-type finally fn for if \
             if-let if-not if-some import let letfn loop ns or proxy quote recur reify require some-> some->> throw try \
             use var when when-first when-let when-not when-some while -> ->>",
        ),
        (
            Function,
            "apply assoc assoc-in atom comp concat conj cons count dec deref dissoc empty? every? filter first get get-in \
             group-by identity inc into iterate keys last list map mapv merge nth partial print println range reduce \
             remove repeat reset! rest reverse second seq set some sort sort-by str subs swap! take update update-in vals \
             vec vector zero? zipmap",
        ),
        (Number, "nil true false"),
    ]),
    letters: b"-+*/<>=!?&%$'.",
    comments: &[Comment::line(";")],
    strings: &[Quotes::long("\""), Quotes::long("\"").opened("#\"")],
    functions_after: "defn defn- defmacro defmulti defmethod",
    types_after: "defrecord deftype defprotocol",
    calls: false,
    special: Special::Lisp,
    ..Code::PLAIN
};

/// Erlang.
pub(in crate::highlight) static ERLANG: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let maybe not of or \
             orelse receive rem try when xor",
        ),
        (Number, "true false undefined"),
    ]),
    letters: b"@",
    comments: &[Comment::line("%")],
    strings: &[Quotes::long("\""), Quotes::new("'")],
    special: Special::Erlang,
    ..Code::PLAIN
};

/// Elixir.
pub(in crate::highlight) static ELIXIR: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "after alias and case catch cond def defdelegate defexception defguard defimpl defmacro defmacrop defmodule \
             defp defprotocol defstruct do else end fn for if import in not or quote raise receive require rescue super \
             throw try unless unquote use when with",
        ),
        (Number, "true false nil"),
    ]),
    endings: b"?!",
    comments: &[Comment::line("#")],
    strings: &[
        Quotes::long("\"\"\"").with(&[("#{", b'}')]),
        Quotes::long("'''"),
        Quotes::long("\"").with(&[("#{", b'}')]),
        Quotes::new("'"),
    ],
    functions_after: "def defp defmacro defmacrop defguard defdelegate",
    capitals: Capitals::Types,
    marks: &[("@", Attribute)],
    keys: Keys::Symbols,
    special: Special::Elixir,
    ..Code::PLAIN
};

/// Gleam.
pub(in crate::highlight) static GLEAM: Code = Code {
    words: Words::new(&[(
        Keyword,
        "as assert auto case const delegate derive echo else fn if implement import let macro opaque panic pub test todo \
         type use",
    )]),
    comments: &[Comment::line("//")],
    strings: &[Quotes::long("\"")],
    functions_after: "fn",
    capitals: Capitals::Types,
    marks: &[("@", Attribute)],
    ..Code::PLAIN
};

/// Prolog.
pub(in crate::highlight) static PROLOG: Code = Code {
    words: Words::new(&[(
        Keyword,
        "dynamic discontiguous fail initialization is mod module not rem true use_module xor",
    )]),
    comments: &[Comment::line("%"), Comment::block("/*", "*/")],
    strings: &[Quotes::new("\""), Quotes::new("'")],
    ..Code::PLAIN
};
