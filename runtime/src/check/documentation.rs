//! Title, description and remediation of a check, from its doc comment.

/// A doc comment in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documentation {
    /// The first paragraph, on one line.
    pub title: String,
    /// The paragraphs after it, up to the remediation.
    pub description: String,
    /// What stands under the heading `Remediation`.
    pub remediation: String,
}

impl Documentation {
    /// Takes a doc comment apart: Markdown, as rustdoc shows it.
    pub fn parse(doc: &str) -> Self {
        let mut title = Vec::new();
        let mut description = Vec::new();
        let mut remediation = Vec::new();
        let mut part = Part::Title;
        let mut in_code = false;
        for line in unindented(doc) {
            in_code ^= line.starts_with("```");
            if let Some(heading) = heading(line).filter(|_| !in_code) {
                part = match (heading.eq_ignore_ascii_case("remediation"), part) {
                    (true, _) => Part::Remediation,
                    (false, Part::Title) => Part::Title,
                    (false, Part::Description | Part::Remediation) => Part::Description,
                };
                match part {
                    Part::Title => title.push(heading),
                    Part::Description => description.push(line),
                    Part::Remediation => {}
                }
                continue;
            }
            match part {
                Part::Title if line.is_empty() && title.is_empty() => {}
                Part::Title if line.is_empty() => part = Part::Description,
                Part::Title => title.push(line.trim()),
                Part::Description => description.push(line),
                Part::Remediation => remediation.push(line),
            }
        }
        Self {
            title: title.join(" "),
            description: description.join("\n").trim().to_owned(),
            remediation: remediation.join("\n").trim().to_owned(),
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Title,
    Description,
    Remediation,
}

/// The lines without the indentation that all of them share: the space after `///`.
fn unindented(doc: &str) -> impl Iterator<Item = &str> {
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = doc.lines().filter(|line| !line.trim().is_empty());
    let shared = filled.map(indentation).min().unwrap_or(0);
    doc.lines().map(move |line| line.get(shared..).unwrap_or("").trim_end())
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_comment_are_told_apart() {
        let doc = " Buckets are closed\n to the public.\n\n Why it matters.\n\n # Remediation\n Do `x`,\n   then y.\n\n # See\n also";
        let parts = Documentation::parse(doc);
        assert_eq!(parts.title, "Buckets are closed to the public.");
        assert_eq!(parts.description, "Why it matters.\n\n# See\nalso");
        assert_eq!(parts.remediation, "Do `x`,\n  then y.");
    }

    #[test]
    fn a_hash_in_code_is_no_heading() {
        let doc = " Title.\n\n # Remediation\n ```sh\n # Remediation\n aws x\n ```";
        assert_eq!(Documentation::parse(doc).remediation, "```sh\n# Remediation\naws x\n```");
    }

    #[test]
    fn no_comment_is_no_title() {
        assert_eq!(Documentation::parse(""), Documentation::default());
    }
}
