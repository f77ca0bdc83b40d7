//! The Markdown of a check's documentation as HTML: what is known to be harmless, and text.

use std::fmt::Write;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::words::{Text, is_link, short};

/// A text of more characters than this is cut.
const LONGEST: usize = 20_000;

/// Adds a text in Markdown. Raw HTML is shown as it is written; links lead to the web or are text;
/// images are their words.
pub(super) fn push(page: &mut String, markdown: &str) {
    let markdown = short(markdown, LONGEST);
    // What closes each element that is open.
    let mut open: Vec<&'static str> = Vec::new();
    for event in Parser::new_ext(&markdown, Options::empty()) {
        match event {
            Event::Start(tag) => open.push(start(page, &tag)),
            Event::End(end) => {
                page.push_str(open.pop().unwrap_or_default());
                if !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image)
                {
                    page.push('\n');
                }
            }
            Event::Code(code) => push_between(page, "<code>", &code, "</code>"),
            Event::SoftBreak => page.push('\n'),
            Event::HardBreak => page.push_str("<br>\n"),
            Event::Rule => page.push_str("<hr>\n"),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => push_between(page, "", &text, ""),
            Event::TaskListMarker(_) => {}
        }
    }
    // Ends are balanced; this says so to whoever reads on.
    for end in open.into_iter().rev() {
        page.push_str(end);
    }
}

/// Opens an element, and says what closes it.
fn start(page: &mut String, tag: &Tag<'_>) -> &'static str {
    let (begin, end) = match tag {
        Tag::Paragraph => ("<p>", "</p>"),
        Tag::Heading { .. } => ("<p><strong>", "</strong></p>"),
        Tag::BlockQuote(_) => ("<blockquote>", "</blockquote>"),
        Tag::CodeBlock(_) => ("<pre tabindex=\"0\">", "</pre>"),
        Tag::List(None) => ("<ul>", "</ul>"),
        Tag::List(Some(first)) => {
            let _ = write!(page, "<ol start=\"{first}\">");
            return "</ol>";
        }
        Tag::Item => ("<li>", "</li>"),
        Tag::Emphasis => ("<em>", "</em>"),
        Tag::Strong => ("<strong>", "</strong>"),
        Tag::Link { dest_url, .. } if is_link(dest_url) => {
            let _ = write!(page, "<a href=\"{}\" rel=\"noopener noreferrer\">", Text(dest_url));
            return "</a>";
        }
        Tag::HtmlBlock => ("<p>", "</p>"),
        _ => ("", ""),
    };
    page.push_str(begin);
    end
}

fn push_between(page: &mut String, begin: &str, text: &str, end: &str) {
    let _ = write!(page, "{begin}{}{end}", Text(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let mut page = String::new();
        push(&mut page, markdown);
        page
    }

    #[test]
    fn paragraphs_lists_code_and_links() {
        let markdown = "Run `a < b` or *see* [the docs](https://example.com/?a=1&b=2):\n\n\
                        1. one\n2. **two**\n\n```sh\naws s3 \"ls\"\n```\n";
        let expected = "<p>Run <code>a &lt; b</code> or <em>see</em> <a \
            href=\"https://example.com/?a=1&amp;b=2\" rel=\"noopener noreferrer\">the docs</a>:</p>\n\
            <ol start=\"1\"><li>one</li>\n<li><strong>two</strong></li>\n</ol>\n\
            <pre tabindex=\"0\">aws s3 &quot;ls&quot;\n</pre>\n";
        assert_eq!(html(markdown), expected);
    }

    #[test]
    fn raw_html_other_schemes_and_images_are_text() {
        let markdown = "<script>alert(1)</script>\n\na <b onclick=x>b</b> [c](javascript:alert(1)) \
                        ![d](http://example.com/d.png) <javascript:alert(2)> [e](data:text/html,x)";
        let page = html(markdown);
        for part in ["<script", "<b", "<a", "<img", "href", "src="] {
            assert!(!page.contains(part), "{part}: {page}");
        }
        for part in ["&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b onclick=x&gt;", "c", "d"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    #[test]
    fn what_is_nested_deeply_is_closed() {
        let page = html(&format!("{}deep", "> ".repeat(500)));
        assert_eq!(page.matches("<blockquote>").count(), page.matches("</blockquote>").count());
    }
}
