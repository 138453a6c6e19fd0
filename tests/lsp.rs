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

/// To open a file, or to type in it, runs no program that its manifest names.
#[test]
fn filters_do_not_run_in_an_editor() {
    let manifest = "[publication]\ntitle = \"T\"\nlanguage = \"en\"\nchapters = [\"a.md\"]\n";
    let text = "# A\n\nSome words.\n";
    let project = TestProject::new(&[("a.md", text)]);
    project.write("pamphlet.toml", format!("{manifest}filters = [\"touch ran\"]\n"));
    let uri = uri(&project, "a.md");
    let mut editor = Editor::start(&project);
    editor.open(&uri, text);
    assert_eq!(editor.found(&uri, 1), [Value::Null; 0]);
    editor.change(&uri, 2, "# A\n\nSome  words.\n");
    assert_eq!(codes(&editor.found(&uri, 2)), ["doubled-space"]);
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    editor.found(&uri, 2);
    assert_eq!(editor.end(), 0);
    assert!(!project.path("ran").exists());
    project.run("check").exits(1).reports("failed-command");
    assert!(project.path("ran").exists(), "a check runs them");
}

#[test]
fn what_is_not_known_is_answered_so() {
    let project = TestProject::new(&[]);
    let mut editor = Editor::start(&project);
    editor.tell("$/cancelRequest", json!({"id": 1}));
    editor.open("untitled:Untitled-1", "text");
    editor.write(&json!({"jsonrpc": "2.0", "id": "x", "method": "textDocument/moniker", "params": {}}));
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

/// A book of two chapters, with a figure, a note and links of all forms.
fn book() -> (TestProject, [&'static str; 2]) {
    let manifest = "[publication]\ntitle = \"B\"\nlanguage = \"en\"\nchapters = [\"a.md\", \"parts/b.md\"]\n";
    let a = "# First {#one}\n\nSee [it](parts/b.md#the-second), [this][r], and [a word]{#w .smallcaps}.[^n]\n\n\
             [r]: #one \"First\"\n[^n]: Words of the note.\n[^m]: Not yet.\n";
    let b = "# The *second*\n\n[Back](../a.md#one) and [there](#w), and once more [here](#the-second).\n";
    let project = TestProject::new(&[("pamphlet.toml", manifest), ("a.md", a), ("parts/b.md", b)]);
    (project, [a, b])
}

fn at(uri: &str, line: u64, character: u64) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

#[test]
fn names_lead_to_what_they_name() {
    let (project, [a, b]) = book();
    let (first, second) = (uri(&project, "a.md"), uri(&project, "parts/b.md"));
    let mut editor = Editor::start(&project);
    editor.open(&first, a);
    assert_eq!(codes(&editor.found(&first, 1)), ["vague-link", "unused-note"]);
    let hover = editor.ask("textDocument/hover", at(&first, 2, 25));
    assert_eq!(hover["contents"]["value"], "The second");
    let to = editor.ask("textDocument/definition", at(&first, 2, 25));
    assert_eq!(
        (to["uri"].as_str(), &to["range"]["start"]),
        (Some(&*second), &json!({"line": 0, "character": 0}))
    );
    // The mark of a note.
    let mark = at(&first, 2, a.lines().nth(2).map_or(0, |it| it.find("[^n]").unwrap_or(0) as u64) + 2);
    assert_eq!(editor.ask("textDocument/hover", mark.clone())["contents"]["value"], "Words of the note.");
    assert_eq!(editor.ask("textDocument/definition", mark)["range"]["start"]["line"], 5);
    // All places of an id, from the heading that has it.
    let mut of_heading = at(&first, 0, 3);
    of_heading["context"] = json!({"includeDeclaration": false});
    let uses = editor.ask("textDocument/references", of_heading);
    let uses: Vec<_> = uses.as_array().into_iter().flatten().map(|it| it["uri"].as_str()).collect();
    assert_eq!(uses, [Some(&*first), Some(&*second)]);
    assert_eq!(editor.ask("textDocument/hover", at(&first, 1, 0)), Value::Null);
    editor.open(&second, b);
    assert_eq!(editor.end(), 0);
}

#[test]
fn what_may_come_is_offered() {
    let (project, [a, _]) = book();
    project.write("parts/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let first = uri(&project, "a.md");
    let mut editor = Editor::start(&project);
    let mut typed = |line: &str| {
        let text = format!("---\nabstract: A\n---\n{a}\n{line}");
        editor.open(&first, &text);
        let last = text.lines().count() as u64 - 1;
        let list =
            editor.ask("textDocument/completion", at(&first, last, line.encode_utf16().count() as u64));
        let list = list.as_array().cloned().expect("a list");
        list.iter().map(|it| it["textEdit"]["newText"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(typed("See [ü](#"), ["one", "the-second", "w"]);
    assert_eq!(typed("More.[^"), ["n]", "m]"]);
    assert_eq!(typed("![A plan](parts/p"), ["plan.svg"]);
    assert_eq!(typed("[B](parts/"), ["b.md"]);
    assert!(typed("[a]{.small").contains(&"smallcaps".to_owned()));
    assert!(typed("::: war").contains(&"warning".to_owned()));
    assert!(typed("[mot]{lang=").contains(&"fr".to_owned()));
    assert_eq!(typed("Nothing here"), [""; 0]);
    let front = "---\nti";
    editor.open(&first, front);
    let keys = editor.ask("textDocument/completion", at(&first, 1, 2));
    let title = keys.as_array().into_iter().flatten().find(|it| it["label"] == "title").expect("a key");
    assert_eq!(title["textEdit"]["newText"], "title: ");
    assert_eq!(editor.end(), 0);
}

#[test]
fn an_id_is_renamed_in_every_chapter() {
    let (project, [a, b]) = book();
    let (first, second) = (uri(&project, "a.md"), uri(&project, "parts/b.md"));
    let mut editor = Editor::start(&project);
    editor.open(&first, a);
    editor.open(&second, b);
    let ask = |editor: &mut Editor, mut place: Value, name: &str| {
        place["newName"] = name.into();
        editor.ask("textDocument/rename", place)["changes"].clone()
    };
    let texts = |changes: &Value, uri: &str| -> Vec<String> {
        let list = changes[uri].as_array().cloned().unwrap_or_default();
        list.iter().map(|it| it["newText"].as_str().unwrap_or("").to_owned()).collect()
    };
    // An id that is written, used by a link to the chapter and by a definition of Markdown.
    let place = editor.ask("textDocument/prepareRename", at(&second, 2, 12));
    assert_eq!(place["placeholder"], "one");
    let changes = ask(&mut editor, at(&second, 2, 12), "start");
    assert_eq!(
        (texts(&changes, &first), texts(&changes, &second)),
        (vec!["start".into(); 2], vec!["start".into()])
    );
    // One that comes from the words of its heading gets written there.
    let changes = ask(&mut editor, at(&first, 2, 25), "end");
    assert_eq!(texts(&changes, &first), ["end"]);
    assert_eq!(texts(&changes, &second), [" {#end}", "end"]);
    for (name, place) in [("w", at(&first, 2, 25)), ("a b", at(&first, 2, 25)), ("x", at(&first, 1, 0))] {
        let mut parameters = place;
        parameters["newName"] = name.into();
        editor.write(
            &json!({"jsonrpc": "2.0", "id": "r", "method": "textDocument/rename", "params": parameters}),
        );
        let answer = loop {
            let message = editor.read();
            if message["id"] == "r" {
                break message;
            }
        };
        assert_eq!(answer["error"]["code"], -32803, "{name}: {answer}");
    }
    assert_eq!((project.read("a.md"), project.read("parts/b.md")), (a.to_owned(), b.to_owned()));
    assert_eq!(editor.end(), 0);
}
