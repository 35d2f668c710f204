//! The call hierarchy.

use crate::folder::Folder;
use crate::world::{World, at};
use plconv_ide::{Call, CallItem, Place, Snapshot, call_item, incoming_calls, outgoing_calls};
use serde_json::json;
use std::sync::Arc;
use tower_lsp_server::ls_types::*;

pub fn prepare(world: &World, params: &CallHierarchyPrepareParams) -> Option<Vec<CallHierarchyItem>> {
    let (view, snapshot, offset) = at(world, &params.text_document_position_params)?;
    let item = call_item(&snapshot, view.syntax(), offset)?;
    Some(vec![to_protocol(world, view.folder, &snapshot, &item)?])
}

pub fn incoming(
    world: &World,
    params: &CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (folder, snapshot, item) = of_protocol(world, &params.item)?;
    let calls = incoming_calls(&snapshot, &item);
    Some(
        calls
            .iter()
            .filter_map(|call| {
                Some(CallHierarchyIncomingCall {
                    from: to_protocol(world, folder, &snapshot, &call.item)?,
                    from_ranges: ranges(world, folder, &snapshot, call),
                })
            })
            .collect(),
    )
}

pub fn outgoing(
    world: &World,
    params: &CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let (folder, snapshot, item) = of_protocol(world, &params.item)?;
    let calls = outgoing_calls(&snapshot, &item);
    Some(
        calls
            .iter()
            .filter_map(|call| {
                Some(CallHierarchyOutgoingCall {
                    to: to_protocol(world, folder, &snapshot, &call.item)?,
                    from_ranges: ranges(world, folder, &snapshot, call),
                })
            })
            .collect(),
    )
}

fn ranges(world: &World, folder: &Folder, snapshot: &Snapshot, call: &Call) -> Vec<Range> {
    call.places
        .iter()
        .filter_map(|place| Some(world.location(folder, snapshot, place)?.range))
        .collect()
}

fn to_protocol(
    world: &World,
    folder: &Folder,
    snapshot: &Snapshot,
    item: &CallItem,
) -> Option<CallHierarchyItem> {
    let name = world.location(folder, snapshot, &item.name_place)?;
    let all = world.location(folder, snapshot, &item.place)?;
    Some(CallHierarchyItem {
        name: item.name.clone(),
        kind: if item.is_trigger {
            SymbolKind::EVENT
        } else {
            SymbolKind::FUNCTION
        },
        tags: None,
        detail: Some(item.name_place.path.to_string()),
        uri: name.uri,
        range: all.range,
        selection_range: name.range,
        data: Some(
            json!({ "path": &*item.name_place.path, "start": item.name_place.start, "end": item.name_place.end }),
        ),
    })
}

fn of_protocol<'w>(
    world: &'w World,
    item: &CallHierarchyItem,
) -> Option<(&'w Arc<Folder>, Snapshot, CallItem)> {
    let (folder, path) = world.folder_of(&item.uri)?;
    let snapshot = world.snapshot(folder)?;
    let data = item.data.as_ref()?;
    let number = |key: &str| data.get(key)?.as_u64()?.try_into().ok();
    let place = Place {
        path,
        start: number("start")?,
        end: number("end")?,
    };
    let item = CallItem {
        name: item.name.clone(),
        name_place: place.clone(),
        place,
        is_trigger: item.kind == SymbolKind::EVENT,
    };
    Some((folder, snapshot, item))
}
