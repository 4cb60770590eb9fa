//! The shell: one world served over HTTP on 127.0.0.1, from a thread of its own.

use crate::behind;
use crate::config::Config;
use crate::control::{Control, ControlError};
use crate::fault::Fault;
use crate::http::Request;
use crate::llm::{self, Source};
use crate::reply::{Lost, Vanish, play, too_large, whole};
use crate::world::World;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response as Reply;
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Why the network did not start.
#[derive(Debug)]
pub enum StartError {
    /// The port could not be opened.
    Port(u16, std::io::Error),
    /// The machine gave no thread or no runtime.
    Machine(std::io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Port(port, cause) => {
                write!(
                    out,
                    "Port {port} on 127.0.0.1 cannot be opened ({cause}); choose another with --port."
                )
            }
            Self::Machine(cause) => {
                write!(
                    out,
                    "The local network could not start ({cause}); try again when the machine is less busy."
                )
            }
        }
    }
}

impl std::error::Error for StartError {}

/// Request bodies larger than this are refused unread.
const LARGEST: usize = 1 << 20;
/// How often time passes in the world when nobody asks.
const BREATH: Duration = Duration::from_millis(250);

/// Milliseconds since 1970 by this machine's clock.
fn clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// What the handlers share.
#[derive(Clone)]
struct Shared {
    world: Arc<Mutex<World>>,
    source: Option<Source>,
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        // A world that somebody panicked over is still a world; tests want to look at it.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running local network. It stops when this is dropped.
pub struct Sandbox {
    address: SocketAddr,
    shared: Shared,
    plug: mpsc::UnboundedSender<Plug>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// The cable, in or out, and who waits for it.
struct Plug {
    into: bool,
    done: std::sync::mpsc::Sender<()>,
}

impl Sandbox {
    /// Starts a world on a free port of 127.0.0.1. Its epoch is now, whatever the config says. Blocks until it listens; needs no
    /// runtime of the caller's.
    pub fn start(config: Config) -> Result<Self, StartError> {
        Self::start_on(config, 0, None)
    }

    /// Starts a world on that port (0 for a free one), with answers from `source` when there is one.
    pub fn start_on(mut config: Config, port: u16, source: Option<Source>) -> Result<Self, StartError> {
        config.epoch_ms = clock();
        config.answers_from_outside |= source.is_some();
        let listener =
            std::net::TcpListener::bind(("127.0.0.1", port)).map_err(|why| StartError::Port(port, why))?;
        listener.set_nonblocking(true).map_err(StartError::Machine)?;
        let address = listener.local_addr().map_err(StartError::Machine)?;
        config.site = format!("http://{address}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(StartError::Machine)?;
        let shared = Shared { world: Arc::new(Mutex::new(World::new(config))), source };
        let (stop, stopped) = oneshot::channel();
        let inside = shared.clone();
        let (plug, plugs) = mpsc::unbounded_channel();
        let work = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, plugs, inside) => {}
                    _ = stopped => {}
                }
            });
            // Requests that hang are let go, and answers that are being written outside are not waited for.
            runtime.shutdown_background();
        };
        let thread =
            std::thread::Builder::new().name("sandbox".into()).spawn(work).map_err(StartError::Machine)?;
        Ok(Self { address, shared, plug, stop: Some(stop), thread: Some(thread) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Scheme and host, without a slash at the end: `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base address to give to the extension: the origin and `/api`.
    pub fn api(&self) -> String {
        format!("{}/api", self.origin())
    }

    /// Looks at the world, or changes it, with the current time in milliseconds at hand.
    pub fn with<T>(&self, look: impl FnOnce(&mut World, i64) -> T) -> T {
        look(&mut self.shared.world(), clock())
    }

    /// Carries out a control, as `POST /control/...` does.
    pub fn control(&self, control: Control) -> Result<Value, ControlError> {
        self.with(|world, now| world.control(control, now))
    }

    /// Lets the next matching requests go wrong.
    pub fn fault(&self, fault: Fault) {
        self.with(|world, _| world.add_fault(fault));
    }

    /// Pulls the cable: connections end where they are, and new ones are refused until [`Sandbox::plug_in`]. The world goes on.
    pub fn unplug(&self) {
        self.move_plug(false);
    }

    /// Listens again, on the same port.
    pub fn plug_in(&self) {
        self.move_plug(true);
    }

    fn move_plug(&self, into: bool) {
        let (done, moved) = std::sync::mpsc::channel();
        // Either end is gone only when the network is.
        let _ = self.plug.send(Plug { into, done });
        let _ = moved.recv();
    }

    /// Waits until somebody else stops the process.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves connections until it is dropped, and lets time pass in between.
async fn serve(listener: std::net::TcpListener, mut plugs: mpsc::UnboundedReceiver<Plug>, shared: Shared) {
    let (Ok(address), Ok(listener)) = (listener.local_addr(), TcpListener::from_std(listener)) else {
        return;
    };
    let router = Router::new().fallback(answer).with_state(shared.clone());
    tokio::spawn(breathe(shared));
    let mut listener = Some(listener);
    loop {
        let open = listener.take();
        let moved = match open {
            Some(open) => tokio::select! {
                () = accept(&open, &router) => return,
                moved = plugs.recv() => moved,
            },
            None => plugs.recv().await,
        };
        let Some(Plug { into, done }) = moved else { return };
        if into {
            listener = TcpListener::bind(address).await.ok();
        }
        // Nobody may wait any more.
        let _ = done.send(());
    }
}

/// Takes connections; those that are open end with it.
async fn accept(listener: &TcpListener, router: &Router) {
    let mut open = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        while open.try_join_next().is_some() {}
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let router = router.clone();
            async move {
                let reply = router.oneshot(request.map(Body::new)).await.map_err(|never| match never {})?;
                // An error from here closes the connection with not a byte of an answer.
                if reply.extensions().get::<Vanish>().is_some() { Err(Lost) } else { Ok(reply) }
            }
        });
        open.spawn(async move {
            // One request a connection. Browsers silently resend a request, a POST too, when a reused connection closes
            // without an answer; a fault is to meet exactly the request that it waited for.
            // A connection that ends early is the client's business, or was asked for.
            let _ = hyper::server::conn::http1::Builder::new()
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn breathe(shared: Shared) {
    let mut interval = tokio::time::interval(BREATH);
    loop {
        interval.tick().await;
        shared.world().tick(clock());
        ask_outside(&shared);
    }
}

async fn answer(State(shared): State<Shared>, request: axum::extract::Request) -> Reply {
    let (head, body) = request.into_parts();
    let limited = http_body_util::Limited::new(body, LARGEST);
    let Ok(body) = limited.collect().await.map(http_body_util::Collected::to_bytes) else {
        return whole(too_large());
    };
    let path = head.uri.path_and_query().map_or_else(|| "/".into(), ToString::to_string);
    let request = Request {
        method: head.method.to_string(),
        path_and_query: path,
        headers: headers(&head.headers),
        body: body.to_vec(),
    };
    if request.path().starts_with("/control") {
        return whole(behind::control(&mut shared.world(), &request, clock()));
    }
    let exchange = shared.world().exchange(&request, clock());
    ask_outside(&shared);
    play(exchange).await
}

fn headers(map: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    map.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// Has answers written outside, each on a thread where waiting is allowed.
fn ask_outside(shared: &Shared) {
    let Some(source) = &shared.source else { return };
    for wanted in shared.world().wanted_answers() {
        let (source, shared) = (source.clone(), shared.clone());
        tokio::task::spawn_blocking(move || {
            let text = llm::ask(&source, &wanted);
            shared.world().deliver_answer(&wanted.node_id, text, clock());
        });
    }
}
