//! Names, types, nullability and effects: the typed HIR.
