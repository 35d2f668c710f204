//! File ids, encodings, text ranges and line indexes.
