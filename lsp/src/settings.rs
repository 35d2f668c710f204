//! What the user of an editor can set.

use serde::Deserialize;
use serde_json::Value;

/// The settings below `plconv`, or the initialization options.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Which files get diagnostics.
    pub diagnostics: DiagnosticScope,
    /// Which hints are shown.
    pub inlay_hints: HintSettings,
}

/// Which files get diagnostics.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiagnosticScope {
    /// Those that are open.
    Open,
    /// All of the workspace.
    #[default]
    Workspace,
}

/// Which hints are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct HintSettings {
    /// The PostgreSQL types of declarations.
    pub types: bool,
    /// Conversions that Oracle does by itself.
    pub conversions: bool,
}

impl Default for HintSettings {
    fn default() -> Self {
        HintSettings {
            types: true,
            conversions: true,
        }
    }
}

impl Settings {
    /// Reads what an editor sends; what cannot be understood keeps its default.
    pub fn of(value: &Value) -> Self {
        let own = value.get("plconv").unwrap_or(value);
        serde_json::from_value(own.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_read_with_and_without_their_section() {
        let open = Settings::of(&json!({"plconv": {"diagnostics": "open"}}));
        assert_eq!(open.diagnostics, DiagnosticScope::Open);
        let hints = Settings::of(&json!({"inlayHints": {"types": false}})).inlay_hints;
        assert_eq!((hints.types, hints.conversions), (false, true));
        assert_eq!(Settings::of(&json!(null)), Settings::default());
        assert_eq!(Settings::of(&json!({"diagnostics": 7})), Settings::default());
    }
}
