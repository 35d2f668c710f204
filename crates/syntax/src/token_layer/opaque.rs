//! Functions whose arguments are kept as text.

/// When the arguments of a function are kept as text.
#[derive(Clone, Copy)]
pub(super) enum OpaqueForm {
    Always,
    /// With USING among them.
    Using,
    /// With PARTITION BY or ORDER BY in front.
    Partition,
}

/// Functions with a syntax of their own for arguments. SQL Language Reference, "Functions".
const OPAQUE_FUNCTIONS: &[(&str, OpaqueForm)] = &[
    ("APPROX_RANK", OpaqueForm::Partition),
    ("CLUSTER_DETAILS", OpaqueForm::Using),
    ("CLUSTER_DISTANCE", OpaqueForm::Using),
    ("CLUSTER_ID", OpaqueForm::Using),
    ("CLUSTER_PROBABILITY", OpaqueForm::Using),
    ("CLUSTER_SET", OpaqueForm::Using),
    ("FEATURE_COMPARE", OpaqueForm::Using),
    ("FEATURE_DETAILS", OpaqueForm::Using),
    ("FEATURE_ID", OpaqueForm::Using),
    ("FEATURE_SET", OpaqueForm::Using),
    ("FEATURE_VALUE", OpaqueForm::Using),
    ("GRAPH_TABLE", OpaqueForm::Always),
    ("JSON_MERGEPATCH", OpaqueForm::Always),
    ("JSON_SCALAR", OpaqueForm::Always),
    ("JSON_TRANSFORM", OpaqueForm::Always),
    ("ORA_DM_PARTITION_NAME", OpaqueForm::Using),
    ("PREDICTION", OpaqueForm::Using),
    ("PREDICTION_BOUNDS", OpaqueForm::Using),
    ("PREDICTION_COST", OpaqueForm::Using),
    ("PREDICTION_DETAILS", OpaqueForm::Using),
    ("PREDICTION_PROBABILITY", OpaqueForm::Using),
    ("PREDICTION_SET", OpaqueForm::Using),
    ("VECTOR_CHUNKS", OpaqueForm::Always),
    ("VECTOR_EMBEDDING", OpaqueForm::Using),
    ("XMLCAST", OpaqueForm::Always),
    ("XMLPI", OpaqueForm::Always),
];

/// The lengths of their names by the first byte, as bits: each call of a text is asked about.
static OPAQUE_LENGTHS: [u32; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < OPAQUE_FUNCTIONS.len() {
        let word = OPAQUE_FUNCTIONS[index].0.as_bytes();
        let bit = 1 << word.len();
        table[word[0] as usize] |= bit;
        table[word[0].to_ascii_lowercase() as usize] |= bit;
        index += 1;
    }
    table
};

/// When the arguments of the function are kept as text; `None` for functions whose arguments the grammar knows.
pub(super) fn form(function: &str) -> Option<OpaqueForm> {
    let first = function.as_bytes().first()?;
    let bit = 1_u32.checked_shl(function.len() as u32).unwrap_or(0);
    if OPAQUE_LENGTHS[usize::from(*first)] & bit == 0 {
        return None;
    }
    let known = |(name, _): &&(&str, OpaqueForm)| name.eq_ignore_ascii_case(function);
    OPAQUE_FUNCTIONS.iter().find(known).map(|(_, form)| *form)
}
