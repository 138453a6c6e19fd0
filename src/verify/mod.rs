//! Reads published files back as a stranger would, and holds them against the source.
