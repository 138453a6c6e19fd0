//! The faults of a run as one log of SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code-scanning services.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Label, Rule, Severity};
use crate::source::Sources;

/// Where the shape of a log is defined (3.13.3).
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The results and notifications of a run, collected until it ends.
#[derive(Debug, Clone, Default)]
pub struct Log {
    results: Vec<(&'static Rule, Value)>,
    notifications: Vec<Value>,
}

impl Log {
    /// Adds a fault as a result (3.27).
    pub fn push(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let help = diagnostic.help.as_ref().map(|it| format!("\n{it}")).unwrap_or_default();
        let mut result = json!({
            "ruleId": diagnostic.rule.id,
            "level": level(diagnostic.severity),
            "message": { "text": format!("{}{help}", diagnostic.message) },
            "locations": location(&diagnostic.primary, sources).into_iter().collect::<Vec<_>>(),
        });
        let related: Vec<Value> =
            diagnostic.secondary.iter().filter_map(|label| location(label, sources)).collect();
        if !related.is_empty() {
            result["relatedLocations"] = Value::from(related);
        }
        self.results.push((diagnostic.rule, result));
    }

    /// Adds what kept the work from being done, as a notification (3.58).
    pub fn fail(&mut self, message: &str) {
        self.notifications.push(json!({ "level": "error", "message": { "text": message } }));
    }

    /// The log with one run (3.14), its line end included.
    pub fn render(&self) -> String {
        let rules: BTreeMap<&str, &Rule> = self.results.iter().map(|(rule, _)| (rule.id, *rule)).collect();
        let index: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
        let results: Vec<Value> = self
            .results
            .iter()
            .map(|(rule, result)| {
                let mut result = result.clone();
                result["ruleIndex"] = json!(index.get(rule.id));
                result
            })
            .collect();
        let driver = json!({
            "name": "pamphlet",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
        });
        let invocation = json!({
            "executionSuccessful": self.notifications.is_empty(),
            "toolExecutionNotifications": self.notifications,
        });
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": results,
            }],
        });
        format!("{log:#}\n")
    }
}

/// A rule with its page (3.49).
fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A place (3.28); `None` for what is in no source.
fn location(label: &Label, sources: &Sources) -> Option<Value> {
    let source = sources.get(label.span.source)?;
    let range = label.span.range();
    let (start, end) = (source.position(range.start), source.position(range.end));
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(source.path()) },
            "region": {
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    Some(location)
}

/// A path as a relative reference (RFC 3986, 4.2), its characters outside the unreserved ones as bytes in per cent.
fn uri(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let path = path.replace('\\', "/");
    path.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Group;
    use crate::source::{Source, Span};

    static LATER: Rule = Rule {
        id: "z-rule",
        aliases: &[],
        group: Group::Text,
        severity: Severity::Warning,
        fix: false,
        summary: "z",
        explanation: "Z.",
    };
    static FIRST: Rule = Rule {
        id: "a-rule",
        aliases: &[],
        group: Group::Text,
        severity: Severity::Error,
        fix: false,
        summary: "a",
        explanation: "A.",
    };

    fn log() -> Value {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a b/é.md", "one\n日本 two\n")).expect("room");
        let mut log = Log::default();
        log.push(&Diagnostic::new(&LATER, Span::new(id, 11..14), "late").help("fix it"), &sources);
        let also = Diagnostic::new(&FIRST, Span::new(id, 0..3), "first").also(Span::new(id, 4..10), "there");
        log.push(&also, &sources);
        log.push(&Diagnostic::new(&FIRST, Span::default(), "nowhere"), &Sources::new());
        log.fail("gone");
        serde_json::from_str(&log.render()).expect("JSON")
    }

    #[test]
    fn a_result_has_its_rule_its_level_and_its_place() {
        let run = &log()["runs"][0];
        let rules: Vec<&Value> =
            run["tool"]["driver"]["rules"].as_array().expect("a list").iter().map(|it| &it["id"]).collect();
        assert_eq!(rules, ["a-rule", "z-rule"], "each once");
        let late = &run["results"][0];
        assert_eq!((&late["ruleIndex"], &late["level"]), (&json!(1), &json!("warning")));
        assert_eq!(late["message"]["text"], "late\nfix it");
        let place = &late["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C3%A9.md");
        assert_eq!(
            place["region"],
            json!({ "startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 7 }),
            "columns count characters, as `columnKind` says"
        );
        assert_eq!(run["results"][1]["relatedLocations"][0]["message"]["text"], "there");
        assert_eq!(run["results"][2]["locations"], json!([]));
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], "gone");
    }

    /// What the schema requires of the objects that are used here.
    #[test]
    fn what_the_schema_requires_is_there() {
        const REQUIRED: &[(&str, &[&str])] = &[
            ("", &["version", "runs"]),
            ("/runs/0", &["tool"]),
            ("/runs/0/tool", &["driver"]),
            ("/runs/0/tool/driver", &["name"]),
            ("/runs/0/tool/driver/rules/0", &["id"]),
            ("/runs/0/tool/driver/rules/0/shortDescription", &["text"]),
            ("/runs/0/tool/driver/rules/0/help", &["text"]),
            ("/runs/0/invocations/0", &["executionSuccessful"]),
            ("/runs/0/invocations/0/toolExecutionNotifications/0", &["message"]),
            ("/runs/0/results/0", &["message"]),
            ("/runs/0/results/0/message", &["text"]),
        ];
        let log = log();
        for (pointer, fields) in REQUIRED {
            let object = log.pointer(pointer).unwrap_or(&Value::Null);
            fields.iter().for_each(|it| assert!(object.get(it).is_some(), "{pointer} has no {it}"));
        }
        assert_eq!(log["version"], "2.1.0");
    }

    #[test]
    fn a_run_without_faults_has_a_list_of_none() {
        let log: Value = serde_json::from_str(&Log::default().render()).expect("JSON");
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
    }
}
