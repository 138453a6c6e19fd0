//! Blocks of the source.

use super::check;

#[test]
fn items_and_their_blocks_nest() {
    check(
        r##"- *a* `b`

  > c
- d"##,
        r##"
list, bulleted, loose @1:1-4:4
  item @1:1-3:6
    paragraph @1:3-1:10
      emphasis @1:3-1:6
        "a" @1:4-1:5
      " " @1:6-1:7
      code "b" @1:7-1:10
    quote @3:3-3:6
      paragraph @3:5-3:6
        "c" @3:5-3:6
  item @4:1-4:4
    paragraph @4:3-4:4
      "d" @4:3-4:4
"##,
    );
}

#[test]
fn a_table_takes_its_caption_and_fills_its_rows() {
    check(
        r##"| a | b
|---|---
| c
: Cap *x*"##,
        r##"
table, start start @1:1-4:10
  caption @4:3-4:10
    "Cap " @4:3-4:7
    emphasis @4:7-4:10
      "x" @4:8-4:9
  head @1:1-1:8
    cell @1:2-1:4
      "a" @1:3-1:4
    cell @1:6-1:8
      "b" @1:7-1:8
  row @3:1-3:4
    cell @3:2-3:4
      "c" @3:3-3:4
    cell @3:4-3:4
"##,
    );
}

#[test]
fn a_caption_needs_a_paragraph_of_its_own() {
    check(
        r##"Line one
Table: not one

Table: Yes

| a |
|---|
| 1 |"##,
        r##"
paragraph @1:1-2:15
  "Line one" @1:1-1:9
  soft break @1:9-2:1
  "Table: not one" @2:1-2:15
table, start @4:1-8:6
  caption @4:8-4:11
    "Yes" @4:8-4:11
  head @6:1-6:6
    cell @6:2-6:4
      "a" @6:3-6:4
  row @8:1-8:6
    cell @8:2-8:4
      "1" @8:3-8:4
"##,
    );
}

#[test]
fn lines_of_attributes_belong_to_the_next_block() {
    check(
        r##"{.x}
{#y}

> q

{.z}
P *e*"##,
        r##"
quote #y .x @4:1-4:4
  paragraph @4:3-4:4
    "q" @4:3-4:4
paragraph .z @7:1-7:6
  "P " @7:1-7:3
  emphasis @7:3-7:6
    "e" @7:4-7:5
"##,
    );
}

#[test]
fn headings_without_words_have_ids() {
    check(
        r##"#

# {#only}

## A `code` & more
## A `code` & more"##,
        r##"
heading 1 #section @1:1-1:2
heading 1 #only @3:1-3:10
heading 2 #a-code--more @5:1-5:19
  "A " @5:4-5:6
  code "code" @5:6-5:12
  " & more" @5:12-5:19
heading 2 #a-code--more-1 @6:1-6:19
  "A " @6:4-6:6
  code "code" @6:6-6:12
  " & more" @6:12-6:19
"##,
    );
}

#[test]
fn fences_close_in_the_item_that_opens_them() {
    check(
        r##"1. a

   ::: tip
   b

   :::
2. c
   :::"##,
        r##"
list, decimal from 1, loose @1:1-8:7
  item @1:1-6:7
    paragraph @1:4-1:5
      "a" @1:4-1:5
    admonition, tip @3:4-6:7
      paragraph @4:4-4:5
        "b" @4:4-4:5
  item @7:1-8:7
    paragraph @7:4-7:5
      "c" @7:4-7:5
8:4: warning[stray-fence]: this fence closes nothing
  help: give the container a name where it opens, as `::: note`, or remove the line
"##,
    );
}

#[test]
fn a_fence_that_is_never_closed_ends_with_its_quotation() {
    check(
        r##"> ::: note
> a

b"##,
        r##"
quote @1:1-2:4
  admonition, note @1:3-2:4
    paragraph @2:3-2:4
      "a" @2:3-2:4
paragraph @4:1-4:2
  "b" @4:1-4:2
1:3: warning[stray-fence]: this container is not closed
  help: close it with a line `:::` in the same list item or quotation
"##,
    );
}

#[test]
fn info_strings_have_a_language_and_attributes() {
    check(
        r##"```{.rust #x}
a
```

```rust ignore {.b}
```"##,
        r##"
code "rust" #x @1:1-3:4
  | a
code "rust" .b @5:1-6:4
"##,
    );
}

#[test]
fn tasks_are_marked_before_their_text() {
    check(
        r##"- [ ] a
- [X] b

  c
- [x]d"##,
        r##"
list, bulleted, loose @1:1-5:7
  item, to do @1:1-1:8
    paragraph @1:7-1:8
      "a" @1:7-1:8
  item, done @2:1-4:4
    paragraph @2:7-2:8
      "b" @2:7-2:8
    paragraph @4:3-4:4
      "c" @4:3-4:4
  item @5:1-5:7
    paragraph @5:3-5:7
      "[x]d" @5:3-5:7
"##,
    );
}

#[test]
fn the_title_of_an_image_is_a_caption_only_alone() {
    check(
        r##"![a](b.png "t") text

![a](b.png 't "u"')"##,
        r##"
paragraph @1:1-1:21
  image <b.png>, alt "a" @1:1-1:16
  " text" @1:16-1:21
figure <b.png>, alt "a" @3:1-3:20
  caption @3:13-3:18
    "t “u”" @3:13-3:18
1:1: warning[lost-title]: the title `t` is not shown
  help: remove it, or let the image stand alone in a paragraph as a figure
"##,
    );
}

#[test]
fn an_image_may_have_the_mark_of_a_note_in_its_words() {
    check(
        r##"x ![a[^1] b](c.png) y \![d[^1]](e.md)

![f[^1] g](h.png){alt="i" width=5%}

x ![f](h.png){alt="i"}

[^1]: z"##,
        r##"
paragraph @1:1-1:38
  "x " @1:1-1:3
  image <c.png>, alt "a b" @1:3-1:20
  mark of note 1 @1:6-1:10
  " y !" @1:20-1:25
  link to <e.md> @1:25-1:38
    "d" @1:26-1:27
  mark of note 1, again 1 @1:27-1:31
figure <h.png>, alt "i", width 5.00% @3:1-3:36
  caption @3:3-3:10
    "f" @3:3-3:4
    mark of note 1, again 2 @3:4-3:8
    " g" @3:8-3:10
paragraph @5:1-5:23
  "x " @5:1-5:3
  image <h.png>, alt "i" @5:3-5:23
note 1 [^1] (3 references) @7:1-7:8
  paragraph @7:7-7:8
    "z" @7:7-7:8
5:3: warning[lost-title]: the caption `f` is not shown
  help: remove it, or let the image stand alone in a paragraph as a figure
"##,
    );
}

#[test]
fn a_container_may_have_any_name() {
    check(
        r##"::: {.epigraph lang=de title="Vorab"}
"Ja"
:::

::: one {two}
x
:::"##,
        r##"
container .epigraph lang=de @1:1-3:4
  paragraph @1:31-1:36
    strong @1:31-1:36
      "Vorab" @1:31-1:36
  paragraph @2:1-2:5
    "„Ja“" @2:1-2:5
container .one @5:1-7:4
  paragraph @6:1-6:2
    "x" @6:1-6:2
5:5: warning[unknown-attribute]: this fence is not all understood
  help: write a name, or attributes in braces, or both: `::: note {title="Before you go"}`
"##,
    );
}

#[test]
fn ids_are_unique_in_body_and_notes() {
    check(
        r##"# A

[x]{#a} y[^n]

[^n]: [z]{#a}"##,
        r##"
heading 1 #a-1 @1:1-1:4
  "A" @1:3-1:4
paragraph @3:1-3:14
  span #a @3:1-3:8
    "x" @3:2-3:3
  " y" @3:8-3:10
  mark of note 1 @3:10-3:14
note 1 [^n] @5:1-5:14
  paragraph @5:7-5:14
    span @5:7-5:14
      "z" @5:8-5:9
5:7: warning[duplicate-id]: the id `a` is given twice
  help: give one of them another id
"##,
    );
}

#[test]
fn a_page_break_is_a_block_of_its_class() {
    check(
        "A\n\n\\newpage\n\n[TOC]\n\n* TOC\n{:toc}\n\n\\newpage x\n",
        r##"
paragraph @1:1-1:2
  "A" @1:1-1:2
container .page-break @3:1-3:9
paragraph @10:1-10:11
  "\newpage x" @10:1-10:11
10:1: warning[foreign-syntax]: `\newpage` is printed as it is written: a page break (LaTeX)
  help: let it be a paragraph of its own
"##,
    );
}

#[test]
fn a_remark_has_a_title_or_its_text_begins_on_the_line() {
    check(
        "> [!NOTE] Quay\n> Pier.\n\n> [!TIP] Hull *oak* mast.\n",
        r##"
admonition, note @1:1-2:8
  title @1:11-1:15
    "Quay" @1:11-1:15
  paragraph @2:3-2:8
    "Pier." @2:3-2:8
admonition, tip @4:1-4:26
  paragraph @4:10-4:26
    "Hull " @4:10-4:15
    emphasis @4:15-4:20
      "oak" @4:16-4:19
    " mast." @4:20-4:26
"##,
    );
}

#[test]
fn words_of_an_image_with_an_alternative_text_are_its_caption() {
    check(
        r##"![The *quay*](p.png){#q fig-alt="A grey quay"}

a ![b](p.png){alt="c"}"##,
        r##"
figure <p.png>, alt "A grey quay" #q @1:1-1:47
  caption @1:3-1:13
    "The " @1:3-1:7
    emphasis @1:7-1:13
      "quay" @1:8-1:12
paragraph @3:1-3:23
  "a " @3:1-3:3
  image <p.png>, alt "c" @3:3-3:23
3:3: warning[lost-title]: the caption `b` is not shown
  help: remove it, or let the image stand alone in a paragraph as a figure
"##,
    );
}

#[test]
fn html_that_asks_for_it_holds_markdown() {
    check(
        r##"<aside markdown="1" class="quote">
  <img src="https://example.org/a.png" alt="face">
  R&amp;D *means*

  [it](#x).
  <p markdown="1">
  -- me, *here* <b markdown="0">*not*</b>
  </p>
</aside>

> <div markdown>
> - a *b*
> - c
> </div>

<div markdown="span">*d*<pre>*e*</pre></div>
<div>*f*</div>"##,
        r##"
paragraph @2:3-3:18
  link to <https://example.org/a.png> @2:3-2:51
    "face" @2:3-2:51
  soft break @2:51-3:1
  "R&D " @3:3-3:11
  emphasis @3:11-3:18
    "means" @3:12-3:17
paragraph @5:3-5:12
  "it" @5:4-5:6
  "." @5:11-5:12
paragraph @7:3-7:38
  "– me, " @7:3-7:10
  emphasis @7:10-7:16
    "here" @7:11-7:15
  " " @7:3-7:16
  strong @7:17-7:38
    "*not*" @7:33-7:38
quote @11:1-14:9
  list, bulleted, tight @12:3-13:6
    item @12:3-12:10
      paragraph @12:5-12:10
        "a " @12:5-12:7
        emphasis @12:7-12:10
          "b" @12:8-12:9
    item @13:3-13:6
      paragraph @13:5-13:6
        "c" @13:5-13:6
paragraph @16:22-16:25
  emphasis @16:22-16:25
    "d" @16:23-16:24
code @16:25-16:30
  | *e*
paragraph @17:6-17:9
  "*f*" @17:6-17:9
2:3: warning[remote-image]: the image `https://example.org/a.png` is not in the publication; its alternative text stands for it
  help: put a copy into the publication's folder and give its path from this file
5:3: warning[dead-anchor]: nothing has the id `x`
  help: give it to what the link is about, as `{#x}`
"##,
    );
}
