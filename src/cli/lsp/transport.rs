//! Messages of the Language Server Protocol (3.17, Base Protocol): a header with the length, and JSON.

use std::io::{self, BufRead, Read};

use serde_json::Value;

/// The longest header line, in bytes.
const MOST_HEADER: u64 = 1 << 12;
/// The longest message, in bytes.
const MOST: u64 = 256 << 20;

/// The next message; `None` at the end of the input.
///
/// # Errors
///
/// Where the input is no message: what follows cannot be told apart either.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Value>> {
    let bad = |why: &str| io::Error::new(io::ErrorKind::InvalidData, why.to_owned());
    let mut length = None;
    loop {
        let mut line = String::new();
        let count = input.take(MOST_HEADER).read_line(&mut line)?;
        if count == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| bad("a header without a colon"))?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.filter(|it| *it <= MOST).ok_or_else(|| bad("a message without a good length"))?;
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).ok() != Some(length) {
        return Ok(None);
    }
    serde_json::from_slice(&bytes).map(Some).map_err(|error| bad(&error.to_string()))
}

/// A message as it is written.
pub(super) fn written(message: &Value) -> Vec<u8> {
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn messages_are_read_as_they_are_written() {
        let (one, two) = (json!({"id": 1, "text": "é"}), json!({"id": 2}));
        let bytes = [written(&one), written(&two)].concat();
        let mut input = bytes.as_slice();
        assert_eq!(read(&mut input).ok().flatten(), Some(one));
        assert_eq!(read(&mut input).ok().flatten(), Some(two));
        assert!(read(&mut input).is_ok_and(|it| it.is_none()));
    }

    #[test]
    fn what_is_no_message_ends_the_run() {
        for bad in
            ["x\r\n\r\n", "Content-Length: -1\r\n\r\n", "A: 1\r\n\r\n{}", "Content-Length: 2\r\n\r\n{x"]
        {
            assert!(read(&mut bad.as_bytes()).is_err(), "{bad}");
        }
        let huge = format!("Content-Length: {}\r\n\r\n", u64::MAX);
        assert!(read(&mut huge.as_bytes()).is_err());
        assert!(read(&mut "Content-Length: 9\r\n\r\n{}".as_bytes()).is_ok_and(|it| it.is_none()), "cut off");
    }
}
