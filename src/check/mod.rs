//! What is wrong with a document, found before anything is published.
