//! How are connections taken, served and ended?

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::pin::pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;

/// How long a client may take to send the head of a request, from the moment that it connected or got its last answer.
/// Longer than load balancers keep an idle connection, so that they are the ones to close it.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);

/// The connections that are served.
#[derive(Debug)]
pub(super) struct Connections {
    tasks: JoinSet<()>,
    /// Dropped to tell all of them to end.
    ending: watch::Sender<()>,
}

/// Takes connections until it is told to stop.
pub(super) async fn accept(
    listener: TcpListener,
    routes: axum::Router,
    mut stopped: oneshot::Receiver<()>,
) -> Connections {
    let mut connections = Connections {
        tasks: JoinSet::new(),
        ending: watch::Sender::new(()),
    };
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT);
    loop {
        tokio::select! {
            biased;
            _ = &mut stopped => return connections,
            Some(_) = connections.tasks.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => connections.serve(&http, stream, &routes),
                Err(error) => recover(&error).await,
            },
        }
    }
}

impl Connections {
    fn serve(&mut self, http: &http1::Builder, stream: TcpStream, routes: &axum::Router) {
        // Answers are small and whole: waiting for more to send would only delay them. It fails if the client has gone.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(routes.clone());
        let connection = http
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        let mut ending = self.ending.subscribe();
        self.tasks.spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                _ = ending.changed() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection broke");
            }
        });
    }

    /// Ends all connections after their requests under way, cuts off those that take longer than `grace`, and says how
    /// many these were.
    pub(super) async fn end(self, grace: Duration) -> usize {
        let Self { mut tasks, ending } = self;
        drop(ending);
        let ended =
            tokio::time::timeout(grace, async { while tasks.join_next().await.is_some() {} }).await;
        if ended.is_ok() {
            return 0;
        }
        while tasks.try_join_next().is_some() {}
        let left = tasks.len();
        tasks.shutdown().await;
        left
    }
}

/// A client that went away is its own affair. Otherwise the process is short of something, such as file handles, and
/// trying at once would only burn time.
async fn recover(error: &std::io::Error) {
    let gone = matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    );
    if !gone {
        tracing::error!(%error, "cannot take connections");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
