//! Replies that say no, in every envelope they come in (contract, section 7).

use super::best::Best;
use super::codes::{kind_of, kind_of_status, sentence};
use super::next_step::StepDraft;
use super::scalar::Scalar;
use super::shape::{Elements, Shape, Slot, Unreadable};
use super::{body, headers};
use crate::domain::{ApiError, ApiErrorKind, NextStep};

/// What an error envelope can hold, wherever in it it stands.
#[derive(Default)]
struct Envelope {
    code: Best<String>,
    message: Best<String>,
    hint: Best<String>,
    retry_after: Best<f64>,
    request_id: Best<String>,
    /// `success: false` or `ok: false`.
    failed: bool,
    /// Something stands under `error` or `errors`.
    error: bool,
    /// The field of the request that could not be used.
    wrong_field: Option<String>,
    /// What the network wants next.
    next: Option<Box<NextStep>>,
}

/// How deep an envelope lies in another decides nothing but the rank of what it says: the inside knows best.
#[derive(Default)]
struct InnerEnvelope(Envelope);

impl<'de> Shape<'de> for InnerEnvelope {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        self.0.field(name, value)
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        for InnerEnvelope(inner) in super::shape::elements(items)? {
            self.0.absorb(inner);
        }
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        // Null, a flag or a number under `error` is no error that anyone could tell of; nor is empty text.
        let Scalar::Text(text) = value else { return };
        if let Some(text) = Scalar::Text(text).text() {
            self.0.error = true;
            // `{"error": "RATE_001"}` is a code, `{"error": "Slow down"}` a message.
            if kind_of(&text).is_some() && !text.contains(' ') {
                self.0.code.offer(1, Some(text));
            } else {
                self.0.message.offer(1, Some(text));
            }
        }
    }
}

impl Envelope {
    /// Takes over what an envelope inside this one says.
    fn absorb(&mut self, inside: Self) {
        let said =
            inside.code.get().is_some() || inside.message.get().is_some() || inside.hint.get().is_some();
        self.error |= inside.error || inside.failed || said;
        self.code.offer(0, inside.code.take());
        self.message.offer(0, inside.message.take());
        self.hint.offer(0, inside.hint.take());
        self.retry_after.offer(0, inside.retry_after.take());
        self.request_id.offer(0, inside.request_id.take());
        // The first of a list stands first in the form too.
        self.wrong_field = self.wrong_field.take().or(inside.wrong_field);
        self.next = inside.next.or(self.next.take());
    }

    /// Takes what a step tells; its hint is the best there is.
    fn step(&mut self, step: StepDraft) {
        self.hint.offer(0, step.0.hint.clone());
        self.next = step.finish().or(self.next.take());
    }
}

/// The first name in an object of names, such as `validationErrors`.
#[derive(Default)]
struct FirstName(Option<String>);

impl<'de> Shape<'de> for FirstName {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        self.0.get_or_insert_with(|| name.to_owned());
        value.skip()
    }
}

/// The field of the request that a refusal is about, in any of the forms that it has: its name, a path that ends in
/// it, an object or a list that holds one of these.
#[derive(Default)]
struct WrongField(Option<String>);

impl WrongField {
    fn offer(&mut self, name: Option<String>) {
        self.0 = self.0.take().or(name);
    }
}

impl<'de> Shape<'de> for WrongField {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "field" | "path" | "param" => self.offer(value.shape::<Self>()?.0),
            "validationErrors" | "fieldErrors" => self.offer(value.shape::<FirstName>()?.0),
            _ => value.skip()?,
        }
        Ok(())
    }

    fn list(&mut self, items: Elements<'_, 'de>) -> Result<(), Unreadable> {
        // The parts of a path lead to its end; of several errors the first counts, and each has parts of its own.
        let parts: Vec<Part> = super::shape::elements(items)?;
        let first = parts.iter().find_map(|part| part.field.clone());
        self.offer(first.or_else(|| parts.into_iter().rev().find_map(|part| part.name)));
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.offer(last_name(value));
    }
}

/// One item of a list: a part of a path, or an error with its field.
#[derive(Default)]
struct Part {
    name: Option<String>,
    field: Option<String>,
}

impl<'de> Shape<'de> for Part {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        let mut inside = WrongField(self.field.take());
        inside.field(name, value)?;
        self.field = inside.0;
        Ok(())
    }

    fn scalar(&mut self, value: Scalar<'de>) {
        self.name = last_name(value);
    }
}

/// The name at the end of `operatorId`, `body.operatorId` or `/operatorId`. The path of an address has none.
fn last_name(value: Scalar<'_>) -> Option<String> {
    let Scalar::Text(text) = value else { return None };
    let name = text.strip_prefix('/').unwrap_or(&text).rsplit('.').next()?.trim();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| name.to_owned())
}

impl<'de> Shape<'de> for Envelope {
    fn field(&mut self, name: &str, value: Slot<'_, 'de>) -> Result<(), Unreadable> {
        match name {
            "code" | "errorCode" => {
                // A number here is the status over again.
                if let Scalar::Text(code) = value.scalar()? {
                    self.code.offer(2, Scalar::Text(code).text());
                }
            }
            "message" => self.message.offer(2, value.text()?),
            "error_description" | "detail" | "title" => self.message.offer(3, value.text()?),
            "hint" => self.hint.offer(2, value.text()?),
            "suggestion" => self.hint.offer(3, value.text()?),
            "retryAfter" | "retryAfterSeconds" | "retry_after" => self.retry_after.offer(2, value.number()?),
            "requestId" | "request_id" => self.request_id.offer(2, value.text()?),
            "success" | "ok" => self.failed |= value.flag()? == Some(false),
            "error" | "errors" => self.absorb(value.shape::<InnerEnvelope>()?.0),
            "nextStep" => self.step(value.shape()?),
            "payment" | "paymentRequired" => {
                let mut step = StepDraft::default();
                step.pay(value)?;
                self.step(step);
            }
            "validationErrors" | "fieldErrors" | "field" | "path" | "param" => {
                let mut field = WrongField(self.wrong_field.take());
                field.field(name, value)?;
                self.wrong_field = field.0;
            }
            "details" => {
                let field = value.shape::<WrongField>()?;
                self.wrong_field = self.wrong_field.take().or(field.0);
            }
            "context" | "extensions" => {
                let error = self.error;
                self.absorb(value.shape::<InnerEnvelope>()?.0);
                self.error = error;
            }
            _ => value.skip()?,
        }
        Ok(())
    }
}

impl Envelope {
    /// Whether a reply with a good status says no all the same.
    fn says_no(&self) -> bool {
        let coded =
            self.code.get().is_some_and(|code| kind_of(code).is_some()) && self.message.get().is_some();
        self.failed || self.error || coded
    }

    fn problem(self, status: u16, all: &[(String, String)]) -> ApiError {
        let code = self.code.take();
        let by_status = kind_of_status(status);
        // A status of success says nothing about what went wrong in a reply that says no.
        let fallback = if (200..300).contains(&status) { ApiErrorKind::Invalid } else { by_status };
        let kind = code.as_deref().and_then(kind_of).unwrap_or(fallback);
        let meta = headers::meta(all);
        let quota = || {
            // The daily quota comes back when its header says so, by the server's own clock.
            let wait = meta.quota_reset? - meta.date?;
            let daily = code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case("RATE_003"));
            u64::try_from(wait).ok().filter(|_| daily).map(|millis| millis.div_ceil(1000))
        };
        // The header is always in seconds, by its standard; a field in the body is so only by custom.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let stated =
            self.retry_after.take().filter(|seconds| *seconds >= 0.0).map(|seconds| seconds.ceil() as u64);
        let retry_after_seconds = meta.retry_after_seconds.or(stated).or_else(quota);
        ApiError {
            kind,
            message: self.message.take().unwrap_or_else(|| sentence(kind).to_owned()),
            hint: self.hint.take(),
            retry_after_seconds,
            request_id: self.request_id.take().or_else(|| headers::request_id(all)),
            path: match self.wrong_field {
                _ if kind == ApiErrorKind::Shape => Some("$".to_owned()),
                field => field.map(|field| format!("$.{field}")),
            },
            next_step: self.next,
            code: code
                .unwrap_or_else(|| if status == 0 { "NETWORK".to_owned() } else { format!("HTTP_{status}") }),
        }
    }
}

/// The problem in a reply whose status says no. Whatever the body is, there is one.
///
/// A body that is no JSON did not come from the network, whatever its status says: a sign-in page, a proxy or a
/// firewall wrote it. A code of the network in it is the exception. An empty body says nothing about who answered.
pub(super) fn read(status: u16, all: &[(String, String)], text: &str) -> ApiError {
    match body::read::<InnerEnvelope>(text) {
        Ok(inside) => inside.0.problem(status, all),
        Err(refusal) => {
            let mut envelope = Envelope::default();
            envelope.code.offer(0, code_in(text));
            let foreign = envelope.code.get().is_none()
                && !matches!(text.trim_start().bytes().next(), None | Some(b'{' | b'['));
            let problem = envelope.problem(status, all);
            if !foreign || status == 0 {
                return problem;
            }
            let kind = if says_later(status) { ApiErrorKind::Network } else { ApiErrorKind::Shape };
            ApiError {
                kind,
                message: refusal.message,
                path: refusal.path.filter(|_| kind == ApiErrorKind::Shape),
                ..problem
            }
        }
    }
}

/// The problem of a reply that leads to another address. It is not followed, since the key would go along; a sign-in
/// page is the usual reason.
pub fn redirected() -> ApiError {
    let message = "The answer leads to another address, as a sign-in page does. Sign in to the network connection, or \
                   check the API address in the options.";
    ApiError { code: "REDIRECT".to_owned(), ..ApiError::shape("$", message) }
}

/// Whether a status asks to try again later. A web page with it comes from a gateway that does not reach the network.
fn says_later(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..) && status != 511
}

/// The first code of the network in a text that is no JSON, such as `RATE_001`.
fn code_in(text: &str) -> Option<String> {
    let is_code = |word: &&str| word.ends_with(|end: char| end.is_ascii_digit()) && kind_of(word).is_some();
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').find(is_code).map(str::to_owned)
}

/// The step that a reply names, whatever else it says.
pub(super) fn next_step(text: &str) -> Option<Box<NextStep>> {
    body::read::<InnerEnvelope>(text).ok()?.0.next
}

/// The problem in a reply whose status says yes, if its body says no.
pub(super) fn hidden(status: u16, all: &[(String, String)], text: &str) -> Option<ApiError> {
    body::read::<Envelope>(text).ok().filter(Envelope::says_no).map(|envelope| envelope.problem(status, all))
}
