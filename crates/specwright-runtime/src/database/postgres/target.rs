//! Which server does a URL name, and how is it trusted?

use crate::database::url::percent_decoded;
use std::path::PathBuf;
use tokio_postgres::config::{Host, SslMode};

/// A server, and what its certificate must prove.
#[derive(Clone)]
pub(in crate::database) struct Target {
    pub(super) config: tokio_postgres::Config,
    pub(super) trust: Trust,
    /// The certificates to trust in place of the system's.
    pub(super) roots: Option<PathBuf>,
}

/// What the server's certificate must prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing: the connection is only encrypted, as libpq does with `require`.
    Any,
    /// That a trusted authority signed it.
    Authority,
    /// And that it was signed for this host.
    AuthorityAndHost,
}

impl Target {
    /// A database of the server on this machine.
    #[cfg(not(feature = "sqlite"))]
    pub(in crate::database) fn local(name: &str) -> Self {
        let mut config = tokio_postgres::Config::new();
        config.host("localhost").user("postgres").dbname(name);
        Self {
            config,
            trust: Trust::Any,
            roots: None,
        }
    }

    /// Takes from the URL what `tokio_postgres` does not know. Errors say what is expected and quote nothing.
    pub(in crate::database) fn parse(url: &str) -> Result<Self, String> {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let mut trust = None;
        let mut roots = None;
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("sslmode", "verify-ca")) => trust = Some(Trust::Authority),
                Some(("sslmode", "verify-full")) => trust = Some(Trust::AuthorityAndHost),
                Some(("sslmode", "disable" | "prefer" | "require")) => rest.push(pair),
                Some(("sslmode", _)) => {
                    return Err(String::from(
                        "`sslmode` to be `disable`, `prefer`, `require`, `verify-ca` or `verify-full`",
                    ));
                }
                Some(("sslrootcert", path)) => {
                    roots = Some(PathBuf::from(
                        percent_decoded(path).ok_or("`sslrootcert` to be a path in UTF-8")?,
                    ));
                }
                _ => rest.push(pair),
            }
        }
        let url = if rest.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", rest.join("&"))
        };
        let mut config: tokio_postgres::Config = url.parse().map_err(|_| {
            String::from("`postgres://USER:PASSWORD@HOST:PORT/NAME?…` with the options of libpq, and `%` for special characters")
        })?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(String::from("a host after `postgres://`"));
        }
        if trust.is_some() {
            config.ssl_mode(SslMode::Require);
        } else if roots.is_some() && config.get_ssl_mode() == SslMode::Require {
            // As libpq: a named file of certificates is there to be used.
            trust = Some(Trust::Authority);
        }
        Ok(Self {
            config,
            trust: trust.unwrap_or(Trust::Any),
            roots,
        })
    }
}

/// Without user, password and options.
impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("postgres://")?;
        match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => f.write_str(host)?,
            #[cfg(unix)]
            Some(Host::Unix(path)) => write!(f, "{}", path.display())?,
            None => {}
        }
        write!(
            f,
            ":{}/{}",
            self.config.get_ports().first().unwrap_or(&5432),
            self.config.get_dbname().unwrap_or_default()
        )
    }
}
