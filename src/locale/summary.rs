//! The accessibility summary of a book, in the sentences of each language.

use crate::document::Lang;

/// The sentences of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Summary {
    /// The language that they are in.
    pub lang: &'static str,
    /// The text flows and takes the reader's own type.
    pub text: &'static str,
    /// No image carries information.
    pub no_images: &'static str,
    /// Every image that does has an alternative text.
    pub described: &'static str,
    /// How many images have none: `{without}` of `{all}`.
    pub undescribed: &'static str,
    /// Some images may move or flash.
    pub moving: &'static str,
    /// The headings are marked and listed.
    pub headings: &'static str,
    /// The pages are those of the PDF.
    pub pages: &'static str,
}

impl Summary {
    /// The sentence about images without alternative text.
    pub fn without_text(&self, without: usize, all: usize) -> String {
        self.undescribed.replace("{without}", &without.to_string()).replace("{all}", &all.to_string())
    }

    /// The space between two sentences.
    pub fn space(&self) -> &'static str {
        if matches!(self.lang, "zh" | "ja") { "" } else { " " }
    }
}

/// The sentences of a language, by its primary subtag; English for an unknown language.
pub fn summary(lang: &Lang) -> &'static Summary {
    ALL.iter().find(|it| it.lang == lang.primary()).unwrap_or(&ALL[0])
}

/// Every language that is known, English first.
static ALL: &[Summary] = &[
    Summary {
        lang: "en",
        text: "The text flows and takes the reader’s own type, size, and colours.",
        no_images: "It has no images that carry information.",
        described: "Every image that carries information has an alternative text.",
        undescribed: "Images without alternative text: {without} of {all}.",
        moving: "Some pictures may move or flash.",
        headings: "Its headings are marked and listed in the contents.",
        pages: "Its page numbers are those of the PDF edition.",
    },
    Summary {
        lang: "fr",
        text: "Le texte s’adapte à l’écran et prend la police, la taille et les couleurs choisies par le lecteur.",
        no_images: "Il ne contient aucune image porteuse d’information.",
        described: "Chaque image porteuse d’information a un texte de remplacement.",
        undescribed: "Images sans texte de remplacement : {without} sur {all}.",
        moving: "Certaines images peuvent bouger ou clignoter.",
        headings: "Les titres sont balisés et figurent dans la table des matières.",
        pages: "Les numéros de page sont ceux de l’édition PDF.",
    },
    Summary {
        lang: "de",
        text: "Der Text passt sich dem Bildschirm an und nimmt Schrift, Größe und Farben nach Wahl der Lesenden an.",
        no_images: "Er enthält keine Bilder, die Inhalt tragen.",
        described: "Jedes Bild, das Inhalt trägt, hat einen Alternativtext.",
        undescribed: "Bilder ohne Alternativtext: {without} von {all}.",
        moving: "Manche Bilder können sich bewegen oder blitzen.",
        headings: "Die Überschriften sind ausgezeichnet und stehen im Inhaltsverzeichnis.",
        pages: "Die Seitenzahlen sind die der PDF-Ausgabe.",
    },
    Summary {
        lang: "es",
        text: "El texto se adapta a la pantalla y toma el tipo de letra, el tamaño y los colores que elija quien lee.",
        no_images: "No contiene imágenes que aporten información.",
        described: "Cada imagen que aporta información tiene un texto alternativo.",
        undescribed: "Imágenes sin texto alternativo: {without} de {all}.",
        moving: "Algunas imágenes pueden moverse o parpadear.",
        headings: "Los títulos están marcados y figuran en el índice.",
        pages: "Los números de página son los de la edición en PDF.",
    },
    Summary {
        lang: "it",
        text: "Il testo si adatta allo schermo e prende il carattere, la dimensione e i colori scelti da chi legge.",
        no_images: "Non contiene immagini che portano informazione.",
        described: "Ogni immagine che porta informazione ha un testo alternativo.",
        undescribed: "Immagini senza testo alternativo: {without} su {all}.",
        moving: "Alcune immagini possono muoversi o lampeggiare.",
        headings: "I titoli sono marcati ed elencati nell’indice.",
        pages: "I numeri di pagina sono quelli dell’edizione PDF.",
    },
    Summary {
        lang: "pt",
        text: "O texto adapta-se ao ecrã e toma o tipo de letra, o tamanho e as cores escolhidos por quem lê.",
        no_images: "Não contém imagens que tragam informação.",
        described: "Cada imagem que traz informação tem um texto alternativo.",
        undescribed: "Imagens sem texto alternativo: {without} de {all}.",
        moving: "Algumas imagens podem mover-se ou piscar.",
        headings: "Os títulos estão marcados e constam do sumário.",
        pages: "Os números de página são os da edição em PDF.",
    },
    Summary {
        lang: "nl",
        text: "De tekst past zich aan het scherm aan en neemt het lettertype, de grootte en de kleuren van de lezer over.",
        no_images: "Er zijn geen afbeeldingen die informatie dragen.",
        described: "Elke afbeelding die informatie draagt, heeft een alternatieve tekst.",
        undescribed: "Afbeeldingen zonder alternatieve tekst: {without} van {all}.",
        moving: "Sommige afbeeldingen kunnen bewegen of flitsen.",
        headings: "De koppen zijn gemarkeerd en staan in de inhoudsopgave.",
        pages: "De paginanummers zijn die van de PDF-uitgave.",
    },
    Summary {
        lang: "pl",
        text: "Tekst dopasowuje się do ekranu i przyjmuje krój pisma, rozmiar i kolory wybrane przez czytelnika.",
        no_images: "Nie zawiera obrazów niosących informację.",
        described: "Każdy obraz niosący informację ma tekst alternatywny.",
        undescribed: "Obrazy bez tekstu alternatywnego: {without} z {all}.",
        moving: "Niektóre obrazy mogą się poruszać lub migać.",
        headings: "Nagłówki są oznaczone i wymienione w spisie treści.",
        pages: "Numery stron są takie jak w wydaniu PDF.",
    },
    Summary {
        lang: "sv",
        text: "Texten anpassar sig till skärmen och tar läsarens eget teckensnitt, storlek och färger.",
        no_images: "Den har inga bilder som bär information.",
        described: "Varje bild som bär information har en alternativtext.",
        undescribed: "Bilder utan alternativtext: {without} av {all}.",
        moving: "Vissa bilder kan röra sig eller blinka.",
        headings: "Rubrikerna är märkta och står i innehållsförteckningen.",
        pages: "Sidnumren är desamma som i PDF-utgåvan.",
    },
    Summary {
        lang: "ru",
        text: "Текст подстраивается под экран и принимает шрифт, размер и цвета, выбранные читателем.",
        no_images: "В нём нет изображений, несущих информацию.",
        described: "У каждого изображения, несущего информацию, есть альтернативный текст.",
        undescribed: "Изображения без альтернативного текста: {without} из {all}.",
        moving: "Некоторые изображения могут двигаться или мигать.",
        headings: "Заголовки размечены и перечислены в содержании.",
        pages: "Номера страниц те же, что в издании PDF.",
    },
    Summary {
        lang: "uk",
        text: "Текст пристосовується до екрана і приймає шрифт, розмір і кольори, вибрані читачем.",
        no_images: "У ньому немає зображень, що несуть інформацію.",
        described: "Кожне зображення, що несе інформацію, має альтернативний текст.",
        undescribed: "Зображення без альтернативного тексту: {without} з {all}.",
        moving: "Деякі зображення можуть рухатися або блимати.",
        headings: "Заголовки розмічено і перелічено у змісті.",
        pages: "Номери сторінок ті самі, що у виданні PDF.",
    },
    Summary {
        lang: "el",
        text: "Το κείμενο προσαρμόζεται στην οθόνη και παίρνει τη γραμματοσειρά, το μέγεθος και τα χρώματα που επιλέγει ο αναγνώστης.",
        no_images: "Δεν έχει εικόνες που φέρουν πληροφορία.",
        described: "Κάθε εικόνα που φέρει πληροφορία έχει εναλλακτικό κείμενο.",
        undescribed: "Εικόνες χωρίς εναλλακτικό κείμενο: {without} από {all}.",
        moving: "Μερικές εικόνες μπορεί να κινούνται ή να αναβοσβήνουν.",
        headings: "Οι επικεφαλίδες είναι σημασμένες και αναφέρονται στα περιεχόμενα.",
        pages: "Οι αριθμοί των σελίδων είναι εκείνοι της έκδοσης PDF.",
    },
    Summary {
        lang: "tr",
        text: "Metin ekrana uyar; yazı tipini, boyutunu ve renklerini okur seçer.",
        no_images: "Bilgi taşıyan görsel yoktur.",
        described: "Bilgi taşıyan her görselin alternatif metni vardır.",
        undescribed: "Alternatif metni olmayan görseller: {without}/{all}.",
        moving: "Bazı görseller hareket edebilir veya yanıp sönebilir.",
        headings: "Başlıklar işaretlenmiştir ve içindekiler listesinde yer alır.",
        pages: "Sayfa numaraları PDF baskısınınkilerdir.",
    },
    Summary {
        lang: "vi",
        text: "Văn bản thích ứng với màn hình và theo phông chữ, cỡ chữ và màu sắc do người đọc chọn.",
        no_images: "Không có hình ảnh nào mang thông tin.",
        described: "Mỗi hình ảnh mang thông tin đều có văn bản thay thế.",
        undescribed: "Hình ảnh không có văn bản thay thế: {without} trên {all}.",
        moving: "Một số hình ảnh có thể chuyển động hoặc nhấp nháy.",
        headings: "Các đề mục được đánh dấu và liệt kê trong mục lục.",
        pages: "Số trang là số trang của bản PDF.",
    },
    Summary {
        lang: "ht",
        text: "Tèks la adapte ak ekran an epi li pran karaktè, gwosè ak koulè lektè a chwazi.",
        no_images: "Li pa gen imaj ki pote enfòmasyon.",
        described: "Chak imaj ki pote enfòmasyon gen yon tèks altènatif.",
        undescribed: "Imaj san tèks altènatif: {without} sou {all}.",
        moving: "Gen imaj ki ka bouje oswa fè flach.",
        headings: "Tit yo make epi yo nan tab matyè a.",
        pages: "Nimewo paj yo se menm ak nan edisyon PDF la.",
    },
    Summary {
        lang: "ar",
        text: "يتكيف النص مع الشاشة ويأخذ الخط والحجم والألوان التي يختارها القارئ.",
        no_images: "ليست فيه صور تحمل معلومات.",
        described: "لكل صورة تحمل معلومات نص بديل.",
        undescribed: "صور بلا نص بديل: {without} من {all}.",
        moving: "قد تتحرك بعض الصور أو تومض.",
        headings: "العناوين معلّمة ومدرجة في المحتويات.",
        pages: "أرقام الصفحات هي أرقام نسخة PDF.",
    },
    Summary {
        lang: "he",
        text: "הטקסט מתאים את עצמו למסך ומקבל את הגופן, הגודל והצבעים שבוחרים הקוראים.",
        no_images: "אין בו תמונות הנושאות מידע.",
        described: "לכל תמונה הנושאת מידע יש טקסט חלופי.",
        undescribed: "תמונות בלי טקסט חלופי: {without} מתוך {all}.",
        moving: "ייתכן שחלק מהתמונות נעות או מהבהבות.",
        headings: "הכותרות מסומנות ומופיעות בתוכן העניינים.",
        pages: "מספרי העמודים הם אלה של מהדורת ה־PDF.",
    },
    Summary {
        lang: "hi",
        text: "पाठ स्क्रीन के अनुसार ढलता है और पाठक के चुने हुए फ़ॉन्ट, आकार और रंग लेता है।",
        no_images: "इसमें जानकारी देने वाला कोई चित्र नहीं है।",
        described: "जानकारी देने वाले हर चित्र का वैकल्पिक पाठ है।",
        undescribed: "बिना वैकल्पिक पाठ के चित्र: {all} में से {without}।",
        moving: "कुछ चित्र हिल या चमक सकते हैं।",
        headings: "शीर्षक चिह्नित हैं और विषय-सूची में दिए गए हैं।",
        pages: "पृष्ठ संख्याएँ PDF संस्करण की हैं।",
    },
    Summary {
        lang: "th",
        text: "ข้อความปรับตามหน้าจอ และใช้แบบอักษร ขนาด และสีที่ผู้อ่านเลือก",
        no_images: "ไม่มีภาพที่สื่อข้อมูล",
        described: "ทุกภาพที่สื่อข้อมูลมีข้อความแทนภาพ",
        undescribed: "ภาพที่ไม่มีข้อความแทน: {without} จาก {all}",
        moving: "บางภาพอาจเคลื่อนไหวหรือกะพริบ",
        headings: "หัวข้อมีการกำกับและอยู่ในสารบัญ",
        pages: "เลขหน้าตรงกับฉบับ PDF",
    },
    Summary {
        lang: "zh",
        text: "文字随屏幕重排，并采用读者自选的字体、字号和颜色。",
        no_images: "没有承载信息的图像。",
        described: "每幅承载信息的图像都有替代文本。",
        undescribed: "没有替代文本的图像：{all} 幅中的 {without} 幅。",
        moving: "有些图像可能会移动或闪烁。",
        headings: "标题均有标记，并列于目录。",
        pages: "页码与 PDF 版一致。",
    },
    Summary {
        lang: "ja",
        text: "文章は画面に合わせて流し込まれ、読者の選んだ書体、大きさ、色で表示されます。",
        no_images: "情報を伝える画像はありません。",
        described: "情報を伝える画像にはすべて代替テキストがあります。",
        undescribed: "代替テキストのない画像：{all} 点中 {without} 点。",
        moving: "動く、または点滅する画像があるかもしれません。",
        headings: "見出しは見出しとして示され、目次に挙げられています。",
        pages: "ページ番号は PDF 版のものです。",
    },
    Summary {
        lang: "ko",
        text: "글은 화면에 맞추어 흐르며 독자가 고른 글꼴, 크기, 색을 따릅니다.",
        no_images: "정보를 담은 그림이 없습니다.",
        described: "정보를 담은 모든 그림에 대체 텍스트가 있습니다.",
        undescribed: "대체 텍스트가 없는 그림: {all}개 중 {without}개.",
        moving: "움직이거나 깜박이는 그림이 있을 수 있습니다.",
        headings: "제목은 제목으로 표시되어 있고 차례에 실려 있습니다.",
        pages: "쪽 번호는 PDF판의 것입니다.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::words;

    #[test]
    fn every_language_that_has_words_has_sentences() {
        let known: Vec<&str> = words::ALL.iter().map(|it| it.lang).collect();
        assert_eq!(ALL.iter().map(|it| it.lang).collect::<Vec<_>>(), known);
        for it in ALL {
            let said = it.without_text(17, 42);
            assert!(said.contains("17") && said.contains("42") && !said.contains('{'), "{said}");
        }
        assert_eq!(summary(&Lang::default()).lang, "en");
    }
}
