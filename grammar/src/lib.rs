//! The Oracle grammar: tokens, node kinds, tree builder and the generated LALRPOP parser.
