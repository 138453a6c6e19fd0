//! From the document tree to nodes of HTML or XHTML, and those to text.
