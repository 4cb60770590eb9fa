//! One world, served over HTTP on 127.0.0.1 by its own thread.

use crate::control::command::{Control, ControlError};
use crate::model::config::Config;
use crate::model::fault::Fault;
use crate::model::http::Request;
use crate::model::world::World;
use crate::server::chat_model::{self, ChatRequest};
use crate::server::control_http;
use crate::server::llm::{self, LlmServer};
use crate::server::replies::{ConnectionClosed, NoReply, play, too_large, whole};
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

/// Why the network could not start.
#[derive(Debug)]
pub enum StartError {
    /// The port cannot be opened.
    Port(u16, std::io::Error),
    /// The machine cannot give a thread or a runtime.
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

/// The largest request body, in bytes. A larger one is refused unread.
const MAX_BODY: usize = 1 << 20;
/// The pause between two ticks of the world.
const TICK: Duration = Duration::from_millis(250);

/// Milliseconds since 1970 by the clock of this machine.
fn clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// What the handlers share.
#[derive(Clone)]
struct Shared {
    world: Arc<Mutex<World>>,
    llm_server: Option<LlmServer>,
    /// What the model server beside the network was asked.
    chats: Arc<Mutex<Vec<ChatRequest>>>,
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        // A panic elsewhere does not make the world unreadable: tests inspect it afterwards.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn chats(&self) -> MutexGuard<'_, Vec<ChatRequest>> {
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running local network. It stops when this is dropped.
pub struct Sandbox {
    address: SocketAddr,
    shared: Shared,
    listening: mpsc::UnboundedSender<Listening>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// A request to listen, or to stop listening.
struct Listening {
    listen: bool,
    done: std::sync::mpsc::Sender<()>,
}

impl Sandbox {
    /// Starts a world on a free port of 127.0.0.1. Its epoch is now; `config.epoch_ms` is ignored. Blocks until it listens. The
    /// caller needs no async runtime.
    pub fn start(config: Config) -> Result<Self, StartError> {
        Self::start_on(config, 0, None)
    }

    /// Starts a world on this port (0 for a free one), with answers from `llm_server` when there is one.
    pub fn start_on(
        mut config: Config,
        port: u16,
        llm_server: Option<LlmServer>,
    ) -> Result<Self, StartError> {
        config.epoch_ms = clock();
        config.answers_from_outside |= llm_server.is_some();
        let listener =
            std::net::TcpListener::bind(("127.0.0.1", port)).map_err(|why| StartError::Port(port, why))?;
        listener.set_nonblocking(true).map_err(StartError::Machine)?;
        let address = listener.local_addr().map_err(StartError::Machine)?;
        config.site = format!("http://{address}");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(StartError::Machine)?;
        let shared =
            Shared { world: Arc::new(Mutex::new(World::new(config))), llm_server, chats: Arc::default() };
        let (stop, stopped) = oneshot::channel();
        let served = shared.clone();
        let (listening, changes) = mpsc::unbounded_channel();
        let work = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, changes, served) => {}
                    _ = stopped => {}
                }
            });
            // Neither hanging requests nor answers of the model server delay the end.
            runtime.shutdown_background();
        };
        let thread =
            std::thread::Builder::new().name("sandbox".into()).spawn(work).map_err(StartError::Machine)?;
        Ok(Self { address, shared, listening, stop: Some(stop), thread: Some(thread) })
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Scheme and host, without a slash at the end: `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The API address for the extension: the origin and `/api`.
    pub fn api(&self) -> String {
        format!("{}/api", self.origin())
    }

    /// The address of the model server beside the network: `http://127.0.0.1:PORT/model/v1`.
    pub fn model_server(&self) -> String {
        format!("{}/model/v1", self.origin())
    }

    /// What the model server was asked, first to last.
    pub fn chats(&self) -> Vec<ChatRequest> {
        self.shared.chats().clone()
    }

    /// Calls a function with the world and the current time in milliseconds.
    pub fn with<T>(&self, call: impl FnOnce(&mut World, i64) -> T) -> T {
        call(&mut self.shared.world(), clock())
    }

    /// Carries out a command, as `POST /control/...` does.
    pub fn control(&self, control: Control) -> Result<Value, ControlError> {
        self.with(|world, now| world.control(control, now))
    }

    /// Makes the next matching requests fail.
    pub fn fault(&self, fault: Fault) {
        self.with(|world, _| world.add_fault(fault));
    }

    /// Stops listening: open connections close and new ones are refused until [`Sandbox::plug_in`]. The world keeps running.
    pub fn unplug(&self) {
        self.set_listening(false);
    }

    /// Listens again, on the same port.
    pub fn plug_in(&self) {
        self.set_listening(true);
    }

    fn set_listening(&self, listen: bool) {
        let (done, moved) = std::sync::mpsc::channel();
        // Sending and receiving fail only when the network has stopped.
        let _ = self.listening.send(Listening { listen, done });
        let _ = moved.recv();
    }

    /// Blocks while the network runs.
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

/// Serves connections and advances the world until it is dropped.
async fn serve(
    listener: std::net::TcpListener,
    mut changes: mpsc::UnboundedReceiver<Listening>,
    shared: Shared,
) {
    let (Ok(address), Ok(listener)) = (listener.local_addr(), TcpListener::from_std(listener)) else {
        return;
    };
    let router = Router::new().fallback(answer).with_state(shared.clone());
    tokio::spawn(advance_clock(shared));
    let mut listener = Some(listener);
    loop {
        let open = listener.take();
        let moved = match open {
            Some(open) => tokio::select! {
                () = accept(&open, &router) => return,
                moved = changes.recv() => moved,
            },
            None => changes.recv().await,
        };
        let Some(Listening { listen, done }) = moved else { return };
        if listen {
            listener = TcpListener::bind(address).await.ok();
        }
        // The caller may have stopped waiting.
        let _ = done.send(());
    }
}

/// Accepts connections. Dropping the future closes the open ones.
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
                // An error closes the connection without any byte of a response.
                if reply.extensions().get::<NoReply>().is_some() { Err(ConnectionClosed) } else { Ok(reply) }
            }
        });
        open.spawn(async move {
            // One request a connection. Browsers silently resend a request, also a POST, when a reused connection closes
            // without a response; a fault must apply to exactly one request.
            // A connection that ends early is a decision of the client or of a fault.
            let _ = hyper::server::conn::http1::Builder::new()
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn advance_clock(shared: Shared) {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        shared.world().tick(clock());
        request_answers(&shared);
    }
}

async fn answer(State(shared): State<Shared>, request: axum::extract::Request) -> Reply {
    let (head, body) = request.into_parts();
    let limited = http_body_util::Limited::new(body, MAX_BODY);
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
        return whole(control_http::answer_control(&mut shared.world(), &request, clock()));
    }
    if let Some(chat) = chat_model::read(&request) {
        shared.chats().push(chat.clone());
        return chat_model::answer(&chat);
    }
    let exchange = shared.world().exchange(&request, clock());
    request_answers(&shared);
    play(exchange).await
}

fn headers(map: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    map.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

/// Requests the wanted answers from the model server, each on its own thread.
fn request_answers(shared: &Shared) {
    let Some(llm_server) = &shared.llm_server else { return };
    for wanted in shared.world().wanted_answers() {
        let (llm_server, shared) = (llm_server.clone(), shared.clone());
        tokio::task::spawn_blocking(move || {
            let text = llm::ask(&llm_server, &wanted);
            shared.world().deliver_answer(&wanted.node_id, text, clock());
        });
    }
}
