//! Diagnostic declarations, the Diagnostic value and its renderers.
