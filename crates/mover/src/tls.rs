//! Whom the target's and webhooks' certificates must come from, as libpq's `sslmode` and `sslrootcert` say.

use crate::error::Error;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a URL says about TLS; the driver knows a part of it only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TlsChoice {
    /// `verify-ca` or `verify-full`; the driver knows the other modes.
    verify: Option<Verify>,
    /// Certificates that are trusted; those of the system when not given.
    root: Option<PathBuf>,
    /// The client's certificate.
    certificate: Option<PathBuf>,
    /// Its key.
    key: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verify {
    Ca,
    Full,
}

impl TlsChoice {
    /// Takes what the driver does not know out of a connection URL or string.
    #[must_use]
    pub fn split(url: &str) -> (String, TlsChoice) {
        let mut choice = TlsChoice::default();
        let is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
        if is_url {
            let Some((rest, parameters)) = url.split_once('?') else {
                return (url.to_owned(), choice);
            };
            let parameters: Vec<String> = parameters
                .split('&')
                .filter_map(|parameter| choice.take(parameter))
                .collect();
            let mark = if parameters.is_empty() { "" } else { "?" };
            return (format!("{rest}{mark}{}", parameters.join("&")), choice);
        }
        let words: Vec<String> = words(url).iter().filter_map(|word| choice.take(word)).collect();
        (words.join(" "), choice)
    }

    /// Keeps a `name=value` that is about TLS; what is left of it is for the driver.
    fn take(&mut self, parameter: &str) -> Option<String> {
        let (name, value) = parameter.split_once('=')?;
        let path = || {
            Some(PathBuf::from(
                value.trim_matches('\'').replace("%2F", "/").replace("%2f", "/"),
            ))
        };
        match (name.trim(), value.trim_matches('\'')) {
            ("sslrootcert", "system") => self.verify = Some(Verify::Full),
            ("sslrootcert", _) => self.root = path(),
            ("sslcert", _) => self.certificate = path(),
            ("sslkey", _) => self.key = path(),
            ("sslmode", "verify-ca") => {
                self.verify.get_or_insert(Verify::Ca);
                return Some("sslmode=require".to_owned());
            }
            ("sslmode", "verify-full") => {
                self.verify = Some(Verify::Full);
                return Some("sslmode=require".to_owned());
            }
            ("sslmode", "allow") => return Some("sslmode=prefer".to_owned()),
            _ => return Some(parameter.to_owned()),
        }
        None
    }

    /// The configuration of a client.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn config(&self) -> Result<ClientConfig, Error> {
        let provider = provider();
        // As libpq does: a file of roots is used though the mode does not ask for it.
        let verify = match self.verify {
            None if self.root.is_some() => Some(Verify::Ca),
            verify => verify,
        };
        let roots = match verify {
            Some(_) => Some(Arc::new(roots(self.root.as_deref())?)),
            None => None,
        };
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::Usage(format!("TLS: {error}")))?;
        let builder = match (verify, roots) {
            (Some(Verify::Full), Some(roots)) => builder.with_root_certificates(roots),
            (_, roots) => builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(WithoutName { roots, provider })),
        };
        match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => {
                let chain = certificates(certificate)?;
                let key = PrivateKeyDer::from_pem_file(key).map_err(|error| of_file(key, &error))?;
                builder
                    .with_client_auth_cert(chain, key)
                    .map_err(|error| Error::Usage(format!("sslcert: {error}")))
            }
            (None, None) => Ok(builder.with_no_client_auth()),
            _ => Err(Error::Usage("sslcert and sslkey belong together".to_owned())),
        }
    }
}

/// The words of a connection string, in which values may stand in quotes.
pub fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.push(c);
            }
            '\\' => {
                word.push(c);
                word.extend(characters.next());
            }
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The cryptography.
pub fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

fn of_file(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::File {
        path: path.display().to_string(),
        message: error.to_string(),
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    CertificateDer::pem_file_iter(path)
        .and_then(|certificates| certificates.collect::<Result<Vec<_>, _>>())
        .map_err(|error| of_file(path, &error))
}

/// The certificates of a file, or those that the system trusts.
pub fn trusted(file: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, Error> {
    match file {
        Some(file) => certificates(file),
        None => Ok(rustls_native_certs::load_native_certs().certs),
    }
}

fn roots(file: Option<&Path>) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    let (added, _) = store.add_parsable_certificates(trusted(file)?);
    if added == 0 {
        return Err(Error::Usage(match file {
            Some(file) => format!("{} has no certificate that can be trusted", file.display()),
            None => "this system trusts no certificates: name them by sslrootcert".to_owned(),
        }));
    }
    Ok(store)
}

/// Checks the chain of a certificate when there are roots, and never the name: `verify-ca`, `require` and `prefer`.
#[derive(Debug)]
struct WithoutName {
    roots: Option<Arc<RootCertStore>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for WithoutName {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if let Some(roots) = &self.roots {
            let certificate = ParsedCertificate::try_from(certificate)?;
            verify_server_cert_signed_by_trust_anchor(
                &certificate,
                roots,
                intermediates,
                now,
                self.provider.signature_verification_algorithms.all,
            )?;
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_driver_does_not_know_is_taken_out() {
        let split = |url| {
            let (rest, choice) = TlsChoice::split(url);
            assert!(rest.parse::<postgres::Config>().is_ok(), "{rest}");
            (rest, choice)
        };
        let (rest, choice) =
            split("postgresql://u@h/d?sslmode=verify-full&application_name=x&sslrootcert=%2Fetc%2Fca.pem");
        assert_eq!(rest, "postgresql://u@h/d?sslmode=require&application_name=x");
        assert_eq!(choice.verify, Some(Verify::Full));
        assert_eq!(choice.root, Some(PathBuf::from("/etc/ca.pem")));
        let (rest, choice) = split("host=h user='a b' sslmode=verify-ca sslcert='c.pem' sslkey=k.pem");
        assert_eq!(rest, "host=h user='a b' sslmode=require");
        assert_eq!(choice.verify, Some(Verify::Ca));
        assert_eq!(choice.certificate, Some(PathBuf::from("c.pem")));
        assert_eq!(split("postgresql://u@h/d").1, TlsChoice::default());
        assert_eq!(
            split("postgresql://u@h/d?sslrootcert=system").1.verify,
            Some(Verify::Full)
        );
    }
}
