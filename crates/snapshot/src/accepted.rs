//! Objects that come out as their snapshots say.

use crate::store::StoredSnapshots;
use crate::take::Snapshots;
use plconv_project::convert::Conversion;
use plconv_source::{FileId, FileRange};
use std::collections::BTreeMap;

/// The places of the objects of a conversion all of whose sections are stored as they come out now: somebody accepted them,
/// with what their heads say is assumed. `snapshots` are those of the conversion.
pub fn accepted(conversion: &Conversion, snapshots: &Snapshots, stored: &StoredSnapshots) -> Vec<FileRange> {
    // By file and first byte: the place, whether there is a section, and whether all are stored.
    let mut objects: BTreeMap<(FileId, u32), (FileRange, bool, bool)> = conversion
        .facts
        .objects
        .iter()
        .map(|unit| {
            let key = (unit.place.file, unit.place.range.start().into());
            (key, (unit.place, false, true))
        })
        .collect();
    for (path, sections) in snapshots {
        let known = stored.files.get(path).map_or(&[][..], |file| &file.sections);
        for section in sections {
            let is_stored = known
                .iter()
                .any(|(path, text)| *path == section.path && *text == section.text);
            for place in &section.places {
                let at = u32::from(place.range.start());
                let object = objects.range_mut((place.file, 0)..=(place.file, at)).next_back();
                let Some((_, (object, has_section, all_stored))) = object else {
                    continue;
                };
                if object.range.contains(place.range.start()) {
                    *has_section = true;
                    *all_stored &= is_stored;
                }
            }
        }
    }
    objects
        .into_values()
        .filter(|(_, has_section, all_stored)| *has_section && *all_stored)
        .map(|(place, ..)| place)
        .collect()
}
