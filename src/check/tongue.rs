//! Which language a text seems to be in, by its smallest words.
//!
//! A third to a half of the words of any prose are articles, prepositions and
//! their like, and few of them are another language's (Grefenstette 1995,
//! Comparing two language identification schemes).

/// Small words by language.
const SMALL: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that it was for with as his be at by this have from not are but they we our their",
    ),
    (
        "fr",
        "le la les de des du et est une un dans que qui pour par sur pas au aux avec sont ce cette nous vous il elle en ne se",
    ),
    (
        "de",
        "der die das und ist ein eine einen den dem nicht mit von zu auf für sich auch als wir sie es im in des zum zur",
    ),
    ("es", "el la los las de del y es una un en que por con para no se su al lo como más sus nuestra"),
    ("it", "il la le gli di del della e è un una che per con non si sono dei nel alla in i lo da"),
    ("pt", "o a os as de do da e é um uma que por com para não se em no na dos das ao"),
    ("nl", "de het een en van is dat niet op te met voor zijn aan er ook in wij die worden"),
];

/// The fewest words that tell.
const FEWEST: usize = 12;

/// Of the languages that are known here, the one that words are in, where it is clearly another than `said`.
pub(super) fn other_than(said: &str, words: &[String]) -> Option<&'static str> {
    if words.len() < FEWEST {
        return None;
    }
    let count = |small: &str| {
        let small: Vec<&str> = small.split(' ').collect();
        words.iter().filter(|it| small.contains(&it.as_str())).count()
    };
    let own = SMALL.iter().find(|it| it.0 == said).map(|it| count(it.1))?;
    let (lang, best) = SMALL.iter().map(|it| (it.0, count(it.1))).max_by_key(|it| it.1)?;
    let clear = best * 10 >= words.len() * 3 && own * 10 <= words.len() && best >= 4 * own.max(1);
    (lang != said && clear).then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(said: &str, text: &str) -> Option<&'static str> {
        let words: Vec<String> = text
            .split(|it: char| !it.is_alphabetic())
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect();
        other_than(said, &words)
    }

    #[test]
    fn a_paragraph_in_another_language_is_known() {
        let french =
            "La liberté de la presse est un droit que nous défendons pour tous les habitants du pays.";
        let german = "Die Würde des Menschen ist unantastbar, und sie zu achten und zu schützen ist die Pflicht aller.";
        let english =
            "Everyone should be able to live in safe and healthy conditions, protected equally by the law.";
        assert_eq!([other("en", french), other("fr", french)], [Some("fr"), None]);
        assert_eq!([other("en", german), other("de", german)], [Some("de"), None]);
        assert_eq!([other("de", english), other("en", english)], [Some("en"), None]);
        assert_eq!(other("ru", english), None, "nothing is known of that language here");
        assert_eq!(other("en", "Place de la Concorde, Rue de la Paix"), None, "names are few words");
        let names = "Members: Ana de la Cruz, Luis del Río, Pedro de los Santos, Inés de la Fuente, and others of the group.";
        assert_eq!(other("en", names), None);
    }
}
