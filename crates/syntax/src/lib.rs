//! Script reader, unit splitter, lexer, LR driver and typed syntax tree.
