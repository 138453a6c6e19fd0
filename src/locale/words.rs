//! The words that editions add to a text.

use crate::document::{Admonition, Lang};

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of the table of contents.
    pub contents: &'static str,
    /// The heading of the notes.
    pub notes: &'static str,
    /// What a note is called, before its number.
    pub note: &'static str,
    /// What leads back from a note to its mark.
    pub back_to_text: &'static str,
    /// What leads a keyboard past the contents.
    pub skip_to_text: &'static str,
    /// What a heading's link to itself is called, before the heading.
    pub link_to: &'static str,
    /// What a link is called, before its number.
    pub link: &'static str,
    /// The title of a remark of each kind, in the order of [`Admonition::ALL`].
    pub remarks: [&'static str; 5],
    /// What a done and an open task are called.
    pub tasks: [&'static str; 2],
    /// What stands at the head of a note or table that goes on.
    pub continued: &'static str,
    /// What the cover is called.
    pub cover: &'static str,
    /// What the title page is called.
    pub title_page: &'static str,
    /// Where the text itself begins.
    pub start: &'static str,
    /// What a page is called, before its number.
    pub page: &'static str,
    /// What a picture is called, before its description.
    pub image: &'static str,
    /// What a table is called that has neither caption nor heads.
    pub table: &'static str,
}

impl Words {
    /// The title of a remark.
    pub fn remark(&self, kind: Admonition) -> &'static str {
        let at = Admonition::ALL.iter().position(|it| *it == kind).unwrap_or(0);
        self.remarks[at]
    }

    /// What a task is called.
    pub fn task(&self, done: bool) -> &'static str {
        self.tasks[usize::from(!done)]
    }
}

/// The words of a language, by its primary subtag; English where it is not known.
pub fn words(lang: &Lang) -> &'static Words {
    let known = ALL.iter().find(|it| it.lang == lang.primary());
    known.unwrap_or(&ENGLISH)
}

/// Every language that is known, English first.
pub const ALL: &[Words] = &[
    ENGLISH, FRENCH, GERMAN, SPANISH, ITALIAN, PORTUGUESE, DUTCH, POLISH, SWEDISH, RUSSIAN, UKRAINIAN, GREEK,
    TURKISH, VIETNAMESE, HAITIAN, ARABIC, HEBREW, HINDI, THAI, CHINESE, JAPANESE, KOREAN,
];

const ENGLISH: Words = Words {
    lang: "en",
    contents: "Contents",
    notes: "Notes",
    note: "Note",
    back_to_text: "Back to the text",
    skip_to_text: "Skip to the text",
    link_to: "Link to",
    link: "link",
    remarks: ["Note", "Tip", "Important", "Warning", "Caution"],
    tasks: ["done", "to do"],
    continued: "continued",
    cover: "Cover",
    title_page: "Title page",
    start: "Start of the text",
    page: "Page",
    image: "Image",
    table: "Table",
};

const FRENCH: Words = Words {
    lang: "fr",
    contents: "Table des matières",
    notes: "Notes",
    note: "Note",
    back_to_text: "Retour au texte",
    skip_to_text: "Aller au texte",
    link_to: "Lien vers",
    link: "lien",
    remarks: ["Remarque", "Conseil", "Important", "Avertissement", "Attention"],
    tasks: ["fait", "à faire"],
    continued: "suite",
    cover: "Couverture",
    title_page: "Page de titre",
    start: "Début du texte",
    page: "Page",
    image: "Image",
    table: "Tableau",
};

const GERMAN: Words = Words {
    lang: "de",
    contents: "Inhalt",
    notes: "Anmerkungen",
    note: "Anmerkung",
    back_to_text: "Zurück zum Text",
    skip_to_text: "Zum Text springen",
    link_to: "Link zu",
    link: "Link",
    remarks: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
    tasks: ["erledigt", "offen"],
    continued: "Fortsetzung",
    cover: "Umschlag",
    title_page: "Titelseite",
    start: "Beginn des Textes",
    page: "Seite",
    image: "Bild",
    table: "Tabelle",
};

const SPANISH: Words = Words {
    lang: "es",
    contents: "Índice",
    notes: "Notas",
    note: "Nota",
    back_to_text: "Volver al texto",
    skip_to_text: "Ir al texto",
    link_to: "Enlace a",
    link: "enlace",
    remarks: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
    tasks: ["hecho", "pendiente"],
    continued: "continuación",
    cover: "Cubierta",
    title_page: "Portada",
    start: "Comienzo del texto",
    page: "Página",
    image: "Imagen",
    table: "Tabla",
};

const ITALIAN: Words = Words {
    lang: "it",
    contents: "Indice",
    notes: "Note",
    note: "Nota",
    back_to_text: "Torna al testo",
    skip_to_text: "Vai al testo",
    link_to: "Collegamento a",
    link: "link",
    remarks: ["Nota", "Consiglio", "Importante", "Avvertenza", "Attenzione"],
    tasks: ["fatto", "da fare"],
    continued: "continua",
    cover: "Copertina",
    title_page: "Frontespizio",
    start: "Inizio del testo",
    page: "Pagina",
    image: "Immagine",
    table: "Tabella",
};

const PORTUGUESE: Words = Words {
    lang: "pt",
    contents: "Sumário",
    notes: "Notas",
    note: "Nota",
    back_to_text: "Voltar ao texto",
    skip_to_text: "Ir para o texto",
    link_to: "Ligação para",
    link: "ligação",
    remarks: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
    tasks: ["feito", "por fazer"],
    continued: "continuação",
    cover: "Capa",
    title_page: "Folha de rosto",
    start: "Início do texto",
    page: "Página",
    image: "Imagem",
    table: "Tabela",
};

const DUTCH: Words = Words {
    lang: "nl",
    contents: "Inhoud",
    notes: "Noten",
    note: "Noot",
    back_to_text: "Terug naar de tekst",
    skip_to_text: "Naar de tekst",
    link_to: "Link naar",
    link: "link",
    remarks: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
    tasks: ["gedaan", "te doen"],
    continued: "vervolg",
    cover: "Omslag",
    title_page: "Titelpagina",
    start: "Begin van de tekst",
    page: "Pagina",
    image: "Afbeelding",
    table: "Tabel",
};

const POLISH: Words = Words {
    lang: "pl",
    contents: "Spis treści",
    notes: "Przypisy",
    note: "Przypis",
    back_to_text: "Powrót do tekstu",
    skip_to_text: "Przejdź do tekstu",
    link_to: "Odnośnik do",
    link: "odnośnik",
    remarks: ["Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga"],
    tasks: ["zrobione", "do zrobienia"],
    continued: "ciąg dalszy",
    cover: "Okładka",
    title_page: "Strona tytułowa",
    start: "Początek tekstu",
    page: "Strona",
    image: "Obraz",
    table: "Tabela",
};

const SWEDISH: Words = Words {
    lang: "sv",
    contents: "Innehåll",
    notes: "Noter",
    note: "Not",
    back_to_text: "Tillbaka till texten",
    skip_to_text: "Hoppa till texten",
    link_to: "Länk till",
    link: "länk",
    remarks: ["Anmärkning", "Tips", "Viktigt", "Varning", "Se upp"],
    tasks: ["klart", "att göra"],
    continued: "fortsättning",
    cover: "Omslag",
    title_page: "Titelsida",
    start: "Textens början",
    page: "Sida",
    image: "Bild",
    table: "Tabell",
};

const RUSSIAN: Words = Words {
    lang: "ru",
    contents: "Содержание",
    notes: "Примечания",
    note: "Примечание",
    back_to_text: "Вернуться к тексту",
    skip_to_text: "Перейти к тексту",
    link_to: "Ссылка на",
    link: "ссылка",
    remarks: ["Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"],
    tasks: ["сделано", "сделать"],
    continued: "продолжение",
    cover: "Обложка",
    title_page: "Титульный лист",
    start: "Начало текста",
    page: "Страница",
    image: "Изображение",
    table: "Таблица",
};

const UKRAINIAN: Words = Words {
    lang: "uk",
    contents: "Зміст",
    notes: "Примітки",
    note: "Примітка",
    back_to_text: "Повернутися до тексту",
    skip_to_text: "Перейти до тексту",
    link_to: "Посилання на",
    link: "посилання",
    remarks: ["Примітка", "Порада", "Важливо", "Попередження", "Обережно"],
    tasks: ["зроблено", "зробити"],
    continued: "продовження",
    cover: "Обкладинка",
    title_page: "Титульна сторінка",
    start: "Початок тексту",
    page: "Сторінка",
    image: "Зображення",
    table: "Таблиця",
};

const GREEK: Words = Words {
    lang: "el",
    contents: "Περιεχόμενα",
    notes: "Σημειώσεις",
    note: "Σημείωση",
    back_to_text: "Επιστροφή στο κείμενο",
    skip_to_text: "Μετάβαση στο κείμενο",
    link_to: "Σύνδεσμος προς",
    link: "σύνδεσμος",
    remarks: ["Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"],
    tasks: ["έγινε", "εκκρεμεί"],
    continued: "συνέχεια",
    cover: "Εξώφυλλο",
    title_page: "Σελίδα τίτλου",
    start: "Αρχή του κειμένου",
    page: "Σελίδα",
    image: "Εικόνα",
    table: "Πίνακας",
};

const TURKISH: Words = Words {
    lang: "tr",
    contents: "İçindekiler",
    notes: "Notlar",
    note: "Not",
    back_to_text: "Metne dön",
    skip_to_text: "Metne geç",
    link_to: "Bağlantı:",
    link: "bağlantı",
    remarks: ["Not", "İpucu", "Önemli", "Uyarı", "Dikkat"],
    tasks: ["yapıldı", "yapılacak"],
    continued: "devamı",
    cover: "Kapak",
    title_page: "Başlık sayfası",
    start: "Metnin başı",
    page: "Sayfa",
    image: "Görsel",
    table: "Tablo",
};

const VIETNAMESE: Words = Words {
    lang: "vi",
    contents: "Mục lục",
    notes: "Chú thích",
    note: "Chú thích",
    back_to_text: "Trở lại văn bản",
    skip_to_text: "Chuyển đến văn bản",
    link_to: "Liên kết đến",
    link: "liên kết",
    remarks: ["Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"],
    tasks: ["đã xong", "cần làm"],
    continued: "tiếp theo",
    cover: "Bìa",
    title_page: "Trang tên sách",
    start: "Đầu văn bản",
    page: "Trang",
    image: "Hình",
    table: "Bảng",
};

const HAITIAN: Words = Words {
    lang: "ht",
    contents: "Sa ki ladan l",
    notes: "Nòt",
    note: "Nòt",
    back_to_text: "Tounen nan tèks la",
    skip_to_text: "Ale nan tèks la",
    link_to: "Lyen pou",
    link: "lyen",
    remarks: ["Nòt", "Konsèy", "Enpòtan", "Avètisman", "Atansyon"],
    tasks: ["fèt", "pou fè"],
    continued: "swit",
    cover: "Kouvèti",
    title_page: "Paj tit",
    start: "Kòmansman tèks la",
    page: "Paj",
    image: "Imaj",
    table: "Tablo",
};

const ARABIC: Words = Words {
    lang: "ar",
    contents: "المحتويات",
    notes: "الحواشي",
    note: "حاشية",
    back_to_text: "العودة إلى النص",
    skip_to_text: "الانتقال إلى النص",
    link_to: "رابط إلى",
    link: "رابط",
    remarks: ["ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"],
    tasks: ["تم", "للإنجاز"],
    continued: "تابع",
    cover: "الغلاف",
    title_page: "صفحة العنوان",
    start: "بداية النص",
    page: "صفحة",
    image: "صورة",
    table: "جدول",
};

const HEBREW: Words = Words {
    lang: "he",
    contents: "תוכן העניינים",
    notes: "הערות",
    note: "הערה",
    back_to_text: "חזרה לטקסט",
    skip_to_text: "דילוג לטקסט",
    link_to: "קישור אל",
    link: "קישור",
    remarks: ["הערה", "עצה", "חשוב", "אזהרה", "זהירות"],
    tasks: ["בוצע", "לביצוע"],
    continued: "המשך",
    cover: "כריכה",
    title_page: "עמוד השער",
    start: "תחילת הטקסט",
    page: "עמוד",
    image: "תמונה",
    table: "טבלה",
};

const HINDI: Words = Words {
    lang: "hi",
    contents: "विषय-सूची",
    notes: "टिप्पणियाँ",
    note: "टिप्पणी",
    back_to_text: "पाठ पर लौटें",
    skip_to_text: "पाठ पर जाएँ",
    link_to: "कड़ी:",
    link: "कड़ी",
    remarks: ["टिप्पणी", "सुझाव", "महत्त्वपूर्ण", "चेतावनी", "सावधानी"],
    tasks: ["पूर्ण", "शेष"],
    continued: "जारी",
    cover: "आवरण",
    title_page: "शीर्षक पृष्ठ",
    start: "पाठ का आरंभ",
    page: "पृष्ठ",
    image: "चित्र",
    table: "तालिका",
};

const THAI: Words = Words {
    lang: "th",
    contents: "สารบัญ",
    notes: "เชิงอรรถ",
    note: "เชิงอรรถ",
    back_to_text: "กลับไปที่เนื้อความ",
    skip_to_text: "ข้ามไปที่เนื้อความ",
    link_to: "ลิงก์ไปยัง",
    link: "ลิงก์",
    remarks: ["หมายเหตุ", "คำแนะนำ", "สำคัญ", "คำเตือน", "ข้อควรระวัง"],
    tasks: ["เสร็จแล้ว", "ต้องทำ"],
    continued: "ต่อ",
    cover: "ปก",
    title_page: "หน้าชื่อเรื่อง",
    start: "จุดเริ่มเนื้อความ",
    page: "หน้า",
    image: "ภาพ",
    table: "ตาราง",
};

const CHINESE: Words = Words {
    lang: "zh",
    contents: "目录",
    notes: "注释",
    note: "注",
    back_to_text: "返回正文",
    skip_to_text: "跳至正文",
    link_to: "链接：",
    link: "链接",
    remarks: ["注意", "提示", "重要", "警告", "小心"],
    tasks: ["已完成", "待办"],
    continued: "续",
    cover: "封面",
    title_page: "书名页",
    start: "正文开始",
    page: "页",
    image: "图",
    table: "表格",
};

const JAPANESE: Words = Words {
    lang: "ja",
    contents: "目次",
    notes: "注",
    note: "注",
    back_to_text: "本文に戻る",
    skip_to_text: "本文へ",
    link_to: "リンク：",
    link: "リンク",
    remarks: ["注記", "ヒント", "重要", "警告", "注意"],
    tasks: ["完了", "未完了"],
    continued: "続き",
    cover: "表紙",
    title_page: "扉",
    start: "本文",
    page: "ページ",
    image: "図",
    table: "表",
};

const KOREAN: Words = Words {
    lang: "ko",
    contents: "차례",
    notes: "주석",
    note: "주",
    back_to_text: "본문으로 돌아가기",
    skip_to_text: "본문으로 건너뛰기",
    link_to: "링크:",
    link: "링크",
    remarks: ["참고", "도움말", "중요", "경고", "주의"],
    tasks: ["완료", "할 일"],
    continued: "계속",
    cover: "표지",
    title_page: "속표지",
    start: "본문 시작",
    page: "쪽",
    image: "그림",
    table: "표",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_known_once_and_complete() {
        for (at, words) in ALL.iter().enumerate() {
            let lang = Lang::new(words.lang).expect("a language tag");
            assert_eq!(lang.as_str(), words.lang);
            assert!(ALL[at + 1..].iter().all(|other| other.lang != words.lang), "{} twice", words.lang);
            let singles =
                [words.contents, words.notes, words.back_to_text, words.continued, words.cover, words.page];
            assert!(
                singles.iter().chain(&words.remarks).chain(&words.tasks).all(|it| !it.is_empty()),
                "{}",
                words.lang
            );
        }
    }

    #[test]
    fn a_region_does_not_matter_and_a_strange_language_gets_english() {
        let of = |tag| words(&Lang::new(tag).expect("a language tag"));
        assert_eq!(of("fr-CA").contents, "Table des matières");
        assert_eq!(of("tlh").lang, "en");
        assert_eq!(of("ht").remark(Admonition::Warning), "Avètisman");
        assert_eq!([of("en").task(true), of("en").task(false)], ["done", "to do"]);
    }
}
