//! Older languages, and those of hardware: Pascal, Ada, Fortran, Verilog, VHDL, assembler; and SQL.

use crate::highlight::description::{Code, Comment, Place, Quotes, Special};
use crate::highlight::token::TokenKind::{Function, Keyword, Number, Type};
use crate::highlight::words::Words;

const ON_ONE_LINE: &[Quotes] =
    &[Quotes { long: false, ..Quotes::doubled("'") }, Quotes { long: false, ..Quotes::doubled("\"") }];

/// Pascal and Delphi.
pub(in crate::highlight) static PASCAL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "and array as asm begin case class const constructor destructor div do downto else end except exports external \
             file finalization finally for forward function goto if implementation in inherited initialization inline \
             interface is label library mod not object of on operator or overload override packed private procedure \
             program property protected public published raise record repeat set shl shr then threadvar to try type unit \
             until uses var virtual while with xor",
        ),
        (
            Type,
            "ansistring boolean byte cardinal char double extended int64 integer longint pointer real shortint single smallint string text word",
        ),
        (Number, "true false nil"),
    ]),
    any_case: true,
    comments: &[Comment::line("//"), Comment::block("{", "}"), Comment::block("(*", "*)")],
    strings: ON_ONE_LINE,
    functions_after: "procedure function program constructor destructor",
    ..Code::PLAIN
};

/// Ada.
pub(in crate::highlight) static ADA: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abort abs abstract accept access aliased all and array at begin body case constant declare delay delta digits \
             do else elsif end entry exception exit for function generic goto if in interface is limited loop mod new not \
             of or others out overriding package parallel pragma private procedure protected raise range record rem \
             renames requeue return reverse select separate some subtype synchronized tagged task terminate then type \
             until use when while with xor",
        ),
        (Type, "boolean character duration float integer natural positive string"),
        (Number, "true false null"),
    ]),
    any_case: true,
    comments: &[Comment::line("--")],
    strings: &[Quotes { long: false, ..Quotes::doubled("\"") }, Quotes::character("'")],
    functions_after: "procedure function entry",
    types_after: "type subtype",
    calls: false,
    ..Code::PLAIN
};

/// Fortran in free form.
pub(in crate::highlight) static FORTRAN: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract allocatable allocate associate block call case class close contains continue cycle data deallocate \
             default dimension do else elseif elsewhere end enddo endfunction endif endmodule endprogram endsubroutine \
             entry exit extends external final forall format function generic go goto if implicit import in include \
             inout intent interface intrinsic module namelist none nullify only open operator optional out parameter \
             pointer print private procedure program protected public pure read recursive result return save select \
             sequence stop subroutine target then to use volatile where while write elemental",
        ),
        (Type, "character complex double integer logical precision real type"),
        (Number, ".true. .false."),
    ]),
    any_case: true,
    comments: &[Comment::line("!")],
    strings: ON_ONE_LINE,
    functions_after: "function subroutine program module",
    calls: false,
    ..Code::PLAIN
};

/// Verilog and SystemVerilog.
pub(in crate::highlight) static VERILOG: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "always always_comb always_ff always_latch assign automatic begin case casex casez class const constraint \
             default defparam disable else end endcase endclass endfunction endgenerate endinterface endmodule endpackage \
             endtask enum extends final for foreach forever fork function generate genvar if import initial inout input \
             interface join localparam modport module negedge new output package packed parameter posedge priority \
             property rand repeat return static struct task this typedef union unique virtual void while",
        ),
        (Type, "bit byte int integer logic longint real reg shortint signed string time tri unsigned wire"),
    ]),
    strings: &[Quotes::new("\"")],
    functions_after: "module task",
    marks: &[("$", Function), ("`", Keyword)],
    ..Code::LIKE_C
};

/// VHDL.
pub(in crate::highlight) static VHDL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abs access after alias all and architecture array assert attribute begin block body buffer bus case component \
             configuration constant disconnect downto else elsif end entity exit file for function generate generic group \
             guarded if impure in inertial inout is label library linkage literal loop map mod nand new next nor not null \
             of on open or others out package port postponed procedure process pure range record register reject rem \
             report return rol ror select severity shared signal sla sll sra srl subtype then to transport type unaffected \
             units until use variable wait when while with xnor xor",
        ),
        (
            Type,
            "bit bit_vector boolean character integer natural positive real signed std_logic std_logic_vector string time unsigned",
        ),
        (Number, "true false"),
    ]),
    any_case: true,
    comments: &[Comment::line("--")],
    strings: &[Quotes::new("\""), Quotes::character("'")],
    types_after: "entity",
    calls: false,
    ..Code::PLAIN
};

/// Assembler: what its dialects share.
pub(in crate::highlight) static ASSEMBLER: Code = Code {
    words: Words::new(&[
        (
            Type,
            "al ah ax bl bh bx cl ch cx dl dh dx eax ebx ecx edx esi edi esp ebp rax rbx rcx rdx rsi rdi rsp rbp r8 r9 r10 \
             r11 r12 r13 r14 r15 sp lr pc",
        ),
        (
            Keyword,
            "section segment global extern bits org equ db dw dd dq resb resw resd resq times byte word dword qword ptr",
        ),
    ]),
    any_case: true,
    comments: &[
        Comment::line(";"),
        Comment::line("//"),
        Comment::block("/*", "*/"),
        Comment::line("# ").only(Place::Apart),
    ],
    strings: &[Quotes::new("\""), Quotes::new("'")],
    marks: &[(".", Keyword), ("%", Type)],
    calls: false,
    ..Code::PLAIN
};

/// SQL, in the words that its dialects share.
pub(in crate::highlight) static SQL: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "add after all alter analyze and any as asc auto_increment autoincrement before begin between by cascade case \
             cast check collate column comment commit concurrently conflict constraint create cross current cursor database \
             declare default deferrable delete desc describe distinct do drop each else elsif end escape except exec execute \
             exists explain fetch filter first following for foreign from full function generated grant group having \
             identity if ilike in index inner insert intersect into is isnull join key language last lateral left like \
             limit loop materialized merge natural next no not nothing nulls of off offset on only or order outer over \
             partition plpgsql preceding primary procedure range recursive references rename replace restrict returning \
             returns return revoke right rollback row rows savepoint schema select sequence set similar some table \
             tablespace temp temporary then to top transaction trigger truncate unbounded union unique unlogged update use \
             using values view when where while window with without",
        ),
        (
            Type,
            "array bigint bigserial binary bit blob bool boolean bytea char character clob date datetime decimal double \
             float int integer interval json jsonb money nchar numeric nvarchar precision real serial smallint text time \
             timestamp timestamptz tinyint uuid varbinary varchar varying xml zone",
        ),
        (Number, "true false null unknown current_date current_time current_timestamp"),
        (Function, "avg coalesce count max min nullif sum"),
    ]),
    any_case: true,
    comments: &[Comment::line("--"), Comment::block("/*", "*/")],
    strings: &[Quotes::doubled("'"), Quotes::doubled("\""), Quotes::raw("`", "`")],
    prefixes: "e n x b r",
    special: Special::Sql,
    ..Code::PLAIN
};
