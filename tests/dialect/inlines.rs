//! Inlines of the source.

use super::check;

#[test]
fn printed_metadata_has_the_punctuation_of_its_language() {
    let text = "---\ntitle: The \"Room\"\nsubtitle: A reader's edition\nlang: de\n---\n\nx\n";
    let meta = crate::support::read(text).document.meta;
    assert_eq!((meta.title.as_str(), meta.subtitle.as_deref()), ("The „Room“", Some("A reader’s edition")));
}

#[test]
fn a_span_covers_what_is_said() {
    check(
        r##"# A *b* {#c}

Text [x](#c "t") and ![i](p.png){width=5%}."##,
        r##"
heading 1 #c @1:1-1:13
  "A " @1:3-1:5
  emphasis @1:5-1:8
    "b" @1:6-1:7
paragraph @3:1-3:44
  "Text " @3:1-3:6
  link to #c, title "t" @3:6-3:17
    "x" @3:7-3:8
  " and " @3:17-3:22
  image <p.png>, alt "i", width 5.00% @3:22-3:43
  "." @3:43-3:44
"##,
    );
}

#[test]
fn foreign_markup_is_printed_as_it_is_written() {
    check(
        r##"A $a\,b$ and {{ x "y" }} -- *{--z--}*.

:ab:
b

> \[\pi x
> y\] $a\*b\*$"##,
        r##"
paragraph @1:1-1:39
  "A $a\,b$ and {{ x "y" }} – " @1:1-1:29
  emphasis @1:29-1:38
    "{--z--}" @1:30-1:37
  "." @1:38-1:39
paragraph @3:1-4:2
  "🆎" @3:1-3:5
  soft break @3:5-4:1
  "b" @4:1-4:2
quote @6:1-7:15
  paragraph @6:3-7:15
    "\[\pi x" @6:3-6:10
    soft break @6:10-7:1
    "y\] $a*b*$" @7:3-7:15
1:3: warning[foreign-syntax]: `$a\,b$` is printed as it is written: inline math (Pandoc, GitHub)
  help: pamphlet does not set math yet: write it as text (`*x*^2^`, `π`), as code, or as an image
1:14: warning[foreign-syntax]: `{{ x "y" }}` is printed as it is written: a template variable (Jinja, Liquid)
  help: write its value
1:30: warning[foreign-syntax]: `{--z--}` is printed as it is written: an editor's mark (CriticMarkup)
  help: remove the words, or write `~~words~~`
6:3: warning[foreign-syntax]: `\[\pi x` is printed as it is written: displayed math (TeX)
  help: pamphlet does not set math yet: write it as text (`*x*^2^`, `π`), as code, or as an image
7:7: warning[foreign-syntax]: `$a\*b\*$` is printed as it is written: inline math (Pandoc, GitHub)
  help: pamphlet does not set math yet: write it as text (`*x*^2^`, `π`), as code, or as an image
"##,
    );
}

#[test]
fn spans_nest_and_attributes_follow_links() {
    check(
        r##"[a [b]{.c} d]{.e} and [x](y){.z} [q]{.w"##,
        r##"
paragraph @1:1-1:40
  span .e @1:1-1:18
    "a " @1:2-1:4
    span .c @1:4-1:11
      "b" @1:5-1:6
    " d" @1:11-1:13
  " and " @1:18-1:23
  span .z @1:23-1:33
    link to <y> @1:23-1:29
      "x" @1:24-1:25
  " [q]{.w" @1:33-1:40
"##,
    );
}

#[test]
fn scripts_have_no_spaces() {
    check(
        r##"^a b^ and a^b~c~^ ~~x~~y"##,
        r##"
paragraph @1:1-1:25
  "^a b^ and a" @1:1-1:12
  sup @1:12-1:18
    "b" @1:13-1:14
    sub @1:14-1:17
      "c" @1:15-1:16
  " " @1:18-1:19
  strike @1:19-1:24
    "x" @1:21-1:22
  "y" @1:24-1:25
"##,
    );
}

#[test]
fn notes_are_numbered_where_they_are_met() {
    check(
        r##"[^a]: One

    - two[^b]
[^b]: x
[^c]: y

Q[^c] r[^a] s[^C]"##,
        r##"
paragraph @7:1-7:18
  "Q" @7:1-7:2
  mark of note 1 @7:2-7:6
  " r" @7:6-7:8
  mark of note 2 @7:8-7:12
  " s" @7:12-7:14
  mark of note 1, again 1 @7:14-7:18
note 1 [^c] (2 references) @5:1-5:8
  paragraph @5:7-5:8
    "y" @5:7-5:8
note 2 [^a] @1:1-3:14
  paragraph @1:7-1:10
    "One" @1:7-1:10
  list, bulleted, tight @3:5-3:14
    item @3:5-3:14
      paragraph @3:7-3:14
        "two" @3:7-3:10
        mark of note 3 @3:10-3:14
note 3 [^b] @4:1-4:8
  paragraph @4:7-4:8
    "x" @4:7-4:8
"##,
    );
}

#[test]
fn tags_pair_within_one_emphasis() {
    check(
        r##"<sup>a *b</sup> c*"##,
        r##"
paragraph @1:1-1:19
  "a " @1:6-1:8
  emphasis @1:8-1:19
    "b c" @1:9-1:18
1:1: warning[unbalanced-html]: `<sup>` is opened but not closed here
  help: open and close it within the same emphasis, link or block
1:10: warning[unbalanced-html]: `<sup>` is closed but not opened here
  help: open and close it within the same emphasis, link or block
"##,
    );
}

#[test]
fn comments_leave_one_space() {
    check(
        r##"a <!-- x --> b"##,
        r##"
paragraph @1:1-1:15
  "a b" @1:1-1:15
"##,
    );
}

#[test]
fn quotes_look_across_marks_of_notes_and_emphasis() {
    check(
        r##""a[^n]" 'b' "*c*".

[^n]: "d""##,
        r##"
paragraph @1:1-1:19
  "“a" @1:1-1:3
  mark of note 1 @1:3-1:7
  "” ‘b’ “" @1:7-1:14
  emphasis @1:14-1:17
    "c" @1:15-1:16
  "”." @1:17-1:19
note 1 [^n] @3:1-3:10
  paragraph @3:7-3:10
    "“d”" @3:7-3:10
"##,
    );
}

#[test]
fn links_leave_or_stay_or_are_refused() {
    check(
        r##"[a](b.md#c) [d](e.txt) [f](//g) [h](mailto:i@j) [k](JAVASCRIPT:l)"##,
        r##"
paragraph @1:1-1:66
  link to <b.md#c> @1:1-1:12
    "a" @1:2-1:3
  " " @1:12-1:13
  link to <e.txt> @1:13-1:23
    "d" @1:14-1:15
  " " @1:23-1:24
  link to <//g> @1:24-1:32
    "f" @1:25-1:26
  " " @1:32-1:33
  link to <mailto:i@j> @1:33-1:48
    "h" @1:34-1:35
  " " @1:48-1:49
  "k" @1:50-1:51
1:49: warning[unsafe-link]: a link must not use the scheme `javascript:`
  help: link to a page on the web, or to a place in this publication
"##,
    );
}

#[test]
fn what_is_escaped_is_text() {
    check(
        r##"\[^1] \*a\* &#42;b&#42; \\*c* \\[x]{.y} \{.a} [p]\{.q}"##,
        r##"
paragraph @1:1-1:55
  "[^1] *a* *b* \" @1:1-1:27
  emphasis @1:27-1:30
    "c" @1:28-1:29
  " \" @1:30-1:33
  span .y @1:33-1:40
    "x" @1:34-1:35
  " {.a} [p]{.q}" @1:40-1:55
"##,
    );
}

#[test]
fn bare_addresses_end_with_the_sentence() {
    check(
        r##"www.example.org/(a), http://x, https://[::1]/ and "https://a.bc/d"."##,
        r##"
paragraph @1:1-1:68
  link to <http://www.example.org/(a)> @1:1-1:20
    "www.example.org/(a)" @1:1-1:20
  ", http://x, https://[::1]/ and “" @1:20-1:52
  link to <https://a.bc/d> @1:52-1:66
    "https://a.bc/d" @1:52-1:66
  "”." @1:66-1:68
"##,
    );
}

#[test]
fn control_characters_are_replaced() {
    check(
        "a\u{0}b `c\u{1b}d`",
        r##"
paragraph @1:1-1:10
  "a�b " @1:1-1:5
  code "c�d" @1:5-1:10
1:2: error[control-character]: the control character U+0000 stands here
  help: remove it
"##,
    );
}

#[test]
fn chinese_lines_join() {
    check(
        r##"一
二 a
三 *四*
五"##,
        r##"
lang "zh-Hans" @1:1-1:1
paragraph @1:1-4:2
  "一二 a" @1:1-2:4
  soft break @2:4-3:1
  "三 " @3:1-3:3
  emphasis @3:3-3:6
    "四" @3:4-3:5
  "五" @4:1-4:2
1:1: warning[missing-language]: no language set; the text is taken to be in `zh-Hans`
  help: add `lang: zh-Hans` to the front matter, between two lines of `---`, or the right tag
"##,
    );
}

#[test]
fn stress_counts_beside_the_punctuation_of_scripts_without_spaces() {
    check(
        "前**重要。**后`强**。x`后, **한국어(Korean)**은",
        r##"
lang "zh-Hans" @1:1-1:1
paragraph @1:1-1:36
  "前" @1:1-1:2
  strong @1:2-1:9
    "重要。" @1:4-1:7
  "后" @1:9-1:10
  code "强**。x" @1:10-1:17
  "后, " @1:17-1:20
  strong @1:20-1:35
    "한국어(Korean)" @1:22-1:33
  "은" @1:35-1:36
1:1: warning[missing-language]: no language set; the text is taken to be in `zh-Hans`
  help: add `lang: zh-Hans` to the front matter, between two lines of `---`, or the right tag
"##,
    );
}

#[test]
fn a_note_in_a_link_comes_after_it() {
    check(
        "A [link[^1] text](https://a.example).\n\n[^1]: A note.",
        r##"
paragraph @1:1-1:38
  "A " @1:1-1:3
  link to <https://a.example> @1:3-1:37
    "link text" @1:4-1:17
  mark of note 1 @1:8-1:12
  "." @1:37-1:38
note 1 [^1] @3:1-3:14
  paragraph @3:7-3:14
    "A note." @3:7-3:14
"##,
    );
}

#[test]
fn names_of_emoji_and_wiki_links_are_read() {
    check(
        ":smile: a:smile: `:smile:` [[#One]] [[1]]\n\n# One",
        r##"
paragraph @1:1-1:42
  "😄 a:smile: " @1:1-1:18
  code ":smile:" @1:18-1:27
  " " @1:27-1:28
  link to #one @1:28-1:36
    "One" @1:31-1:34
  " [[1]]" @1:36-1:42
heading 1 #one @3:1-3:6
  "One" @3:3-3:6
"##,
    );
}

#[test]
fn empty_links_in_headings_and_paths_of_rust_are_no_links() {
    check(
        "## [](#quay)Quay\n\n## Pier [](https://example.org)\n\nSee [it](std::fmt).\n",
        r##"
heading 2 #quay @1:1-1:17
  "Quay" @1:13-1:17
heading 2 #pier @3:1-3:32
  "Pier" @3:4-3:8
paragraph @5:1-5:20
  "See " @5:1-5:5
  "it" @5:6-5:8
  "." @5:19-5:20
3:9: warning[empty-link]: the link to `https://example.org` has no text, and is left out of the heading
  help: write the text of the link between its brackets, or remove it
5:5: warning[unpublished-link]: `std::fmt` is not in this publication; the words stay, the link is left out
  help: give the publication its `url`, link to the whole address, or add a file to the `chapters` of the manifest
"##,
    );
}
