//! Every rule of the program.

use crate::diag::Rule;
use crate::{backend, check, layout, markup, pandoc, parse, plan, publication, resolve, resource, verify};

/// Every rule of the program, by name.
pub fn rules() -> Vec<&'static Rule> {
    let areas = [
        publication::rules::ALL,
        parse::rules::ALL,
        pandoc::rules::ALL,
        resource::rules::ALL,
        resolve::rules::ALL,
        check::rules::ALL,
        layout::rules::ALL,
        markup::rules::ALL,
        backend::pdf::rules::ALL,
        backend::epub::rules::ALL,
        plan::rules::ALL,
        verify::rules::ALL,
    ];
    let mut rules: Vec<&'static Rule> = areas.concat();
    rules.sort_by_key(|rule| rule.id);
    rules
}
