/// The most bytes of one event.
const LONGEST_EVENT: usize = 256 << 10;

/// An event, or what is left of a stream, is larger than is read.
pub(super) struct TooLong;

/// Takes server-sent events out of bytes, in whatever pieces these come. A line ends with CR, LF or both; the fields `event`, `id` and `retry`
/// and comments say nothing here.
#[derive(Default)]
pub(super) struct EventStream {
    /// The line that has not ended yet, as bytes: a piece may end within a character.
    line: Vec<u8>,
    /// The data of the event that has not ended yet.
    data: Vec<u8>,
    /// Whether the last byte was CR, so that an LF after it ends nothing.
    after_return: bool,
    /// Whether the first line is over, at whose start a byte order mark may stand.
    begun: bool,
}

impl EventStream {
    /// Takes a piece, and hands over the data of each event that ends in it.
    pub(super) fn push(&mut self, bytes: &[u8], mut take: impl FnMut(&str)) -> Result<(), TooLong> {
        for byte in bytes {
            let is_rest = *byte == b'\n' && self.after_return;
            self.after_return = *byte == b'\r';
            match byte {
                _ if is_rest => {}
                b'\r' | b'\n' => self.end_line(&mut take),
                _ if self.line.len() + self.data.len() >= LONGEST_EVENT => return Err(TooLong),
                _ => self.line.push(*byte),
            }
        }
        Ok(())
    }

    /// The stream ended. Some servers send no empty line after the last event.
    pub(super) fn end(&mut self, mut take: impl FnMut(&str)) {
        self.end_line(&mut take);
        self.end_event(&mut take);
    }

    fn end_line(&mut self, take: &mut impl FnMut(&str)) {
        let line = std::mem::take(&mut self.line);
        let mut line = line.as_slice();
        if !self.begun {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
            self.begun = true;
        }
        if line.is_empty() {
            self.end_event(take);
        } else if let Some(data) = line.strip_prefix(b"data:") {
            if !self.data.is_empty() {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(data.strip_prefix(b" ").unwrap_or(data));
        }
    }

    fn end_event(&mut self, take: &mut impl FnMut(&str)) {
        let data = std::mem::take(&mut self.data);
        if !data.is_empty() {
            take(&String::from_utf8_lossy(&data));
        }
    }
}
