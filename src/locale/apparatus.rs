//! The words of an index, of a glossary, and of references to pages.

use crate::document::Lang;

/// The words of what leads through a long text, in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApparatusWords {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of an index.
    pub index: &'static str,
    /// Before the entry that has the places instead.
    pub see: &'static str,
    /// Before an entry that has more places.
    pub see_also: &'static str,
    /// Where something is, with `#` for the number of the page.
    pub on_page: &'static str,
    /// The heading of a glossary.
    pub glossary: &'static str,
    /// What several figures, tables, sections, appendices and listings are called within a sentence, with `#` for their
    /// numbers.
    pub several: [&'static str; 5],
    /// The headings of the lists of figures, of tables, and of listings.
    pub lists: [&'static str; 3],
}

/// One language, in the order of [`ApparatusWords`].
const fn of(
    lang: &'static str,
    words: [&'static str; 5],
    several: [&'static str; 5],
    lists: [&'static str; 3],
) -> ApparatusWords {
    let [index, see, see_also, on_page, glossary] = words;
    ApparatusWords { lang, index, see, see_also, on_page, glossary, several, lists }
}

const ENGLISH: ApparatusWords = of(
    "en",
    ["Index", "see", "see also", "on page\u{a0}#", "Glossary"],
    ["Figures\u{a0}#", "Tables\u{a0}#", "sections\u{a0}#", "appendices\u{a0}#", "Listings\u{a0}#"],
    ["List of figures", "List of tables", "List of listings"],
);

/// The words in each language that is known.
const WORDS: [ApparatusWords; 22] = [
    ENGLISH,
    of(
        "fr",
        ["Index", "voir", "voir aussi", "à la page\u{a0}#", "Glossaire"],
        ["figures\u{a0}#", "tableaux\u{a0}#", "sections\u{a0}#", "annexes\u{a0}#", "listings\u{a0}#"],
        ["Table des figures", "Liste des tableaux", "Liste des listings"],
    ),
    of(
        "de",
        ["Register", "siehe", "siehe auch", "auf Seite\u{a0}#", "Glossar"],
        ["Abbildungen\u{a0}#", "Tabellen\u{a0}#", "Abschnitte\u{a0}#", "Anhänge\u{a0}#", "Listings\u{a0}#"],
        ["Abbildungsverzeichnis", "Tabellenverzeichnis", "Verzeichnis der Listings"],
    ),
    of(
        "es",
        ["Índice alfabético", "véase", "véase también", "en la página\u{a0}#", "Glosario"],
        ["figuras\u{a0}#", "tablas\u{a0}#", "secciones\u{a0}#", "apéndices\u{a0}#", "listados\u{a0}#"],
        ["Índice de figuras", "Índice de tablas", "Índice de listados"],
    ),
    of(
        "it",
        ["Indice analitico", "vedi", "vedi anche", "a pagina\u{a0}#", "Glossario"],
        ["figure\u{a0}#", "tabelle\u{a0}#", "sezioni\u{a0}#", "appendici\u{a0}#", "listati\u{a0}#"],
        ["Elenco delle figure", "Elenco delle tabelle", "Elenco dei listati"],
    ),
    of(
        "pt",
        ["Índice remissivo", "ver", "ver também", "na página\u{a0}#", "Glossário"],
        ["figuras\u{a0}#", "tabelas\u{a0}#", "seções\u{a0}#", "apêndices\u{a0}#", "listagens\u{a0}#"],
        ["Lista de figuras", "Lista de tabelas", "Lista de listagens"],
    ),
    of(
        "nl",
        ["Register", "zie", "zie ook", "op pagina\u{a0}#", "Woordenlijst"],
        ["figuren\u{a0}#", "tabellen\u{a0}#", "paragrafen\u{a0}#", "bijlagen\u{a0}#", "listings\u{a0}#"],
        ["Lijst van figuren", "Lijst van tabellen", "Lijst van listings"],
    ),
    of(
        "pl",
        ["Indeks", "zob.", "zob. też", "na stronie\u{a0}#", "Słownik pojęć"],
        ["rysunki\u{a0}#", "tabele\u{a0}#", "sekcje\u{a0}#", "dodatki\u{a0}#", "listingi\u{a0}#"],
        ["Spis rysunków", "Spis tabel", "Spis listingów"],
    ),
    of(
        "sv",
        ["Register", "se", "se även", "på sidan\u{a0}#", "Ordlista"],
        ["figur\u{a0}#", "tabell\u{a0}#", "avsnitt\u{a0}#", "bilaga\u{a0}#", "kodlistning\u{a0}#"],
        ["Figurförteckning", "Tabellförteckning", "Kodförteckning"],
    ),
    of(
        "ru",
        ["Предметный указатель", "см.", "см. также", "на странице\u{a0}#", "Глоссарий"],
        ["рисунки\u{a0}#", "таблицы\u{a0}#", "разделы\u{a0}#", "приложения\u{a0}#", "листинги\u{a0}#"],
        ["Список рисунков", "Список таблиц", "Список листингов"],
    ),
    of(
        "uk",
        ["Покажчик", "див.", "див. також", "на сторінці\u{a0}#", "Глосарій"],
        ["рисунки\u{a0}#", "таблиці\u{a0}#", "розділи\u{a0}#", "додатки\u{a0}#", "лістинги\u{a0}#"],
        ["Перелік рисунків", "Перелік таблиць", "Перелік лістингів"],
    ),
    of(
        "el",
        ["Ευρετήριο", "βλ.", "βλ. επίσης", "στη σελίδα\u{a0}#", "Γλωσσάριο"],
        ["σχήματα\u{a0}#", "πίνακες\u{a0}#", "ενότητες\u{a0}#", "παραρτήματα\u{a0}#", "κώδικες\u{a0}#"],
        ["Κατάλογος σχημάτων", "Κατάλογος πινάκων", "Κατάλογος κωδίκων"],
    ),
    of(
        "tr",
        ["Dizin", "bkz.", "ayrıca bkz.", "sayfa\u{a0}#", "Sözlük"],
        ["Şekil\u{a0}#", "Tablo\u{a0}#", "Bölüm\u{a0}#", "Ek\u{a0}#", "Kod\u{a0}#"],
        ["Şekil listesi", "Tablo listesi", "Kod listesi"],
    ),
    of(
        "vi",
        ["Chỉ mục", "xem", "xem thêm", "ở trang\u{a0}#", "Bảng thuật ngữ"],
        ["Hình\u{a0}#", "Bảng\u{a0}#", "mục\u{a0}#", "phụ lục\u{a0}#", "đoạn mã\u{a0}#"],
        ["Danh sách hình", "Danh sách bảng", "Danh sách đoạn mã"],
    ),
    of(
        "ht",
        ["Endèks", "gade", "gade tou", "nan paj\u{a0}#", "Glosè"],
        ["figi\u{a0}#", "tablo\u{a0}#", "seksyon\u{a0}#", "anèks\u{a0}#", "kòd\u{a0}#"],
        ["Lis figi yo", "Lis tablo yo", "Lis kòd yo"],
    ),
    of(
        "ar",
        ["الفهرس", "انظر", "انظر أيضًا", "في الصفحة\u{a0}#", "مسرد المصطلحات"],
        ["الأشكال\u{a0}#", "الجداول\u{a0}#", "الأقسام\u{a0}#", "الملاحق\u{a0}#", "الشيفرات\u{a0}#"],
        ["قائمة الأشكال", "قائمة الجداول", "قائمة الشيفرات"],
    ),
    of(
        "he",
        ["מפתח", "ראו", "ראו גם", "בעמוד\u{a0}#", "מילון מונחים"],
        ["איורים\u{a0}#", "טבלאות\u{a0}#", "סעיפים\u{a0}#", "נספחים\u{a0}#", "קטעי קוד\u{a0}#"],
        ["רשימת איורים", "רשימת טבלאות", "רשימת קטעי קוד"],
    ),
    of(
        "hi",
        ["अनुक्रमणिका", "देखें", "यह भी देखें", "पृष्ठ\u{a0}#\u{a0}पर", "शब्दावली"],
        ["चित्र\u{a0}#", "तालिकाएँ\u{a0}#", "अनुभाग\u{a0}#", "परिशिष्ट\u{a0}#", "कोड\u{a0}#"],
        ["चित्र सूची", "तालिका सूची", "कोड सूची"],
    ),
    of(
        "th",
        ["ดัชนี", "ดู", "ดูเพิ่มเติม", "ในหน้า\u{a0}#", "อภิธานศัพท์"],
        ["รูปที่\u{a0}#", "ตารางที่\u{a0}#", "หัวข้อที่\u{a0}#", "ภาคผนวก\u{a0}#", "โค้ดที่\u{a0}#"],
        ["สารบัญรูป", "สารบัญตาราง", "สารบัญโค้ด"],
    ),
    of(
        "zh",
        ["索引", "见", "另见", "第\u{a0}#\u{a0}页", "术语表"],
        ["图\u{a0}#", "表\u{a0}#", "第\u{a0}#\u{a0}节", "附录\u{a0}#", "代码\u{a0}#"],
        ["插图目录", "表格目录", "代码目录"],
    ),
    of(
        "ja",
        ["索引", "→", "⇒", "#\u{a0}ページ", "用語集"],
        ["図\u{a0}#", "表\u{a0}#", "第\u{a0}#\u{a0}節", "付録\u{a0}#", "リスト\u{a0}#"],
        ["図目次", "表目次", "リスト目次"],
    ),
    of(
        "ko",
        ["찾아보기", "→", "⇒", "#쪽", "용어집"],
        ["그림\u{a0}#", "표\u{a0}#", "#\u{a0}절", "부록\u{a0}#", "코드\u{a0}#"],
        ["그림 차례", "표 차례", "코드 차례"],
    ),
];

/// The words in a language, English where it is not known.
pub fn apparatus_words(lang: &Lang) -> &'static ApparatusWords {
    const FIRST: &ApparatusWords = &ENGLISH;
    WORDS.iter().find(|it| it.lang == lang.primary()).unwrap_or(FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::words::ALL;

    #[test]
    fn every_language_with_words_has_these_too() {
        for words in ALL {
            let lang = Lang::new(words.lang).expect("a language tag");
            let found = apparatus_words(&lang);
            assert_eq!(found.lang, words.lang);
            assert_eq!(found.on_page.matches('#').count(), 1, "{}", words.lang);
            assert!(found.several.iter().all(|it| it.matches('#').count() == 1), "{}", words.lang);
        }
    }
}
