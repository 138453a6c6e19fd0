//! The questions that only a person can answer, and the file with the answers.
//!
//! The file is written once, and only read after that: what is in it belongs to those who answered.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A question, by the name that the file has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub id: &'static str,
    /// The question.
    pub text: &'static str,
}

/// All questions.
pub const QUESTIONS: &[Question] = &[
    Question {
        id: "alternative-texts",
        text: "Does each alternative text convey what its image conveys, and is each image that is marked as \
               decoration without meaning?",
    },
    Question {
        id: "structure",
        text: "Are all headings, lists, tables, quotations and notes marked as such in the source, and nothing else?",
    },
    Question {
        id: "senses",
        text: "Can every instruction be followed without seeing shape, size or place, and without hearing?",
    },
    Question { id: "color", text: "Is nothing told by colour alone, in the text or in an image?" },
    Question {
        id: "moving-images",
        text: "Can every moving image be stopped, or does it end within five seconds, and does none flash more than \
               three times in a second?",
    },
    Question { id: "title", text: "Does the title say what the publication is about?" },
    Question { id: "links", text: "Does the text of each link, with its sentence, say where it leads?" },
    Question { id: "images-of-text", text: "Is no text shown as an image, but logos and what must look so?" },
    Question {
        id: "image-contrast",
        text: "Have the parts of each image that one must see to understand it a contrast of 3:1, and its text of 4.5:1?",
    },
    Question { id: "headings", text: "Does each heading describe the text below it?" },
    Question { id: "languages", text: "Is every passage in another language marked with that language?" },
];

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is so.
    Yes,
    /// It is so in part.
    Partly,
    /// It is not so.
    No,
}

/// What somebody answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    answer: String,
    #[serde(default)]
    remarks: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    date: String,
    /// The text that was looked at: the hash of its sources.
    #[serde(default)]
    text: String,
}

/// An answer, with who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The answer.
    pub verdict: Verdict,
    /// What is to be said of it.
    pub remarks: String,
    /// Who answered; empty where it is not told.
    pub by: String,
    /// When, likewise.
    pub date: String,
    /// The hash of the sources that it is about; empty for whatever they are.
    pub text: String,
}

/// Whom readers may ask.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The address for mail.
    pub email: String,
    /// A web page about the accessibility of what is published.
    pub website: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    contact: Contact,
    answers: BTreeMap<String, Entry>,
}

/// The answers of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Whom readers may ask.
    pub contact: Contact,
    /// By the names of the questions; what is not answered is not here.
    pub given: BTreeMap<String, Answer>,
}

impl Answers {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it, and where.
    pub fn read(text: &str) -> Result<Answers, String> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line =
                error.span().map_or(1, |it| text[..it.start.min(text.len())].matches('\n').count() + 1);
            format!("line {line}: {}", error.message())
        })?;
        let mut given = BTreeMap::new();
        for (id, entry) in file.answers {
            if !QUESTIONS.iter().any(|it| it.id == id) {
                let known: Vec<&str> = QUESTIONS.iter().map(|it| it.id).collect();
                return Err(format!("there is no question `{id}`; they are {}", known.join(", ")));
            }
            let verdict = match entry.answer.trim() {
                "" => continue,
                "yes" => Verdict::Yes,
                "partly" => Verdict::Partly,
                "no" => Verdict::No,
                other => {
                    return Err(format!("the answer to `{id}` is `{other}`; write `yes`, `partly` or `no`"));
                }
            };
            let Entry { remarks, by, date, text, .. } = entry;
            given.insert(id, Answer { verdict, remarks, by, date, text });
        }
        Ok(Answers { contact: file.contact, given })
    }
}

/// The file as it is first written: every question that the publication raises, without an answer.
pub fn template(title: &str, text: &str, raised: &[&str]) -> String {
    // In a comment, a title has one line.
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut file = format!(
        "# Questions about the accessibility of {title} that only a person can answer.\n\
         # `pamphlet report` reads this file and never changes it. Answer with \"yes\", \"partly\" or \"no\".\n\
         # An answer with `text` counts for that text alone; this one is\n\
         # {text}\n\n\
         # Whom readers may ask about accessibility.\n[contact]\nname = \"\"\nemail = \"\"\nwebsite = \"\"\n"
    );
    for question in QUESTIONS.iter().filter(|it| raised.contains(&it.id)) {
        file.push_str(&format!(
            "\n# {}\n[answers.{}]\nanswer = \"\"\nremarks = \"\"\nby = \"\"\ndate = \"\"\ntext = \"\"\n",
            question.text, question.id
        ));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_that_is_written_is_read_without_answers() {
        let all: Vec<&str> = QUESTIONS.iter().map(|it| it.id).collect();
        let file = template("A \"title\"\n[x]", "abc", &all);
        assert_eq!(Answers::read(&file), Ok(Answers::default()));
        let answered = file.replacen("answer = \"\"", "answer = \"partly\"", 1);
        let answers = Answers::read(&answered).expect("it is read");
        assert_eq!(answers.given["alternative-texts"].verdict, Verdict::Partly);
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told() {
        let said = |text: &str| Answers::read(text).expect_err("it is refused");
        assert!(said("[answers.color]\nanswer = \"perhaps\"").contains("`yes`, `partly` or `no`"));
        assert!(said("[answers.colour]\nanswer = \"yes\"").contains("no question `colour`"));
        assert!(said("[contact]\nmail = \"\"").starts_with("line "));
    }
}
