//! Messages of pgoutput: no bytes stop their reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plconv_replication::fallback::pgoutput::decode;

fuzz_target!(|bytes: &[u8]| {
    let _ = decode(bytes);
});
