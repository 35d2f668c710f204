//! Project discovery, policy file, the concrete database and outputs.
