//! Login by the 12C password verifier (PBKDF2 with SHA-512), as a server sees it.

use crate::wire::buffer::Writer;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use sha2::{Digest, Sha512};
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// The type of verifier that the double has for its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verifier {
    /// 12C, what every supported server has by default.
    Pbkdf2,
    /// 11G (SHA-1) only, as accounts have whose password is older than the server. Thin drivers cannot use it.
    Sha1Only,
}

/// `AUTH_PBKDF2_VGEN_COUNT` of servers.
const VERIFIER_ROUNDS: u32 = 4096;
/// `AUTH_PBKDF2_SDER_COUNT` of servers.
const KEY_ROUNDS: u32 = 3;
const VERIFIER_12C: u64 = 0x4815;
const VERIFIER_11G: u64 = 0x1b25;

/// What is kept of a password: the salt and the hash, as in `SYS.USER$`.
#[derive(Clone, Debug)]
pub(crate) struct StoredPassword {
    password: String,
    salt: [u8; 16],
    hash: [u8; 32],
}

impl StoredPassword {
    pub(crate) fn new(password: &str) -> StoredPassword {
        let salt = random();
        let mut salted = salt.to_vec();
        salted.extend_from_slice(b"AUTH_PBKDF2_SPEEDY_KEY");
        let mut key = [0; 64];
        pbkdf2::pbkdf2_hmac::<Sha512>(password.as_bytes(), &salted, VERIFIER_ROUNDS, &mut key);
        let digest = Sha512::new().chain_update(key).chain_update(salt).finalize();
        let mut hash = [0; 32];
        hash.copy_from_slice(&digest[..32]);
        StoredPassword {
            password: password.to_owned(),
            salt,
            hash,
        }
    }
}

/// A login between its two messages.
pub(crate) struct Challenge {
    stored: StoredPassword,
    /// Not set when there is no such user, which the client learns no earlier than with a wrong password.
    known: bool,
    server_key: [u8; 32],
    key_salt: [u8; 16],
}

/// Bytes that differ from call to call. Nothing here is a secret.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    for (at, piece) in bytes.chunks_mut(8).enumerate() {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_usize(at);
        piece.copy_from_slice(&hasher.finish().to_be_bytes()[..piece.len()]);
    }
    bytes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

fn encrypt(key: &[u8; 32], plain: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0; plain.len()];
    cbc::Encryptor::<aes::Aes256>::new(key.into(), &[0; 16].into())
        .encrypt_padded_b2b::<NoPadding>(plain, &mut out)
        .ok()?;
    Some(out)
}

fn decrypt(key: &[u8; 32], secret: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0; secret.len()];
    cbc::Decryptor::<aes::Aes256>::new(key.into(), &[0; 16].into())
        .decrypt_padded_b2b::<NoPadding>(secret, &mut out)
        .ok()?;
    Some(out)
}

impl Challenge {
    pub(crate) fn new(stored: StoredPassword, known: bool) -> Challenge {
        Challenge {
            stored,
            known,
            server_key: random(),
            key_salt: random(),
        }
    }

    /// The parameters of the answer to the first message.
    pub(crate) fn parameters(&self, verifier: Verifier) -> Vec<(&'static str, String, u64)> {
        let session_key = encrypt(&self.stored.hash, &self.server_key).unwrap_or_default();
        let mut parameters = vec![("AUTH_SESSKEY", hex(&session_key), 0)];
        match verifier {
            Verifier::Pbkdf2 => parameters.extend([
                ("AUTH_VFR_DATA", hex(&self.stored.salt), VERIFIER_12C),
                ("AUTH_PBKDF2_CSK_SALT", hex(&self.key_salt), 0),
                ("AUTH_PBKDF2_VGEN_COUNT", VERIFIER_ROUNDS.to_string(), 0),
                ("AUTH_PBKDF2_SDER_COUNT", KEY_ROUNDS.to_string(), 0),
            ]),
            Verifier::Sha1Only => {
                parameters.push(("AUTH_VFR_DATA", hex(&self.stored.salt[..10]), VERIFIER_11G))
            }
        }
        parameters.push(("AUTH_GLOBALLY_UNIQUE_DBID\0", hex(&random::<16>()), 0));
        parameters
    }

    /// The proof that the server knows the password too, if the client does.
    pub(crate) fn answer(&self, sent: &BTreeMap<String, String>) -> Option<String> {
        let client_key = decrypt(&self.stored.hash, &unhex(sent.get("AUTH_SESSKEY")?)?)?;
        let mut both = client_key.get(..32)?.to_vec();
        both.extend_from_slice(&self.server_key);
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha512>(hex(&both).as_bytes(), &self.key_salt, KEY_ROUNDS, &mut key);
        let plain = decrypt(&key, &unhex(sent.get("AUTH_PASSWORD")?)?)?;
        let padding = usize::from(*plain.last()?);
        let password = plain.get(16..plain.len().checked_sub(padding)?)?;
        if !self.known || password != self.stored.password.as_bytes() {
            return None;
        }
        let mut proof = random::<16>().to_vec();
        proof.extend_from_slice(b"SERVER_TO_CLIENT");
        proof.extend_from_slice(&[16; 16]);
        Some(hex(&encrypt(&key, &proof)?))
    }
}

/// Writes parameters as a message.
pub(crate) fn write_parameters(to: &mut Writer, parameters: &[(&str, String, u64)]) {
    to.u8(8).size(parameters.len());
    for (name, value, flags) in parameters {
        to.twice_counted(name.as_bytes())
            .twice_counted(value.as_bytes())
            .unsigned(*flags);
    }
}
