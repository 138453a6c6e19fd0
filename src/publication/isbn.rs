//! The number of a book (ISO 2108).

/// An ISBN of ten or thirteen digits, whose check digit may be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Isbn {
    /// The digits; `X` at the end of ten counts as 10.
    digits: Vec<u32>,
}

impl Isbn {
    /// Reads a number with or without hyphens, perhaps after `ISBN` or `urn:isbn:`; `None` for any other name.
    pub fn read(text: &str) -> Option<Isbn> {
        let bare = text.trim();
        let prefix = ["urn:isbn:", "isbn"]
            .into_iter()
            .find(|it| bare.get(..it.len()).is_some_and(|head| head.eq_ignore_ascii_case(it)));
        let bare = bare.get(prefix.map_or(0, str::len)..)?.trim_start_matches([':', ' ']);
        let digit = |it: char| it.to_digit(10).or(it.eq_ignore_ascii_case(&'X').then_some(10));
        let digits: Vec<u32> =
            bare.chars().filter(|it| !matches!(it, '-' | ' ')).map(digit).collect::<Option<_>>()?;
        let is_book = digits.starts_with(&[9, 7, 8]) || digits.starts_with(&[9, 7, 9]);
        let has_x = digits.iter().rev().skip(usize::from(digits.len() == 10)).any(|it| *it == 10);
        (!has_x && (digits.len() == 10 || digits.len() == 13 && is_book)).then_some(Isbn { digits })
    }

    /// Whether the check digit is right.
    pub fn is_sound(&self) -> bool {
        self.digits.last() == Some(&self.check())
    }

    /// The check digit that the other digits ask for (ISO 2108, annex C).
    pub fn check_digit(&self) -> String {
        match self.check() {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        }
    }

    /// The digits without hyphens.
    pub fn plain(&self) -> String {
        self.digits.iter().map(|it| if *it == 10 { "X".to_owned() } else { it.to_string() }).collect()
    }

    fn check(&self) -> u32 {
        let rest = self.digits.iter().take(self.digits.len() - 1);
        if self.digits.len() == 13 {
            let sum: u32 = rest.zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
            return (10 - sum % 10) % 10;
        }
        let sum: u32 = rest.zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        (11 - sum % 11) % 11
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        let sound = |text| Isbn::read(text).map(|it| it.is_sound());
        assert_eq!(sound("978-3-16-148410-0"), Some(true));
        assert_eq!(sound("978-1-2345-6789-0"), Some(false));
        assert_eq!(sound("urn:isbn:0-306-40615-2"), Some(true));
        assert_eq!(sound("ISBN 080442957X"), Some(true));
        for other in ["doi:10.1000/182", "1234567890123", "a book", "X804429570", "", "978", "isb", "é"] {
            assert_eq!(sound(other), None, "{other}");
        }
        let right = |text| Isbn::read(text).map(|it| it.check_digit());
        assert_eq!(right("978-1-2345-6789-0").as_deref(), Some("7"));
        assert_eq!(right("0804429570").as_deref(), Some("X"));
        assert_eq!(Isbn::read("0-8044-2957-X").map(|it| it.plain()).as_deref(), Some("080442957X"));
    }
}
