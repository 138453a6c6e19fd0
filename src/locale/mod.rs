//! The words and habits of languages: generated words, quotes, digits, dates, list markers.
