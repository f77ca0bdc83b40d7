//! Expansions as a whole, against the files in `tests/expansions`.
//!
//! `UPDATE_EXPANSIONS=1 cargo test -p configtest-macros` writes them anew; read the difference before
//! it is committed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proc_macro2::{Delimiter, Group, LineColumn, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ItemFn;

use super::config_test;

#[test]
fn a_resource() {
    compare("resource");
}

#[test]
fn all_of_a_kind_with_context_and_values() {
    compare("all_context_values");
}

#[test]
fn an_asynchronous_function_with_a_result() {
    compare("async_result");
}

#[test]
fn every_option() {
    compare("every_option");
}

#[test]
fn a_renamed_crate() {
    compare("renamed_crate");
}

#[test]
fn every_file_is_compared() {
    let mut inputs: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".input.rs").map(str::to_owned)
        })
        .collect();
    inputs.sort();
    let compared =
        ["all_context_values", "async_result", "every_option", "renamed_crate", "resource"];
    assert_eq!(inputs, compared);
}

/// The runtime may be called otherwise: what refers to it goes through the option alone.
#[test]
fn nothing_but_the_option_names_the_runtime() {
    let expanded = expand(&read(&folder().join("renamed_crate.input.rs")));
    let words = words(expanded);
    assert!(!words.iter().any(|word| word == "configtest"), "{words:?}");
    assert!(words.iter().any(|word| word == "renamed"), "{words:?}");
    let by_default = expand(&read(&folder().join("resource.input.rs")));
    assert!(self::words(by_default).iter().any(|word| word == "configtest"));
}

/// An editor finds each token of the function where it is written, so that completing, hovering and
/// renaming work inside it, whatever is wrong around it.
#[test]
fn the_function_stays_where_it_is() {
    const WHOLE: &str = "#[doc = \"words\"] pub(crate) async fn check<'a>(bucket: &'a s3::Bucket,                          all: All<s3::Bucket>) -> Result<(), E> where E: Sized { bucket.versioning() }";
    const UNFINISHED: &str = "fn check(bucket: &s3::Bucket) { let x = bucket. ; if { } match }";
    const NO_CHECK: &str = "unsafe fn check(self, #[doc = \"x\"] other: &mut T) -> bool { }";
    const NO_FUNCTION: &str = "pub struct Check { field: u8 }";
    const BROKEN: &str = "fn check(bucket: &) { }";
    for attribute in
        ["", "severity = \"hihg\"", "severity =", "allow_emtpy, 3", "when = |bucket| bucket."]
    {
        for item in [WHOLE, UNFINISHED, NO_CHECK, NO_FUNCTION, BROKEN] {
            let item: TokenStream = item.parse().unwrap();
            let expanded = config_test(attribute.parse().unwrap(), item.clone());
            let item = places(item);
            let expanded = places(expanded);
            assert_eq!(expanded[..item.len()], item, "under `{attribute}`");
        }
    }
}

/// What an editor marks as the test is the function's name.
#[test]
fn the_twin_stands_at_the_name() {
    let item: TokenStream = "fn check(bucket: &s3::Bucket) {}".parse().unwrap();
    let expanded = places(config_test(TokenStream::new(), item));
    let twins: Vec<_> = expanded.iter().filter(|(text, ..)| text == "check_config_test").collect();
    let start = LineColumn { line: 1, column: 3 };
    let end = LineColumn { line: 1, column: 8 };
    assert_eq!(twins, [&("check_config_test".to_owned(), start, end)]);
}

/// Compares what the macro makes of `NAME.input.rs` with `NAME.rs`.
fn compare(name: &str) {
    let expanded = format(expand(&read(&folder().join(format!("{name}.input.rs")))));
    let golden = folder().join(format!("{name}.rs"));
    if is_to_be_updated() {
        fs::write(&golden, expanded).unwrap();
    } else {
        assert_eq!(expanded, read(&golden), "{}", golden.display());
    }
}

#[expect(clippy::disallowed_methods, reason = "the door through which the tests are told to write")]
fn is_to_be_updated() -> bool {
    std::env::var_os("UPDATE_EXPANSIONS").is_some_and(|value| value == "1")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Does what the compiler does with the attribute of the function.
fn expand(source: &str) -> TokenStream {
    let mut function: ItemFn = syn::parse_str(source).unwrap();
    let is_ours = |attribute: &syn::Attribute| attribute.path().is_ident("config_test");
    let position = function.attrs.iter().position(is_ours).unwrap();
    let attribute = function.attrs.remove(position);
    let options = match attribute.meta {
        syn::Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    config_test(options, function.into_token_stream())
}

/// Runs rustfmt, which is part of every toolchain. In lines that are wide enough for the longest
/// paths: what does not fit, it leaves as it is.
fn format(tokens: TokenStream) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=190"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let source = in_parentheses(tokens).to_string();
    rustfmt.stdin.take().unwrap().write_all(source.as_bytes()).unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt: {}\n{source}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

/// `submit!(...);` instead of `submit! { ... }`, of which rustfmt leaves the inside as it is.
fn in_parentheses(tokens: TokenStream) -> TokenStream {
    let mut changed: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            changed.push(token);
            continue;
        };
        let inner = in_parentheses(group.stream());
        let is_macro =
            matches!(changed.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!');
        if is_macro && group.delimiter() == Delimiter::Brace {
            changed.push(Group::new(Delimiter::Parenthesis, inner).into());
            changed.extend(quote::quote!(;));
        } else {
            changed.push(Group::new(group.delimiter(), inner).into());
        }
    }
    changed.into_iter().collect()
}

/// The words outside of texts.
fn words(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(word) => words.push(word.to_string()),
            TokenTree::Group(group) => words.extend(self::words(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    words
}

/// Each token and its place.
fn places(tokens: TokenStream) -> Vec<(String, LineColumn, LineColumn)> {
    let place = |text: String, span: Span| (text, span.start(), span.end());
    let mut places = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                places.push(place(format!("{:?}", group.delimiter()), group.span_open()));
                places.extend(self::places(group.stream()));
                places.push(place(format!("{:?}", group.delimiter()), group.span_close()));
            }
            other => places.push(place(other.to_string(), other.span())),
        }
    }
    places
}
