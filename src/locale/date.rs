//! Dates as a language writes them, after the long formats of the Unicode CLDR.

use crate::document::{Date, Lang};

/// How a language writes dates.
struct DateFormat {
    /// The primary subtag.
    lang: &'static str,
    /// A date with a day: `{d}`, `{m}`, `{y}`.
    day: &'static str,
    /// A month of a year.
    month: &'static str,
    /// The twelve months next to a day, separated by bars.
    with_day: &'static str,
    /// The twelve months without a day.
    alone: &'static str,
}

/// A date in words, as in `30 November 2019`; as ISO 8601 if the format of the language is not known.
pub fn long(date: Date, lang: &Lang) -> String {
    let Some(format) = FORMATS.iter().find(|it| it.lang == lang.primary()) else { return date.to_iso() };
    let Some(month) = date.month else { return date.year.to_string() };
    let name = |names: &'static str| names.split('|').nth(usize::from(month) - 1).unwrap_or("");
    let year = date.year.to_string();
    match date.day {
        Some(day) => {
            // Americans put the month first (Chicago Manual of Style, 6.38).
            let pattern = if lang.as_str() == "en-US" { "{m} {d}, {y}" } else { format.day };
            fill(pattern, name(format.with_day), &year).replace("{d}", &day.to_string())
        }
        None => fill(format.month, name(format.alone), &year),
    }
}

fn fill(pattern: &str, month: &str, year: &str) -> String {
    pattern.replace("{m}", month).replace("{y}", year)
}

const FORMATS: &[DateFormat] = &[
    DateFormat {
        lang: "en",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "January|February|March|April|May|June|July|August|September|October|November|December",
        alone: "January|February|March|April|May|June|July|August|September|October|November|December",
    },
    DateFormat {
        lang: "fr",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        alone: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    },
    DateFormat {
        lang: "de",
        day: "{d}. {m} {y}",
        month: "{m} {y}",
        with_day: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        alone: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    },
    DateFormat {
        lang: "es",
        day: "{d} de {m} de {y}",
        month: "{m} de {y}",
        with_day: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        alone: "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    },
    DateFormat {
        lang: "it",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        alone: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    },
    DateFormat {
        lang: "pt",
        day: "{d} de {m} de {y}",
        month: "{m} de {y}",
        with_day: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        alone: "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    },
    DateFormat {
        lang: "nl",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
        alone: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    },
    DateFormat {
        lang: "sv",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        alone: "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    },
    DateFormat {
        lang: "vi",
        day: "ngày {d} {m} năm {y}",
        month: "{m} năm {y}",
        with_day: "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12",
        alone: "tháng 1|tháng 2|tháng 3|tháng 4|tháng 5|tháng 6|tháng 7|tháng 8|tháng 9|tháng 10|tháng 11|tháng 12",
    },
    DateFormat {
        lang: "ht",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "janvye|fevriye|mas|avril|me|jen|jiyè|out|septanm|oktòb|novanm|desanm",
        alone: "janvye|fevriye|mas|avril|me|jen|jiyè|out|septanm|oktòb|novanm|desanm",
    },
    DateFormat {
        lang: "tr",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
        alone: "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    },
    DateFormat {
        lang: "ar",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
        alone: "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    },
    DateFormat {
        lang: "he",
        day: "{d} ב{m} {y}",
        month: "{m} {y}",
        with_day: "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
        alone: "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    },
    DateFormat {
        lang: "hi",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
        alone: "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    },
    DateFormat {
        lang: "th",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม",
        alone: "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม",
    },
    DateFormat {
        lang: "pl",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
        alone: "styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień",
    },
    DateFormat {
        lang: "ru",
        day: "{d} {m} {y} г.",
        month: "{m} {y} г.",
        with_day: "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
        alone: "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь",
    },
    DateFormat {
        lang: "uk",
        day: "{d} {m} {y} р.",
        month: "{m} {y} р.",
        with_day: "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        alone: "січень|лютий|березень|квітень|травень|червень|липень|серпень|вересень|жовтень|листопад|грудень",
    },
    DateFormat {
        lang: "el",
        day: "{d} {m} {y}",
        month: "{m} {y}",
        with_day: "Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου|Νοεμβρίου|Δεκεμβρίου",
        alone: "Ιανουάριος|Φεβρουάριος|Μάρτιος|Απρίλιος|Μάιος|Ιούνιος|Ιούλιος|Αύγουστος|Σεπτέμβριος|Οκτώβριος|Νοέμβριος|Δεκέμβριος",
    },
    DateFormat {
        lang: "zh",
        day: "{y}年{m}月{d}日",
        month: "{y}年{m}月",
        with_day: "1|2|3|4|5|6|7|8|9|10|11|12",
        alone: "1|2|3|4|5|6|7|8|9|10|11|12",
    },
    DateFormat {
        lang: "ja",
        day: "{y}年{m}月{d}日",
        month: "{y}年{m}月",
        with_day: "1|2|3|4|5|6|7|8|9|10|11|12",
        alone: "1|2|3|4|5|6|7|8|9|10|11|12",
    },
    DateFormat {
        lang: "ko",
        day: "{y}년 {m}월 {d}일",
        month: "{y}년 {m}월",
        with_day: "1|2|3|4|5|6|7|8|9|10|11|12",
        alone: "1|2|3|4|5|6|7|8|9|10|11|12",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    fn long_of(date: &str, lang: &str) -> String {
        long(Date::parse(date).expect("a date"), &Lang::new(lang).expect("a language"))
    }

    #[test]
    fn dates_follow_the_language() {
        assert_eq!(long_of("2019-11", "en-US"), "November 2019");
        assert_eq!(long_of("2019-11-30", "en-US"), "November 30, 2019");
        assert_eq!(long_of("2019-11-30", "en-GB"), "30 November 2019");
        assert_eq!(long_of("2019-11-03", "de"), "3. November 2019");
        assert_eq!(long_of("2019-05-01", "pl"), "1 maja 2019");
        assert_eq!(long_of("2019-05", "pl"), "maj 2019");
        assert_eq!(long_of("2019-05-01", "zh-Hans"), "2019年5月1日");
        assert_eq!(long_of("2019-05", "vi"), "tháng 5 năm 2019");
        assert_eq!(long_of("2019", "fr"), "2019");
        assert_eq!(long_of("2019-05-01", "tlh"), "2019-05-01");
    }

    #[test]
    fn every_month_has_a_name() {
        for format in FORMATS {
            for names in [format.with_day, format.alone] {
                assert_eq!(names.split('|').filter(|it| !it.is_empty()).count(), 12, "{}", format.lang);
            }
        }
    }
}
