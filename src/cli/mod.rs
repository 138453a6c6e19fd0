//! The command line: the only place that reads, writes and prints.
