//! A theme over another: table by table, value by value.

use toml::{Table, Value};

use crate::theme::file::keys::EXTENDS;

/// The values of a theme whose file has this name, over those of the one that it extends, whose file says all.
pub(super) fn whole(name: &str, file: &dyn Fn(&str) -> Option<&'static str>) -> Option<Table> {
    let mut own: Table = file(name)?.parse().ok()?;
    let Some(Value::String(base)) = own.remove(EXTENDS) else { return Some(own) };
    let mut values: Table = file(&base)?.parse().ok()?;
    lay_over(&mut values, own);
    Some(values)
}

/// Lays a table over another: table by table, and lists of tables member by member where their keys may be left out.
pub(super) fn lay_over(base: &mut Table, own: Table) {
    for (key, value) in own {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(base)), Value::Table(own)) => lay_over(base, own),
            (Some(Value::Array(base)), Value::Array(own)) if key != "sizes" && is_of_tables(&own) => {
                for (at, member) in own.into_iter().enumerate() {
                    match (base.get_mut(at), member) {
                        (Some(Value::Table(base)), Value::Table(own)) => lay_over(base, own),
                        (_, member) => base.push(member),
                    }
                }
            }
            (_, value) => drop(base.insert(key, value)),
        }
    }
}

fn is_of_tables(list: &[Value]) -> bool {
    list.iter().all(Value::is_table)
}
