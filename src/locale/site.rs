//! The words that sites add: for the search, the previous and next links, and downloads.

use crate::document::Lang;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct SiteWords {
    /// The language that they are in.
    pub lang: &'static str,
    /// What its speakers call it.
    pub name: &'static str,
    /// What a search is called.
    pub search: &'static str,
    /// The label before the number of search results.
    pub found: &'static str,
    /// The message for a search without results.
    pub nothing: &'static str,
    /// The link to the previous page.
    pub previous: &'static str,
    /// The link to the next page.
    pub next: &'static str,
    /// The name of the previous and next links.
    pub pages: &'static str,
    /// The label of the links to the other editions.
    pub editions: &'static str,
    /// What a collection without a title is called.
    pub publications: &'static str,
}

/// The words of a language, by its primary subtag; English for an unknown language.
pub fn site_words(lang: &Lang) -> &'static SiteWords {
    ALL.iter().find(|it| it.lang == lang.primary()).unwrap_or(&ALL[0])
}

/// In the order of [`SiteWords`].
const fn words(lang: &'static str, name: &'static str, it: [&'static str; 8]) -> SiteWords {
    let [search, found, nothing, previous, next, pages, editions, publications] = it;
    SiteWords { lang, name, search, found, nothing, previous, next, pages, editions, publications }
}

/// Every language that is known, English first.
static ALL: [SiteWords; 22] = [
    words(
        "en",
        "English",
        ["Search", "Found", "Nothing found", "Previous", "Next", "Pages", "Other editions", "Publications"],
    ),
    words(
        "fr",
        "Français",
        [
            "Rechercher",
            "Trouvés",
            "Aucun résultat",
            "Précédent",
            "Suivant",
            "Pages",
            "Autres éditions",
            "Publications",
        ],
    ),
    words(
        "de",
        "Deutsch",
        [
            "Suchen",
            "Gefunden",
            "Nichts gefunden",
            "Zurück",
            "Weiter",
            "Seiten",
            "Andere Ausgaben",
            "Veröffentlichungen",
        ],
    ),
    words(
        "es",
        "Español",
        [
            "Buscar",
            "Encontrados",
            "Sin resultados",
            "Anterior",
            "Siguiente",
            "Páginas",
            "Otras ediciones",
            "Publicaciones",
        ],
    ),
    words(
        "it",
        "Italiano",
        [
            "Cerca",
            "Trovati",
            "Nessun risultato",
            "Precedente",
            "Successivo",
            "Pagine",
            "Altre edizioni",
            "Pubblicazioni",
        ],
    ),
    words(
        "pt",
        "Português",
        [
            "Pesquisar",
            "Encontrados",
            "Nenhum resultado",
            "Anterior",
            "Seguinte",
            "Páginas",
            "Outras edições",
            "Publicações",
        ],
    ),
    words(
        "nl",
        "Nederlands",
        [
            "Zoeken",
            "Gevonden",
            "Niets gevonden",
            "Vorige",
            "Volgende",
            "Pagina’s",
            "Andere edities",
            "Publicaties",
        ],
    ),
    words(
        "pl",
        "Polski",
        [
            "Szukaj",
            "Znaleziono",
            "Nic nie znaleziono",
            "Poprzednia",
            "Następna",
            "Strony",
            "Inne wydania",
            "Publikacje",
        ],
    ),
    words(
        "sv",
        "Svenska",
        [
            "Sök",
            "Hittade",
            "Inget hittades",
            "Föregående",
            "Nästa",
            "Sidor",
            "Andra utgåvor",
            "Publikationer",
        ],
    ),
    words(
        "ru",
        "Русский",
        [
            "Поиск",
            "Найдено",
            "Ничего не найдено",
            "Назад",
            "Вперёд",
            "Страницы",
            "Другие издания",
            "Публикации",
        ],
    ),
    words(
        "uk",
        "Українська",
        [
            "Пошук",
            "Знайдено",
            "Нічого не знайдено",
            "Назад",
            "Далі",
            "Сторінки",
            "Інші видання",
            "Публікації",
        ],
    ),
    words(
        "el",
        "Ελληνικά",
        [
            "Αναζήτηση",
            "Βρέθηκαν",
            "Δεν βρέθηκε τίποτα",
            "Προηγούμενο",
            "Επόμενο",
            "Σελίδες",
            "Άλλες εκδόσεις",
            "Δημοσιεύσεις",
        ],
    ),
    words(
        "tr",
        "Türkçe",
        ["Ara", "Bulunan", "Sonuç yok", "Önceki", "Sonraki", "Sayfalar", "Diğer sürümler", "Yayınlar"],
    ),
    words(
        "vi",
        "Tiếng Việt",
        ["Tìm kiếm", "Tìm thấy", "Không tìm thấy", "Trước", "Sau", "Các trang", "Các ấn bản khác", "Ấn phẩm"],
    ),
    words(
        "ht",
        "Kreyòl ayisyen",
        ["Chèche", "Jwenn", "Pa jwenn anyen", "Anvan", "Apre", "Paj yo", "Lòt edisyon", "Piblikasyon"],
    ),
    words(
        "ar",
        "العربية",
        ["بحث", "عدد النتائج", "لا نتائج", "السابق", "التالي", "الصفحات", "طبعات أخرى", "منشورات"],
    ),
    words(
        "he",
        "עברית",
        ["חיפוש", "נמצאו", "לא נמצא דבר", "הקודם", "הבא", "דפים", "מהדורות אחרות", "פרסומים"],
    ),
    words("hi", "हिन्दी", ["खोजें", "मिले", "कुछ नहीं मिला", "पिछला", "अगला", "पृष्ठ", "अन्य संस्करण", "प्रकाशन"]),
    words("th", "ไทย", ["ค้นหา", "พบ", "ไม่พบ", "ก่อนหน้า", "ถัดไป", "หน้า", "ฉบับอื่น", "สิ่งพิมพ์"]),
    words("zh", "中文", ["搜索", "找到", "没有找到", "上一页", "下一页", "页面", "其他版本", "出版物"]),
    words("ja", "日本語", ["検索", "件数", "見つかりません", "前へ", "次へ", "ページ", "他の版", "出版物"]),
    words("ko", "한국어", ["검색", "결과", "결과 없음", "이전", "다음", "페이지", "다른 판", "출판물"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::words::ALL as LANGUAGES;

    #[test]
    fn sites_speak_the_languages_of_the_editions() {
        let here: Vec<&str> = ALL.iter().map(|it| it.lang).collect();
        let there: Vec<&str> = LANGUAGES.iter().map(|it| it.lang).collect();
        assert_eq!(here, there);
    }
}
