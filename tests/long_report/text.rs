//! The words of the report, put together from sentences with numbers that a small generator draws.

use super::figures;

/// The report as files, and the captions that are counted in it.
pub(super) struct Report {
    /// Paths with their bytes.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// The captions of the figures in their order.
    pub(super) figures: Vec<String>,
    /// The same of the tables.
    pub(super) tables: Vec<String>,
    /// The same of the listings.
    pub(super) listings: Vec<String>,
    /// How many works are cited.
    pub(super) citations: usize,
    /// How many entries the index has.
    pub(super) entries: usize,
    /// How much of it is for some editions only.
    pub(super) conditions: usize,
    draw: Draw,
}

/// Numbers that look drawn, the same each time (Knuth's MMIX).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end.max(1) as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const CHAPTERS: [&str; 12] = [
    "The state of the harbours",
    "Tides and depths",
    "Quays and their repair",
    "Boats and crews",
    "Fish, landed and sold",
    "Ferries and passengers",
    "Lights and signals",
    "Dredging",
    "Storms and shelter",
    "Accounts",
    "Law and supervision",
    "What should be done",
];

const PLACES: [&str; 8] =
    ["Ysmouth", "Old Quay", "Sandholm", "Petrel Bay", "Nordeney", "Kell", "Amble Head", "Vik"];

const SENTENCES: [&str; 18] = [
    "In {p} the harbour office counted {n} entries in a year, {m} more than in the year before.",
    "The figures for {p} are estimates, because the register of that winter was lost in a flood.",
    "Where the quay is of timber, it has to be inspected every {m} months; where it is of stone, once in a decade.",
    "Nobody doubts that the channel at {p} is silting up, but opinions differ on the speed at which it does.",
    "A skipper who has to wait {m} hours for the tide will look for another port, and has every reason to.",
    "Of the {n} boats that are registered, fewer than half went to sea on more than a hundred days.",
    "The committee visited {p} twice, in March and in October, and spoke with everybody who wished to be heard.",
    "It is cheaper to maintain a light than to replace it, and cheaper to replace it than to lose a ship.",
    "What was built for sailing ships serves ferries badly, and what was built for ferries serves nobody else.",
    "The price at the auction rose by {m} per cent, while the quantity that was landed fell by as much again.",
    "At low water the entrance of {p} has a depth of no more than {m} decimetres above the sill.",
    "In {p}, as in most small ports, the same person is harbour master, pilot, and keeper of the accounts.",
    "The costs were shared between the district and the port, though neither had budgeted for them.",
    "Since the storm of that autumn, {n} metres of the breakwater have been rebuilt with larger stones.",
    "Passengers told us that they value a dry place to wait more than a faster crossing.",
    "The measurements were taken at {n} places along the coast and corrected for wind and for pressure.",
    "We recommend that the soundings be repeated every {m} months, and that the results be published.",
    "Whether the new rules apply to boats below ten metres is a question that the courts have yet to settle.",
];

const TERMS: [&str; 40] = [
    "anchorage",
    "auction",
    "ballast",
    "beacon",
    "berth",
    "breakwater",
    "buoy",
    "capstan",
    "channel",
    "crane",
    "current",
    "customs",
    "deck",
    "dredger",
    "ebb",
    "ferry",
    "fog signal",
    "gangway",
    "groyne",
    "harbour dues",
    "hull",
    "ice house",
    "jetty",
    "keel",
    "lighthouse",
    "lock",
    "mooring",
    "neap tide",
    "net loft",
    "pilot",
    "pontoon",
    "quay",
    "registry",
    "sandbank",
    "sluice",
    "slipway",
    "sounding",
    "spring tide",
    "tide table",
    "wreck",
];

impl Report {
    pub(super) fn new(style: &str) -> Report {
        let mut report = Report {
            files: Vec::new(),
            figures: Vec::new(),
            tables: Vec::new(),
            listings: Vec::new(),
            citations: 0,
            entries: 0,
            conditions: 0,
            draw: Draw(15),
        };
        report.file("pamphlet.toml", manifest(style));
        report.file("works.json", works());
        report.file("front/dedication.md", "To all who keep a light burning.\n".to_owned());
        report.file(
            "front/epigraph.md",
            "The sea gives, and the sea sends no receipt.\n\n[A saying in Vik]{.credit}\n".to_owned(),
        );
        let words = report.paragraphs(4).join("\n\n");
        report.file("front/foreword.md", format!("# Foreword {{.unnumbered}}\n\n{words}\n"));
        for chapter in 0..CHAPTERS.len() {
            let text = report.chapter(chapter);
            report.file(&format!("chapters/{:02}.md", chapter + 1), text);
        }
        let words = report.paragraphs(2).join("\n\n");
        let table = report.table(18, 12);
        let appendix = format!(
            "# How we measured {{#measuring .appendix}}\n\n{words}\n\n{table}\n\n{}",
            report.table(19, 12)
        );
        report.file("back/methods.md", appendix);
        report.file("back/sources.md", "# Sources {.unnumbered}\n\n::: {#refs}\n:::\n".to_owned());
        report.file("back/register.md", "# Index {.unnumbered}\n\n::: index\n:::\n".to_owned());
        report
    }

    fn file(&mut self, path: &str, text: String) {
        self.files.push((path.to_owned(), text.into_bytes()));
    }

    fn sentence(&mut self) -> String {
        let place = self.draw.of(&PLACES);
        let (many, few) = (self.draw.below(900) + 100, self.draw.below(30) + 3);
        let sentence = self.draw.of(&SENTENCES);
        sentence.replace("{p}", place).replace("{n}", &many.to_string()).replace("{m}", &few.to_string())
    }

    fn paragraphs(&mut self, count: usize) -> Vec<String> {
        let paragraph = |report: &mut Report| {
            let count = report.draw.below(4) + 4;
            (0..count).map(|_| report.sentence()).collect::<Vec<_>>().join(" ")
        };
        (0..count).map(|_| paragraph(self)).collect()
    }

    /// A paragraph with the next works that are cited and the next entries of the index.
    fn sourced(&mut self) -> String {
        let mut words = String::new();
        for at in 0..3 {
            let key = self.citations;
            self.citations += 1;
            words.push_str(self.sentence().trim_end_matches('.'));
            words.push_str(&match at {
                0 => format!(" [@w{key}, p. {}]. ", self.draw.below(300) + 1),
                1 => format!(" [see @w{key}]. "),
                _ => format!(". As @w{key} shows, this is not new. "),
            });
        }
        for _ in 0..2 {
            let term = TERMS[self.entries % TERMS.len()];
            let mark = match self.entries % 5 {
                0 => format!("[{term}]{{.index entry=\"equipment!{term}\"}}"),
                _ => format!("[{term}]{{.index}}"),
            };
            self.entries += 1;
            words.push_str(&format!("On the word {mark} all agree. "));
        }
        words.trim_end().to_owned()
    }

    fn chapter(&mut self, chapter: usize) -> String {
        let number = chapter + 1;
        let mut parts = vec![format!("# {} {{#ch-{number}}}", CHAPTERS[chapter])];
        parts.push(format!("{}[^n{number}]", self.sourced()));
        parts.extend(self.paragraphs(2));
        parts.push(format!("## What was found {{#found-{number}}}"));
        for part in 0..2 {
            parts.extend(self.paragraphs(2));
            parts.push(self.sourced());
            parts.push(self.figure(number));
            let figure = self.figures.len();
            parts.push(format!(
                "[](#fig-{figure}) shows it; compare [](#found-{number}) and [](#ch-1){{.page}}."
            ));
            if part == 0 {
                parts.push(self.table(chapter, number));
            }
        }
        if chapter.is_multiple_of(2) {
            parts.push(self.figure(number));
            let figure = self.figures.len();
            parts.push(format!("[@fig-{}–@fig-{figure}] belong together.", figure - 2));
        }
        parts.push("## What it means".to_owned());
        parts.extend(self.extras(chapter));
        if chapter % 2 == 1 {
            parts.push(self.table(chapter + 11, number));
        }
        if chapter < 10 {
            self.conditions += 1;
            let edition = ["print", "epub", "html", "txt"][chapter % 4];
            let class = if chapter.is_multiple_of(3) { "not" } else { "only" };
            let sentence = format!("Part {number} of what only some editions have. {}", self.sentence());
            parts.push(format!("::: {{.{class} edition={edition}}}\n{sentence}\n:::"));
        }
        parts.extend(self.paragraphs(2));
        parts.push(format!("[^n{number}]: {} See also [](#measuring).", self.sentence()));
        parts.join("\n\n") + "\n"
    }

    /// What only some chapters have: lists, remarks, quotations, code.
    fn extras(&mut self, chapter: usize) -> Vec<String> {
        let mut parts = Vec::new();
        let sentences: Vec<String> = (0..3).map(|_| self.sentence()).collect();
        if chapter % 4 == 3 {
            self.listings.push(format!("A warning for chapter {chapter}"));
        }
        parts.push(match chapter % 4 {
            0 => sentences.iter().map(|it| format!("- {it}")).collect::<Vec<_>>().join("\n"),
            1 => format!("> [!NOTE]\n> {}", sentences[0]),
            2 => format!("> {}\n>\n> {}", sentences[0], sentences[1]),
            _ => format!("Listing: A warning for chapter {chapter} {{#lst-{chapter}}}\n\n```python\ndepth = sounding - tide\nif depth < {chapter}:\n    warn(\"shallow\")\n```\n\nSee [](#lst-{chapter}) for it."),
        });
        parts.push(format!("### {} in detail", PLACES[chapter % PLACES.len()]));
        parts.extend(self.paragraphs(2));
        parts.push(self.sourced());
        parts
    }

    fn figure(&mut self, chapter: usize) -> String {
        let number = self.figures.len() + 1;
        let place = self.draw.of(&PLACES);
        let values: Vec<u32> =
            (0..9).map(|_| u32::try_from(self.draw.below(90) + 10).unwrap_or(10)).collect();
        let (name, caption, bytes) = match number % 3 {
            0 => (
                format!("f{number}.png"),
                format!("Depths off {place}, sheet {number}"),
                figures::depths(u32::try_from(number).unwrap_or(1)),
            ),
            1 => {
                let caption = format!("Boats in {place}, count {number}");
                (format!("f{number}.svg"), caption.clone(), figures::bars(&caption, &values).into_bytes())
            }
            _ => {
                let caption = format!("Tides in {place}, series {number}");
                (format!("f{number}.svg"), caption.clone(), figures::line(&caption, &values).into_bytes())
            }
        };
        self.files.push((format!("chapters/{name}"), bytes));
        self.figures.push(caption.clone());
        let alt = format!(
            "A chart for chapter {chapter}: values between 10 and {}",
            values.iter().max().unwrap_or(&10)
        );
        format!("![{alt}]({name} \"{caption}\"){{#fig-{number}}}")
    }

    fn table(&mut self, kind: usize, chapter: usize) -> String {
        let number = self.tables.len() + 1;
        let caption = format!("Entries by port, part {number}");
        self.tables.push(caption.clone());
        let mut value = || self.draw.below(9000) + 1000;
        let place = |at: usize| PLACES[(kind + at) % PLACES.len()];
        let body = match kind % 4 {
            0 => {
                let rows: String =
                    (0..6).map(|at| format!("| {} | {} | {}.5 |\n", place(at), value(), value())).collect();
                format!("| Port | Boats | Tons |\n|:--|--:|--:|\n{rows}")
            }
            1 => {
                let rule = "+----------------+--------+--------+\n";
                let rows: String = (0..4)
                    .map(|at| format!("| {:<14} | {:<6} | {:<6} |\n{rule}", place(at), value(), value()))
                    .collect();
                format!(
                    "+----------------+-----------------+\n| Port           | Entries         |\n|                +--------+--------+\n\
                     |                | summer | winter |\n+================+========+========+\n{rows}"
                )
            }
            2 => {
                let rows: String = (0..4)
                    .map(|at| {
                        format!(
                            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                            place(at),
                            value(),
                            value()
                        )
                    })
                    .collect();
                format!(
                    "<table>\n<thead><tr><th>Port</th><th>Ferries</th><th>Boats</th></tr></thead>\n<tbody>\n{rows}\
                     <tr><th scope=\"row\">Both</th><td colspan=\"2\">{}</td></tr>\n</tbody>\n\
                     <tfoot><tr><th scope=\"row\">All</th><td>{}</td><td>{}</td></tr></tfoot>\n</table>\n",
                    value(),
                    value(),
                    value()
                )
            }
            _ => {
                let rows: String = (0..5)
                    .map(|at| format!("| {} | {} | {} | {} |\n", place(at), value(), value(), value()))
                    .collect();
                format!("| Port | Spring | Summer | Autumn |\n|:--|--:|--:|--:|\n{rows}")
            }
        };
        let class = if kind % 4 == 3 { " .row-headers" } else { "" };
        format!(
            "As [](#tbl-{number}) has it for chapter {chapter}:\n\n{body}\nTable: {caption} {{#tbl-{number}{class}}}"
        )
    }
}

fn manifest(style: &str) -> String {
    format!(
        "[publication]\ntitle = \"The harbours of the coast\"\nsubtitle = \"Report of the committee\"\n\
         authors = [\"Rosa Elm\", \"Ivo Kay\"]\nlanguage = \"en-GB\"\ndate = \"2026-05-01\"\n\
         identifier = \"urn:uuid:1d0a0f0e-7c5e-4f43-9d0e-0c3f6a1b2c3d\"\npublisher = \"The Harbour Committee\"\n\
         rights = \"© 2026 The Harbour Committee\"\nslug = \"harbours\"\nsection-numbers = true\nfigure-numbers = true\n\
         table-numbers = true\nlists = [\"figures\", \"tables\", \"listings\"]\nbibliography = \"works.json\"\ncitation-style = \"{style}\"\n\
         chapters = [\"front/*.md\", \"chapters/*.md\", \"back/methods.md\", \"back/sources.md\", \"back/register.md\"]\n"
    )
}

/// Works of four kinds, as CSL-JSON.
fn works() -> String {
    let names = ["Marsh", "Lund", "Okafor", "Reyes", "Haas", "Varga", "Silva", "Brandt"];
    let work = |at: usize| {
        let (kind, more) = match at % 4 {
            0 => ("book", "\"publisher\":\"Coast Press\",\"publisher-place\":\"Ysmouth\"".to_owned()),
            1 => (
                "article-journal",
                format!("\"container-title\":\"Annals of the Sea\",\"volume\":\"{at}\",\"page\":\"{at}–{}\"", at + 9),
            ),
            2 => (
                "chapter",
                "\"container-title\":\"Essays on Ports\",\"publisher\":\"Kell House\",\"editor\":[{\"family\":\"Stern\",\"given\":\"O.\"}]"
                    .to_owned(),
            ),
            _ => (
                "webpage",
                format!("\"URL\":\"https://harbours.example/{at}\",\"accessed\":{{\"date-parts\":[[2026,4,2]]}}"),
            ),
        };
        format!(
            "{{\"id\":\"w{at}\",\"type\":\"{kind}\",\"title\":\"A study of harbours, number {at}\",\
             \"author\":[{{\"family\":\"{}\",\"given\":\"{}.\"}}],\"issued\":{{\"date-parts\":[[{}]]}},{more}}}",
            names[at % names.len()],
            char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)),
            1950 + at % 70
        )
    };
    let all: Vec<String> = (0..144).map(work).collect();
    format!("[{}]\n", all.join(",\n"))
}
