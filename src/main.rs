//! The program `pamphlet`.

use std::process::ExitCode;

/// A book is millions of small allocations, made on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pamphlet::cli::run(std::env::args_os()).into()
}
