//! Values over several lines: what `Debug` prints, and JSON, which is written alike.

/// How far what stands inside brackets is set in.
const STEP: usize = 2;
/// Deeper than this many steps nothing is set in further: a value is not wider than a screen.
const DEEPEST: usize = 20;

/// Writes values over lines.
#[derive(Clone, Copy)]
pub(in crate::report) struct Layout {
    /// How wide a line may be, where it can be broken.
    pub(in crate::report) width: usize,
    /// The columns of the first line that something else takes.
    pub(in crate::report) lead: usize,
    /// Whether a text of several lines is always shown line by line, as comparing wants it. Without
    /// this only one that is too long for a line is.
    pub(in crate::report) breaks_texts: bool,
}

impl Layout {
    /// The lines of a value. No character is lost and none is added, but for space.
    ///
    /// Brackets whose content fits stay on their line; others are broken as `{:#?}` breaks them. A
    /// string that is too long is broken after its line ends; one without, after its commas. What
    /// has several lines already keeps them.
    pub(in crate::report) fn lines(self, value: &str) -> Vec<String> {
        if value.contains('\n') {
            return value.lines().map(str::to_owned).collect();
        }
        let tokens = Tokens::of(value);
        let (lines, line) = (Vec::new(), String::new());
        let mut writer = Writer { layout: self, lines, line, columns: 0, depth: 0 };
        writer.write(&tokens);
        writer.lines
    }

    /// Where a text ends with a value in brackets of more than `shortest` columns: where that value
    /// begins.
    pub(super) fn value_at_end(text: &str, shortest: usize) -> Option<usize> {
        let tokens = Tokens::of(text);
        let of_last = |open: &usize| tokens.ends.get(*open) == Some(&Some(tokens.all.len() - 1));
        let open = (0..tokens.all.len()).find(of_last)?;
        (tokens.width(open, tokens.all.len()) > shortest).then(|| {
            let before = tokens.all.iter().take(open);
            before.map(|token| token.text().len()).sum()
        })
    }
}

#[derive(Clone, Copy)]
enum Token<'a> {
    Open(&'a str),
    Close(&'a str),
    Comma(&'a str),
    /// A string or a character in quotes.
    Literal(&'a str),
    Space(&'a str),
    Other(&'a str),
}

impl<'a> Token<'a> {
    fn text(self) -> &'a str {
        match self {
            Self::Open(text)
            | Self::Close(text)
            | Self::Comma(text)
            | Self::Literal(text)
            | Self::Space(text)
            | Self::Other(text) => text,
        }
    }

    /// The token that `text`, which is not empty, begins with.
    fn first_of(text: &'a str) -> Self {
        let mut characters = text.char_indices();
        let first = characters.next().map_or(' ', |(_, first)| first);
        let end_of = |is_part: fn(char) -> bool| {
            text.char_indices().find(|(_, next)| !is_part(*next)).map_or(text.len(), |(at, _)| at)
        };
        let until = |end: usize| text.get(..end).unwrap_or(text);
        match first {
            '(' | '[' | '{' => Self::Open(until(1)),
            ')' | ']' | '}' => Self::Close(until(1)),
            ',' => Self::Comma(until(1)),
            '"' => Self::Literal(until(end_of_string(text))),
            '\'' => match end_of_character(text) {
                Some(end) => Self::Literal(until(end)),
                // An apostrophe.
                None => Self::Other(until(1)),
            },
            first if first.is_whitespace() => Self::Space(until(end_of(char::is_whitespace))),
            _ => Self::Other(until(end_of(|next| {
                !next.is_whitespace() && !"()[]{},\"'".contains(next)
            }))),
        }
    }
}

/// Where a string that begins the text ends; one without an end runs to the end of the text.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where a character in quotes that begins the text ends: `'a'`, `'\''`, `'\u{1f600}'`.
fn end_of_character(text: &str) -> Option<usize> {
    const LONGEST_ESCAPE: usize = 12;
    let mut inside = text.char_indices().skip(1);
    let (_, first) = inside.next()?;
    if first == '\\' {
        inside.next()?;
        let end = inside.take(LONGEST_ESCAPE).find(|(_, next)| *next == '\'')?;
        return Some(end.0 + 1);
    }
    inside.next().filter(|(_, next)| *next == '\'').map(|(at, _)| at + 1)
}

struct Tokens<'a> {
    all: Vec<Token<'a>>,
    /// For each opening bracket that is closed, its closing bracket.
    ends: Vec<Option<usize>>,
    /// Whether a token is a closing bracket of such an opening one.
    is_end: Vec<bool>,
    /// The columns that all tokens before each one take.
    columns: Vec<usize>,
    /// How many texts of several lines are before each token.
    texts: Vec<usize>,
}

impl<'a> Tokens<'a> {
    fn of(value: &'a str) -> Self {
        let mut all = Vec::new();
        let mut rest = value;
        while !rest.is_empty() {
            let token = Token::first_of(rest);
            // Every token has a character.
            rest = rest.get(token.text().len()..).unwrap_or("");
            all.push(token);
        }
        let mut ends = vec![None; all.len()];
        let mut is_end = vec![false; all.len()];
        let mut open: Vec<(usize, &str)> = Vec::new();
        let (mut columns, mut texts) = (vec![0], vec![0]);
        let (mut column, mut text) = (0, 0);
        for (position, token) in all.iter().enumerate() {
            column += token.text().chars().count();
            columns.push(column);
            text += usize::from(matches!(token, Token::Literal(literal) if has_lines(literal)));
            texts.push(text);
            match token {
                Token::Open(bracket) => open.push((position, bracket)),
                Token::Close(bracket) => {
                    let closed = open.pop_if(|(_, open)| are_a_pair(open, bracket));
                    if let Some((opening, _)) = closed {
                        ends[opening] = Some(position);
                        is_end[position] = true;
                    }
                }
                Token::Comma(_) | Token::Literal(_) | Token::Space(_) | Token::Other(_) => {}
            }
        }
        Self { all, ends, is_end, columns, texts }
    }

    /// Whether a text of several lines is among the tokens from `start` to `end`.
    fn hold_text(&self, start: usize, end: usize) -> bool {
        let texts = |position: usize| self.texts.get(position).copied().unwrap_or(0);
        texts(start) != texts(end)
    }

    /// The columns of the tokens from `start` to before `end` on one line.
    fn width(&self, start: usize, end: usize) -> usize {
        let column = |position: usize| self.columns.get(position).copied().unwrap_or(0);
        column(end.min(self.all.len())).saturating_sub(column(start))
    }
}

fn are_a_pair(open: &str, close: &str) -> bool {
    matches!((open, close), ("(", ")") | ("[", "]") | ("{", "}"))
}

/// Whether a literal is a text of several lines.
fn has_lines(literal: &str) -> bool {
    pieces(literal, "\\n").nth(1).is_some()
}

/// A string broken behind each `end` that is no other escape's second half.
fn pieces<'a>(literal: &'a str, end: &str) -> impl Iterator<Item = &'a str> {
    let mut rest = literal;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut at = 0;
        let mut cut = rest.len();
        while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
            if tail.starts_with(end) {
                cut = at + end.len();
                break;
            }
            let mut next = tail.chars();
            let first = next.next().map_or(0, char::len_utf8);
            let escaped = next.next().filter(|_| tail.starts_with('\\')).map_or(0, char::len_utf8);
            at += first + escaped;
        }
        // The quote behind the last line end is no line of its own.
        if rest.get(cut..) == Some("\"") {
            cut = rest.len();
        }
        let (piece, after) = rest.split_at(cut);
        rest = after;
        Some(piece)
    })
}

struct Writer {
    layout: Layout,
    lines: Vec<String>,
    line: String,
    /// The columns of that line.
    columns: usize,
    /// How many broken brackets are open.
    depth: usize,
}

impl Writer {
    fn write(&mut self, tokens: &Tokens<'_>) {
        let mut position = 0;
        while let Some(token) = tokens.all.get(position) {
            let end = tokens.ends.get(position).copied().flatten();
            let is_end = tokens.is_end.get(position) == Some(&true);
            match (token, end) {
                (Token::Open(_), Some(end)) if self.stays_whole(tokens, position, end) => {
                    let whole = tokens.all.get(position..=end).unwrap_or_default();
                    whole.iter().for_each(|token| self.push(token.text()));
                    position = end;
                }
                (Token::Open(bracket), Some(_)) => {
                    self.push(bracket);
                    self.depth += 1;
                    self.end_line();
                }
                (Token::Close(bracket), _) if is_end => {
                    self.depth = self.depth.saturating_sub(1);
                    self.end_line();
                    self.push(bracket);
                }
                (Token::Comma(comma), _) => {
                    self.push(comma);
                    if self.depth > 0 {
                        self.end_line();
                    }
                }
                (Token::Literal(literal), _) => self.literal(literal),
                // At the beginning of a line there is none.
                (Token::Space(_), _) if self.line.is_empty() => {}
                (token, _) => self.push(token.text()),
            }
            position += 1;
        }
        self.end_line();
    }

    fn stays_whole(&self, tokens: &Tokens<'_>, open: usize, end: usize) -> bool {
        let comma = matches!(tokens.all.get(end + 1), Some(Token::Comma(_)));
        let fits = self.fits(tokens.width(open, end + 1) + usize::from(comma));
        let is_empty = end == open + 1;
        is_empty || (fits && !(self.layout.breaks_texts && tokens.hold_text(open, end)))
    }

    /// A string or character; one that is too long for the line is broken.
    fn literal(&mut self, literal: &str) {
        let fits = self.fits(literal.chars().count());
        let is_text = has_lines(literal) && (self.layout.breaks_texts || !fits);
        if fits && !is_text {
            return self.push(literal);
        }
        // Below the first character of a string that begins its line.
        let below = self.margin() + if self.line.is_empty() { 1 } else { STEP };
        let mut margin = self.margin();
        for (position, piece) in pieces(literal, if is_text { "\\n" } else { "," }).enumerate() {
            // Comparing wants lines that do not shift.
            let is_packed = !is_text && !self.layout.breaks_texts;
            if position > 0 && !(is_packed && self.fits(piece.chars().count())) {
                self.end_line();
            }
            let mut rest = piece;
            loop {
                let room = self.layout.width.saturating_sub(self.column(margin)).max(STEP);
                let cut = rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at);
                let (line, after) = rest.split_at(cut);
                self.push_at(margin, line);
                (rest, margin) = (after, below);
                if rest.is_empty() {
                    break;
                }
                self.end_line();
            }
        }
    }

    fn margin(&self) -> usize {
        self.depth.min(DEEPEST) * STEP
    }

    /// Where the next character stands.
    fn column(&self, margin: usize) -> usize {
        match (self.line.is_empty(), self.lines.is_empty()) {
            (false, _) => self.columns,
            (true, true) => self.layout.lead,
            (true, false) => margin,
        }
    }

    fn fits(&self, columns: usize) -> bool {
        self.column(self.margin()) + columns <= self.layout.width
    }

    fn push(&mut self, text: &str) {
        self.push_at(self.margin(), text);
    }

    fn push_at(&mut self, margin: usize, text: &str) {
        if self.line.is_empty() {
            self.columns = self.column(margin);
            if !self.lines.is_empty() {
                self.line = " ".repeat(margin);
            }
        }
        self.line.push_str(text);
        self.columns += text.chars().count();
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(width: usize, value: &str) -> String {
        Layout { width, lead: 0, breaks_texts: false }.lines(value).join("\n")
    }

    #[test]
    fn what_fits_stays_and_the_rest_is_broken_as_debug_does() {
        let rule =
            r#"[Rule { ports: (22, 22), from: ["a, (b", 'c', '\''], to: None, by: [] }, Other]"#;
        assert_eq!(lines(100, rule), rule);
        let expected = r#"[
  Rule { ports: (22, 22), from: ["a, (b", 'c', '\''], to: None, by: [] },
  Other
]"#;
        assert_eq!(lines(74, rule), expected);
        let expected = r#"[
  Rule {
    ports: (22, 22),
    from: ["a, (b", 'c', '\''],
    to: None,
    by: []
  },
  Other
]"#;
        assert_eq!(lines(40, rule), expected);
    }

    #[test]
    fn a_string_is_broken_behind_its_line_ends_or_its_commas() {
        assert_eq!(
            lines(12, r#"["one\ntwo\\n\nthree\n", 1]"#),
            "[\n  \"one\\n\n   two\\\\n\\n\n   three\\n\",\n  1\n]"
        );
        assert_eq!(
            lines(12, r#"{"a":"b,c,d,e,f,g,h"}"#),
            "{\n  \"a\":\"b,c,\n    d,e,f,g,\n    h\"\n}"
        );
        assert_eq!(lines(8, r#""abcdefghijklm""#), "\"abcdefg\n hijklm\"");
        let texts = Layout { width: 80, lead: 0, breaks_texts: true };
        assert_eq!(texts.lines(r#"Some("a\nb")"#), ["Some(", "  \"a\\n", "   b\"", ")"]);
        assert_eq!(texts.lines("two\nlines"), ["two", "lines"]);
    }

    #[test]
    fn what_is_no_value_is_left_alone() {
        for text in ["", "it's ]odd( text, with \"no end", "'", "(]", ")", "\\", "'\\", "\"\\"] {
            assert_eq!(lines(60, text), text);
        }
        let deep = "[".repeat(5_000) + &"]".repeat(5_000);
        assert_eq!(without_space(&lines(10, &deep)), deep);
    }

    #[test]
    fn a_value_at_the_end_of_a_text_is_found() {
        let text = "open: Rule { from: [1], to: 2 }";
        assert_eq!(Layout::value_at_end(text, 10), Some("open: Rule ".len()));
        for text in ["", "Rule { from: 1 } is open", "open: [1]", "a) b ( c)"] {
            assert_eq!(Layout::value_at_end(text, 10), None, "{text}");
        }
    }

    fn without_space(text: &str) -> String {
        text.chars().filter(|character| !character.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_added(
            text in prop_oneof![any::<String>(), "[\\[\\](){},:\"'\\\\ a-cn\u{e9}\n\u{1f600}]{0,80}"],
            width in 0_usize..40,
            lead in 0_usize..50,
            breaks_texts: bool,
        ) {
            let lines = Layout { width, lead, breaks_texts }.lines(&text);
            prop_assert_eq!(without_space(&lines.concat()), without_space(&text));
            let _ = Layout::value_at_end(&text, lead);
        }

        #[test]
        fn debug_output_and_json_are_broken_to_the_width(
            value in proptest::collection::vec((any::<u16>(), ".{0,20}", any::<Option<char>>()), 0..20),
        ) {
            let debug = format!("{value:?}");
            for text in [debug, serde_json::to_string(&value).unwrap_or_default()] {
                for line in (Layout { width: 40, lead: 0, breaks_texts: true }).lines(&text) {
                    prop_assert!(line.chars().count() <= 41, "{}", line);
                }
            }
        }
    }
}
