//! Where output goes: buffered, and with colours or without.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::harness::arguments::Color;

/// As many bytes are gathered before they are written.
const BUFFER: usize = 1 << 16;

pub(super) const GREEN: Style = AnsiColor::Green.on_default();
pub(super) const RED: Style = AnsiColor::Red.on_default();
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Where the output of a run goes.
pub(in super::super) struct Sink<'a> {
    out: BufWriter<Box<dyn Write + Send + 'a>>,
    has_colors: bool,
}

impl Sink<'static> {
    /// This process's standard output.
    pub(in super::super) fn stdout(color: Color) -> Self {
        let stdout = io::stdout();
        let has_colors = match color {
            // What the terminal is, and NO_COLOR and its like.
            Color::Auto => AutoStream::choice(&stdout) != ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        if has_colors {
            // An old console of Windows has other means than ANSI's.
            Self::new(AutoStream::new(stdout, ColorChoice::Always), has_colors)
        } else {
            Self::new(stdout, has_colors)
        }
    }
}

impl<'a> Sink<'a> {
    /// Another place.
    pub(in super::super) fn new(out: impl Write + Send + 'a, has_colors: bool) -> Self {
        Self { out: BufWriter::with_capacity(BUFFER, Box::new(out)), has_colors }
    }

    /// Text as it is.
    pub(in super::super) fn plain(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Text that may hold styles, which are left out where there are no colours.
    pub(super) fn perhaps_styled(&mut self, text: &str) -> io::Result<()> {
        if self.has_colors { self.plain(text) } else { self.plain(&without_styles(text)) }
    }

    /// A word in a colour.
    pub(super) fn styled(&mut self, style: Style, word: &str) -> io::Result<()> {
        if self.has_colors { write!(self.out, "{style}{word}{style:#}") } else { self.plain(word) }
    }

    /// A number.
    pub(super) fn number(&mut self, number: usize) -> io::Result<()> {
        write!(self.out, "{number}")
    }

    /// Whether something waits to be written.
    pub(in super::super) fn is_waiting(&self) -> bool {
        !self.out.buffer().is_empty()
    }

    /// Writes what waits.
    pub(in super::super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The text without ANSI styles.
pub(super) fn without_styles(text: &str) -> Cow<'_, str> {
    if text.contains('\u{1b}') {
        Cow::Owned(strip_str(text).to_string())
    } else {
        Cow::Borrowed(text)
    }
}
