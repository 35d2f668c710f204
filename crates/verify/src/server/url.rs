//! Connection URLs. PostgreSQL manual, "libpq", "Connection URIs".

use postgres::Config;
use postgres::config::Host;
use std::fmt::Write;

/// The URL of a database on the first host of a configuration.
pub(super) fn connection_url(config: &Config, database: &str) -> String {
    let mut url = "postgresql://".to_owned();
    if let Some(user) = config.get_user() {
        encode(&mut url, user.as_bytes());
        if let Some(password) = config.get_password() {
            url.push(':');
            encode(&mut url, password);
        }
        url.push('@');
    }
    match config.get_hosts().first() {
        Some(Host::Tcp(host)) if host.contains(':') => {
            let _ = write!(url, "[{host}]");
        }
        Some(Host::Tcp(host)) => url.push_str(host),
        #[cfg(unix)]
        Some(Host::Unix(directory)) => encode(&mut url, directory.as_os_str().as_encoded_bytes()),
        None => {}
    }
    if let Some(port) = config.get_ports().first() {
        let _ = write!(url, ":{port}");
    }
    url.push('/');
    encode(&mut url, database.as_bytes());
    url
}

fn encode(url: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            let _ = write!(url, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_parse_back_to_the_same_configuration() {
        for text in [
            "postgresql://a%40b:p%2F%3A@localhost:5433/old",
            "host=/tmp/a\\ b user=u port=1",
            "host=::1 user=u port=2",
        ] {
            let before: Config = text.parse().unwrap();
            let after: Config = connection_url(&before, "new db").parse().unwrap();
            assert_eq!(after.get_dbname(), Some("new db"), "{text}");
            assert_eq!(after.get_user(), before.get_user(), "{text}");
            assert_eq!(after.get_password(), before.get_password(), "{text}");
            assert_eq!(after.get_hosts(), before.get_hosts(), "{text}");
            assert_eq!(after.get_ports(), before.get_ports(), "{text}");
        }
    }
}
