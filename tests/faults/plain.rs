//! Faults in plain text.

use super::{Change, Fault, changed};

pub(super) fn faults(good: &[u8]) -> Vec<Fault> {
    let text = String::from_utf8(good.to_vec()).expect("text");
    let mut faults: Vec<Fault> = CHANGES
        .iter()
        .map(|it| Fault { name: format!("{:?} -> {:?}", it.0, it.1), bytes: changed(&text, it).into_bytes() })
        .collect();
    let mut add = |name: &str, bytes: Vec<u8>| faults.push(Fault { name: name.to_owned(), bytes });
    add("a byte order mark", ["\u{feff}", &text].concat().into_bytes());
    add("line ends of DOS", text.replace('\n', "\r\n").into_bytes());
    add("cut short", text.as_bytes()[..text.len() * 4 / 5].to_vec());
    add("a byte that is not UTF-8", [good, &[0xff]].concat());
    add("doubled spaces", text.replacen(". ", ".  ", 1).into_bytes());
    add("quotes of another kind", text.replacen("said", "\"said\"", 1).into_bytes());
    let lines: Vec<&str> = text.lines().collect();
    let words = [11, 18, 24, 40, 50];
    for at in words.iter().filter_map(|it| lines.get(*it).map(|_| *it)) {
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        if swapped != lines {
            add(&format!("line {} after the next", at + 1), (swapped.join("\n") + "\n").into_bytes());
        }
    }
    faults
}

const CHANGES: &[Change] = &[
    ("old harbour", "new harbour"),
    ("should not wear", "should wear"),
    ("nine miles", "ten miles"),
    ("Nobody ", ""),
    ("follows the water", "follows the the water"),
    ("The path", "A path"),
    ("boots.[1]", "boots.[2]"),
    ("boots.[1]", "boots."),
    ("1], which", "2], which"),
    ("https://example.org/guide", "https://example.org/other"),
    ("• bread", "bread"),
    ("• bread", "- bread"),
    ("  ◦ soft cheese", "• soft cheese"),
    ("• water\n", ""),
    ("2. take the key", "3. take the key"),
    ("1. lock the door\n2. take the key", "1. take the key\n2. lock the door"),
    ("1. lock", "lock"),
    ("[x] the map", "[ ] the map"),
    ("[ ] the lamp", "[x] the lamp"),
    ("Harbour    0.5", "Harbour    5.0"),
    ("4.2  one", "4.2  two"),
    ("Bridge     4.2  one\n", ""),
    ("Place    Miles", "Miles    Place"),
    ("Distances between the places", "Distances"),
    ("A wooden bridge", "An iron bridge"),
    ("[Image: ", ""),
    ("    The sea", "The sea"),
    ("the same twice", "the same"),
    ("walk --slowly", "walk \u{2014}slowly"),
    ("    rest 10 minutes", "    rest 1O minutes"),
    ("    rest 10 minutes", "rest 10 minutes"),
    ("[1] Boots", "[2] Boots"),
    ("with a firm", "with a soft"),
    ("See the", "See\u{200b} the"),
    ("keeper says", "keeper\u{202e} says"),
    ("bonjour à tous", "bonjour a tous"),
    ("bonjour à tous", "bonjour a\u{300} tous"),
    ("was 1912", "was 1921"),
    ("1912.[2]", "[2]1912."),
    ("Warning:", "Note:"),
    ("Do not cross", "Do cross"),
    ("    The rise", "The rise"),
    ("Tide\n", "Ebb\n"),
    ("rise and fall", "fall and rise"),
    ("The last words", "The last\u{ad} words"),
    ("The last words", "The l\u{430}st words"),
    ("On the way\n==========", "On the way\n----------"),
    ("What the tables say\n-------------------\n", "What the tables say\n"),
    ("Ada Example", "Eve Example"),
    ("Ada Example, Bo Sample", "Bo Sample, Ada Example"),
    ("22 November 2026", "23 November 2026"),
    ("A walk along the shore\n", "A walk along the road\n"),
    ("Notes for those who come after\n", ""),
    ("   What the tables say\n", ""),
    ("Contents\n--------\n", ""),
    ("Setting out\n   What", "Setting off\n   What"),
    ("[2] The year is carved into the door.", ""),
    ("carved into", "carved  into"),
    ("────────────────────\n", "────────────\n"),
];
