//! A server that speaks TLS.

use plconv_verify::Database;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

/// A certificate of an authority, and one it has signed for a name, with its key.
pub fn certificates(name: &str) -> (String, String, String) {
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let authority = params.self_signed(&key).unwrap();
    let issuer = Issuer::from_params(&params, &key);
    let server_key = KeyPair::generate().unwrap();
    let server = CertificateParams::new([name.to_owned()]).unwrap();
    let server = server.signed_by(&server_key, &issuer).unwrap();
    (authority.pem(), server.pem(), server_key.serialize_pem())
}

/// Makes the server, which is only this test's, use a certificate. It writes the files itself, as they must be its own.
pub fn encrypt(database: &Database, certificate: &str, key: &str) {
    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    for (file, text) in [("server.crt", certificate), ("server.key", key)] {
        let directory: String = client.query_one("SHOW data_directory", &[]).unwrap().get(0);
        let lines = text.replace('\n', "|");
        client
            .batch_execute(&format!(
                "COPY (SELECT unnest(string_to_array('{lines}', '|'))) TO PROGRAM 'umask 077; cat > {directory}/{file}'"
            ))
            .unwrap();
    }
    client.batch_execute("ALTER SYSTEM SET ssl = on").unwrap();
    // The server reads its configuration again when it comes to it; sessions that begin then have it.
    loop {
        client.batch_execute("SELECT pg_reload_conf()").unwrap();
        let mut other = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
        if other.query_one("SHOW ssl", &[]).unwrap().get::<_, String>(0) == "on" {
            return;
        }
    }
}
