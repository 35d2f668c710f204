//! Methods of object types: functions and procedures in a schema named after the type.

use super::package::LoweredPackage;
use crate::context::Lowering;
use plconv_hir::item::TypeBody;

impl Lowering<'_> {
    /// The methods of an object type.
    pub fn lower_type_body(&mut self, body: &TypeBody) -> LoweredPackage {
        self.current_schema.clone_from(&body.name.schema);
        let mut lowered = LoweredPackage {
            schema: self.package_schema(body.name.schema.as_deref(), &body.name.name),
            ..LoweredPackage::default()
        };
        for method in &body.methods {
            let statements = self.lower_routine(method);
            lowered
                .routines
                .push((method.signature.id.name.clone(), statements));
        }
        lowered
    }
}
