//! `lsp`: an editor gets errors and warnings of what is not saved yet, with fixes, and the outline.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::support::project::TestProject;

/// An editor with the server that it started.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    last: u64,
}

impl Editor {
    fn start(project: &TestProject) -> Editor {
        let mut child = project
            .command("lsp --stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let input = child.stdin.take();
        let mut editor = Editor { child, input, output, last: 0 };
        let capabilities = editor.ask("initialize", json!({"capabilities": {}}));
        assert_eq!(capabilities["capabilities"]["textDocumentSync"]["change"], 1);
        editor.tell("initialized", json!({}));
        editor
    }

    fn write(&mut self, message: &Value) {
        let text = message.to_string();
        let bytes = format!("Content-Length: {}\r\n\r\n{text}", text.len());
        self.input.as_mut().expect("a pipe").write_all(bytes.as_bytes()).expect("written");
    }

    fn tell(&mut self, method: &str, parameters: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": parameters}));
    }

    /// The answer to a request; what comes before it is left out.
    fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.write(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": parameters}));
        loop {
            let message = self.read();
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
        }
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("a line") > 0, "the server has ended");
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).expect("a message");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    /// The next diagnostics of a text in a version.
    fn found(&mut self, uri: &str, version: u64) -> Vec<Value> {
        loop {
            let message = self.read();
            let parameters = &message["params"];
            if parameters["uri"] == uri && parameters["version"] == version {
                return parameters["diagnostics"].as_array().cloned().expect("a list");
            }
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    fn change(&mut self, uri: &str, version: u64, text: &str) {
        let document = json!({"uri": uri, "version": version});
        let changes = json!([{"text": text}]);
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The exit status after a good end.
    fn end(mut self) -> i32 {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.child.wait().expect("it ends").code().expect("a status")
    }
}

fn uri(project: &TestProject, path: &str) -> String {
    format!("file://{}", project.path(path).display())
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|it| it["code"].as_str()).collect()
}

#[test]
fn what_is_typed_is_checked_and_fixed_before_it_is_saved() {
    let good = "---\ntitle: T\nlang: en\n---\n\n# A\n\nSome words.\n";
    let project = TestProject::new(&[("a b.md", good)]);
    let uri = uri(&project, "a b.md").replace(' ', "%20");
    let mut editor = Editor::start(&project);
    editor.open(&uri, good);
    assert_eq!(editor.found(&uri, 1), [Value::Null; 0]);
    editor.change(&uri, 2, &good.replace("Some words", "😀 Some  words"));
    let found = editor.found(&uri, 2);
    assert_eq!(codes(&found), ["doubled-space"], "{found:?}");
    // Columns are units of UTF-16: the face has two.
    assert_eq!(found[0]["range"]["start"], json!({"line": 7, "character": 7}));
    let parameters = json!({
        "textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": []},
    });
    let actions = editor.ask("textDocument/codeAction", parameters);
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!((edit["newText"].as_str(), actions[0]["kind"].as_str()), (Some(" "), Some("quickfix")));
    assert_eq!(edit["range"], found[0]["range"]);
    // Many changes at once are checked once they are all there.
    for version in 3..100 {
        editor.change(&uri, version, good);
    }
    assert_eq!(editor.found(&uri, 99), [Value::Null; 0]);
    assert_eq!(project.read("a b.md"), good, "nothing is written");
    assert_eq!(editor.end(), 0);
}

#[test]
fn a_chapter_is_checked_within_its_publication() {
    let manifest = "[publication]\ntitle = \"B\"\nlanguage = \"en\"\nchapters = [\"a.md\", \"b.md\"]\n";
    let (a, b) = ("# First\n\nSee [it](b.md#second).\n", "# Second\n\n## Third\n\n# Fourth\n");
    let project = TestProject::new(&[("pamphlet.toml", manifest), ("a.md", a), ("b.md", b)]);
    let (first, second) = (uri(&project, "a.md"), uri(&project, "b.md"));
    let mut editor = Editor::start(&project);
    editor.open(&first, a);
    assert_eq!(editor.found(&first, 1), [Value::Null; 0], "the link to the other chapter holds");
    editor.open(&second, b);
    assert_eq!(editor.found(&second, 1), [Value::Null; 0]);
    // A change of one chapter is an error of another.
    editor.change(&second, 2, &b.replace("# Second", "# Other"));
    assert_eq!(codes(&editor.found(&first, 1)), ["dead-anchor"]);
    let symbols = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": second}}));
    let names = |list: &Value| -> Vec<String> {
        let list = list.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|it| it["name"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(names(&symbols), ["Other", "Fourth"]);
    assert_eq!(names(&symbols[0]["children"]), ["Third"]);
    assert_eq!(symbols[0]["range"]["end"], symbols[1]["range"]["start"]);
    // Closed without saving, the text on disk counts again.
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": second}}));
    editor.change(&first, 2, a);
    assert_eq!(editor.found(&first, 2), [Value::Null; 0]);
    project.write("pamphlet.toml", "[publication]\nchapters = 3\n");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": first}}));
    editor.change(&first, 3, a);
    assert!(!editor.found(&first, 3).is_empty(), "without the manifest, the link leads nowhere");
    assert_eq!(editor.end(), 0);
}

#[test]
fn what_is_not_known_is_answered_so() {
    let project = TestProject::new(&[]);
    let mut editor = Editor::start(&project);
    editor.tell("$/cancelRequest", json!({"id": 1}));
    editor.open("untitled:Untitled-1", "text");
    editor.write(&json!({"jsonrpc": "2.0", "id": "x", "method": "textDocument/hover", "params": {}}));
    let answer = editor.read();
    assert_eq!((answer["id"].as_str(), answer["error"]["code"].as_i64()), (Some("x"), Some(-32601)));
    let none = editor.ask("textDocument/documentSymbol", json!({"textDocument": {"uri": "file:///none.md"}}));
    assert_eq!(none, json!([]));
    assert_eq!(editor.end(), 0);
    // An editor that dies, and one that writes nonsense.
    let mut editor = Editor::start(&project);
    drop(editor.input.take());
    assert_eq!(editor.child.wait().expect("it ends").code(), Some(1));
    let mut editor = Editor::start(&project);
    editor.input.as_mut().expect("a pipe").write_all(b"nonsense\r\n\r\n").expect("written");
    assert_eq!(editor.child.wait().expect("it ends").code(), Some(2));
}
