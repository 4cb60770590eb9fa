//! The shell: one world served over HTTP on 127.0.0.1, from a thread of its own.

use crate::config::Config;
use crate::control::{Control, ControlError};
use crate::fault::{Exchange, Fault, Outcome};
use crate::http::{Request, Response};
use crate::llm::{self, Source};
use crate::world::World;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response as Reply;
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
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
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
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
        let work = move || {
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, inside) => {}
                    _ = stopped => {}
                }
            });
            // Requests that hang are let go, and answers that are being written outside are not waited for.
            runtime.shutdown_background();
        };
        let thread =
            std::thread::Builder::new().name("sandbox".into()).spawn(work).map_err(StartError::Machine)?;
        Ok(Self { address, shared, stop: Some(stop), thread: Some(thread) })
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
async fn serve(listener: std::net::TcpListener, shared: Shared) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    let router = Router::new().fallback(answer).with_state(shared.clone());
    tokio::spawn(breathe(shared));
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let router = router.clone();
            async move {
                let reply = router.oneshot(request.map(Body::new)).await.map_err(|never| match never {})?;
                // An error from here closes the connection with not a byte of an answer.
                if reply.extensions().get::<Vanish>().is_some() { Err(Lost) } else { Ok(reply) }
            }
        });
        tokio::spawn(async move {
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

/// Marks a reply that must not be sent.
#[derive(Clone, Copy)]
struct Vanish;

/// A connection that is given up on purpose.
#[derive(Debug)]
struct Lost;

impl fmt::Display for Lost {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("The connection was closed because a fault asked for it.")
    }
}

impl std::error::Error for Lost {}

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
        return whole(control(&shared, &request));
    }
    let exchange = shared.world().exchange(&request, clock());
    ask_outside(&shared);
    play(exchange).await
}

fn headers(map: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    map.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

fn too_large() -> Response {
    let body = json!({ "error": {
        "code": "VAL_003", "message": "The body is too large.", "hint": "Send at most one megabyte.", "retryable": false,
    } });
    Response::json(413, &body)
}

/// Lets a fate take its course.
async fn play(exchange: Exchange) -> Reply {
    if exchange.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(exchange.delay_ms)).await;
    }
    match exchange.outcome {
        Outcome::Reply(response) => whole(response),
        Outcome::Cut(response) => cut(response),
        Outcome::Dropped => {
            let mut reply = Reply::new(Body::empty());
            reply.extensions_mut().insert(Vanish);
            reply
        }
        Outcome::Hang => std::future::pending().await,
    }
}

fn whole(response: Response) -> Reply {
    let mut reply = Reply::new(Body::from(response.body));
    *reply.status_mut() = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        let name = axum::http::HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, axum::http::HeaderValue::try_from(value)) {
            reply.headers_mut().append(name, value);
        }
    }
    reply
}

/// Half an answer: the headers promise twice what comes before the connection closes.
fn cut(response: Response) -> Reply {
    let promised = response.body.len() * 2 + 1;
    let half = response.body.clone();
    let mut reply = whole(response);
    reply.headers_mut().insert("content-length", promised.into());
    *reply.body_mut() = Body::new(HalfBody(Some(half)));
    reply
}

/// Some bytes, then a broken connection.
struct HalfBody(Option<Vec<u8>>);

impl hyper::body::Body for HalfBody {
    type Data = axum::body::Bytes;
    type Error = Lost;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Self::Data>, Lost>>> {
        std::task::Poll::Ready(Some(match self.0.take() {
            Some(bytes) => Ok(hyper::body::Frame::data(bytes.into())),
            None => Err(Lost),
        }))
    }
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

/// The control path. A web page cannot reach it: JSON from another origin needs a permission that is never given.
fn control(shared: &Shared, request: &Request) -> Response {
    let name = request.path().trim_start_matches("/control").trim_matches('/').replace('-', "_");
    let bad = |message: String| Response::json(400, &json!({ "done": false, "message": message }));
    if request.method == "GET" {
        let (world, query) = (shared.world(), request.query());
        return match name.as_str() {
            "posts" => {
                let text = query.get("text");
                let author = query.get("by");
                let posts = author.map_or_else(|| world.posts(), |by| world.posts_by(by));
                let fits = |post: &crate::Post| text.is_none_or(|text| post.text == text);
                let posts: Vec<_> = posts.into_iter().filter(fits).collect();
                Response::json(200, &json!({ "count": posts.len(), "posts": posts }))
            }
            "seen" => Response::json(200, &json!({ "seen": world.seen().collect::<Vec<_>>() })),
            "state" | "" => Response::json(200, &world.state(clock())),
            _ => bad("GET answers at /control/state, /control/posts and /control/seen.".into()),
        };
    }
    if request.method != "POST"
        || request.header("content-type").is_none_or(|kind| !kind.starts_with("application/json"))
    {
        return bad("Send a POST with Content-Type: application/json.".into());
    }
    let body = if request.body.is_empty() { b"{}".as_slice() } else { &request.body };
    let Ok(Value::Object(mut fields)) = serde_json::from_slice(body) else {
        return bad("The body is not a JSON object.".into());
    };
    fields.insert("control".into(), name.as_str().into());
    match serde_json::from_value::<Control>(Value::Object(fields)) {
        Err(why) => bad(format!("{name} cannot be carried out: {why}.")),
        Ok(control) => match shared.world().control(control, clock()) {
            Ok(done) => Response::json(200, &done),
            Err(why) => bad(why.to_string()),
        },
    }
}
