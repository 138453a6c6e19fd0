//! C and its nearest relatives, Rust, Go, Zig, D, and the languages of shaders.

use crate::highlight::description::{Capitals, Code, Comment, Quotes, Special};
use crate::highlight::token::TokenKind::{Attribute, Function, Keyword, Number, Type};
use crate::highlight::words::Words;

/// Rust (reference, keywords).
pub(in crate::highlight) static RUST: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "as async await break const continue crate default dyn else enum extern fn for if impl in let loop macro_rules! \
             match mod move mut pub ref return self static struct super trait type union unsafe use where while \
             yield gen",
        ),
        (Type, "Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"),
        (Number, "true false"),
    ]),
    contextual: "auto default union gen yield",
    endings: b"!",
    comments: &[Comment::line("//"), Comment::nested("/*", "*/")],
    strings: &[Quotes::long("\""), Quotes::character("'")],
    prefixes: "b c",
    functions_after: "fn macro_rules!",
    types_after: "struct enum trait type union",
    capitals: Capitals::Types,
    constants: true,
    attributes: &[("#[", b']'), ("#![", b']')],
    special: Special::Rust,
    ..Code::LIKE_C
};

const C_KEYWORDS: &str = "auto break case const constexpr continue default do else enum extern for goto if inline \
     register restrict return sizeof static struct switch typedef typeof union volatile while _Alignas _Alignof \
     _Atomic _Generic _Noreturn _Static_assert _Thread_local alignas alignof static_assert thread_local asm \
     __attribute__";
const C_TYPES: &str = "bool char double float int long short signed unsigned void _Bool _Complex int8_t int16_t \
     int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t ssize_t ptrdiff_t intptr_t uintptr_t wchar_t \
     char8_t char16_t char32_t time_t off_t pid_t va_list FILE max_align_t";
const C_CONSTANTS: &str = "true false NULL nullptr stdin stdout stderr EOF";

/// C (ISO/IEC 9899).
pub(in crate::highlight) static C: Code = Code {
    words: Words::new(&[(Keyword, C_KEYWORDS), (Type, C_TYPES), (Number, C_CONSTANTS)]),
    prefixes: "L u8 u U",
    types_after: "struct enum union",
    constants: true,
    special: Special::C,
    ..Code::LIKE_C
};

const CPP_KEYWORDS: &str = "alignas alignof and and_eq asm break case catch class co_await co_return co_yield compl \
     concept const consteval constexpr constinit const_cast continue decltype default delete do dynamic_cast else \
     enum explicit export extern final for friend goto if import inline module mutable namespace new noexcept not \
     not_eq operator or or_eq override private protected public register reinterpret_cast requires return sizeof \
     static static_assert static_cast struct switch template this thread_local throw try typedef typeid typename \
     union using virtual volatile while xor xor_eq auto __global__ __device__ __host__ __shared__";

/// C++ (ISO/IEC 14882), and CUDA.
pub(in crate::highlight) static CPP: Code = Code {
    words: Words::new(&[
        (Keyword, CPP_KEYWORDS),
        (Type, C_TYPES),
        (Type, "string wstring string_view vector unordered_map unique_ptr shared_ptr"),
        (Number, C_CONSTANTS),
    ]),
    contextual: "final override import module",
    prefixes: "L u8 u U",
    types_after: "struct enum union class typename concept",
    constants: true,
    attributes: &[("[[", b']')],
    special: Special::C,
    ..Code::LIKE_C
};

/// Objective-C and Objective-C++.
pub(in crate::highlight) static OBJECTIVE_C: Code = Code {
    words: Words::new(&[
        (Keyword, C_KEYWORDS),
        (
            Keyword,
            "self super in nonatomic strong weak copy assign readonly readwrite class namespace template typename \
             public private protected virtual using new delete this try catch throw operator __block __weak __strong",
        ),
        (Type, C_TYPES),
        (Type, "id instancetype BOOL SEL IMP Class NSInteger NSUInteger CGFloat"),
        (Number, C_CONSTANTS),
        (Number, "YES NO nil Nil"),
    ]),
    strings: &[Quotes::new("\"").opened("@\""), Quotes::new("\""), Quotes::character("'")],
    types_after: "struct enum union class",
    capitals: Capitals::TypesUnlessCalled,
    constants: true,
    marks: &[("@", Keyword)],
    special: Special::C,
    ..Code::LIKE_C
};

/// Go (the specification).
pub(in crate::highlight) static GO: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "break case chan const continue default defer else fallthrough for func go goto if import interface map \
             package range return select struct switch type var",
        ),
        (
            Type,
            "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune \
             string uint uint8 uint16 uint32 uint64 uintptr",
        ),
        (Number, "true false nil iota"),
        (
            Function,
            "append cap clear close complex copy delete imag len make max min new panic print println real recover",
        ),
    ]),
    strings: &[Quotes::new("\""), Quotes::raw("`", "`"), Quotes::character("'")],
    functions_after: "func",
    types_after: "type",
    ..Code::LIKE_C
};

/// Zig (language reference).
pub(in crate::highlight) static ZIG: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "addrspace align allowzero and anyframe asm async await break callconv catch comptime const continue defer \
             else enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or \
             orelse packed pub resume return struct suspend switch test threadlocal try union unreachable \
             usingnamespace var volatile while",
        ),
        (
            Type,
            "anyerror anyopaque anytype bool comptime_float comptime_int f16 f32 f64 f80 f128 i8 i16 i32 i64 i128 isize \
             noreturn type u1 u8 u16 u32 u64 u128 usize void c_int c_uint c_long c_char",
        ),
        (Number, "true false null undefined"),
    ]),
    comments: &[Comment::line("//")],
    functions_after: "fn",
    capitals: Capitals::TypesUnlessCalled,
    marks: &[("@", Function)],
    special: Special::Zig,
    ..Code::LIKE_C
};

/// D (the specification).
pub(in crate::highlight) static D: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "abstract alias align asm assert auto body break case cast catch class const continue debug default delegate \
             delete deprecated do else enum export extern final finally for foreach foreach_reverse function goto if \
             immutable import in inout interface invariant is lazy macro mixin module new nothrow out override package \
             pragma private protected public pure ref return scope shared static struct super switch synchronized \
             template this throw try typeid typeof union unittest version while with __gshared __traits",
        ),
        (
            Type,
            "bool byte cdouble cfloat char creal dchar double float idouble ifloat int ireal long real short size_t \
             string dstring wstring ubyte ucent uint ulong ushort void wchar",
        ),
        (Number, "true false null __FILE__ __LINE__"),
    ]),
    comments: &[Comment::line("//"), Comment::block("/*", "*/"), Comment::nested("/+", "+/")],
    strings: &[Quotes::raw("r\"", "\""), Quotes::long("\""), Quotes::raw("`", "`"), Quotes::character("'")],
    prefixes: "x",
    types_after: "class struct interface enum union template",
    capitals: Capitals::TypesUnlessCalled,
    marks: &[("@", Attribute)],
    ..Code::LIKE_C
};

/// GLSL, HLSL, WGSL, and Metal.
pub(in crate::highlight) static SHADER: Code = Code {
    words: Words::new(&[
        (
            Keyword,
            "alias break buffer case cbuffer centroid const const_assert constant continue continuing default device \
             diagnostic discard do else enable flat fn for fragment highp if in inout invariant kernel layout let loop \
             lowp mediump noperspective out override precision return sampler_state shared smooth static struct switch \
             technique thread threadgroup uniform using var varying vertex while attribute",
        ),
        (
            Type,
            "array atomic bool bvec2 bvec3 bvec4 double f16 f32 float float2 float3 float4 float3x3 float4x4 half half2 \
             half3 half4 i32 image2D int int2 int3 int4 ivec2 ivec3 ivec4 mat2 mat3 mat4 mat2x2 mat3x3 mat4x4 ptr \
             sampler sampler2D sampler3D samplerCube texture2D texture_2d u32 uint uint2 uint3 uint4 uvec2 uvec3 uvec4 \
             vec2 vec3 vec4 vec2f vec3f vec4f void",
        ),
        (Number, "true false"),
    ]),
    functions_after: "fn",
    types_after: "struct",
    marks: &[("@", Attribute)],
    special: Special::C,
    ..Code::LIKE_C
};
