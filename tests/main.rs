//! The integration tests: one program, since each one more costs a link of everything.
//!
//! `cargo test --test integration verify::` runs one file.

mod support;

mod architecture;
mod chapters;
mod checks;
mod citations;
mod cmd;
mod collection;
mod commonmark;
mod compare;
mod corpus;
mod cover;
mod dialect;
mod excerpts;
mod document_json;
mod faults;
mod fix;
mod fixtures;
mod init;
mod import;
mod includes;
mod json_schema;
mod lsp;
mod manifest_schema;
mod layout;
mod library;
mod output_folder;
mod manual;
mod markdown;
mod pages;
mod pandoc;
mod plan;
mod pdf_parity;
mod programs;
mod publish;
mod record;
mod references;
mod report;
mod robustness;
mod serve;
mod site;
mod sources;
mod text;
mod theme;
mod theme_schema;
mod text_faults;
mod verify;
mod verify_command;
mod verify_false_alarms;
mod verify_note_marks;
mod verify_pdf;
mod verify_structure;
mod verify_untagged;
