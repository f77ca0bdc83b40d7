//! Pages as a browser sees them: Chromium, without a screen.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::super::super::results::{Results, sample};
use super::page::write;

/// Looks at a page from inside.
const PROBE: &str = include_str!("probe.js");
/// How long Chromium may take for a page.
const LONGEST: Duration = Duration::from_secs(60);

const DARK: &str = "--blink-settings=preferredColorScheme=0";
const LIGHT: &str = "--blink-settings=preferredColorScheme=1";

/// The page as it is written.
const PAGE: &str = "page.html";
/// The same with the probe.
const PROBED: &str = "probed.html";
/// The same with the probe, where the page's own script may not run. Without any script Chromium
/// dumps and paints nothing.
const UNSCRIPTED: &str = "unscripted.html";

/// A page in a folder that is gone when the test is over.
struct Page {
    folder: tempfile::TempDir,
}

impl Page {
    fn of(results: &Results) -> Self {
        let mut page = Vec::new();
        write(results, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let digest = STANDARD.encode(Sha256::digest(PROBE));
        let probed = page
            .replacen("script-src ", &format!("script-src 'sha256-{digest}' "), 1)
            .replacen("</body>", &format!("<script>{PROBE}</script></body>"), 1);
        // The probe's digest is the first, and the page's own the second.
        let (before, own) = probed.split_once(&digest).unwrap();
        let (_, after) = own.split_once("; base-uri").unwrap();
        let unscripted = format!("{before}{digest}'; base-uri{after}");
        for (name, text) in [(PAGE, page), (PROBED, probed), (UNSCRIPTED, unscripted)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self { folder }
    }

    /// What the probe saw of the page.
    fn probe(&self, fragment: &str, width: usize, scheme: &str) -> Value {
        self.probe_file(PROBED, fragment, width, scheme)
    }

    fn probe_file(&self, file: &str, fragment: &str, width: usize, scheme: &str) -> Value {
        let frame = self.frame(file, fragment, width);
        let dom = self.run(&["--dump-dom", "--window-size=1500,1000", scheme, &frame]);
        let (_, rest) = dom.split_once("data-probe=\"").expect("the probe did not run");
        let (seen, _) = rest.split_once('"').unwrap();
        let seen = seen.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        serde_json::from_str(&seen.replace("&nbsp;", " ").replace("&amp;", "&")).unwrap()
    }

    /// A picture of the page, which is gone from the folder.
    fn screenshot(&self, file: &str, width: usize, scheme: &str) -> Vec<u8> {
        let picture = self.folder.path().join("picture.png");
        let option = format!("--screenshot={}", picture.display());
        let frame = self.frame(file, "", width);
        self.run(&[&option, "--window-size=1500,1000", "--hide-scrollbars", scheme, &frame]);
        let png = fs::read(&picture).unwrap();
        fs::remove_file(picture).unwrap();
        png
    }

    /// A page around the page, so that it is as narrow as a telephone: no window is.
    fn frame(&self, file: &str, fragment: &str, width: usize) -> String {
        let frame = format!(
            "<!DOCTYPE html><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light \
             dark\"><style>body {{ margin: 0 }} iframe {{ border: 0; color-scheme: light dark \
             }}</style><script>addEventListener(\"message\", (event) => {{ \
             document.documentElement.dataset.probe = event.data }});</script><iframe \
             width=\"{width}\" height=\"1000\" src=\"{file}{}\"></iframe>",
            fragment.replace('&', "&amp;"),
        );
        let path = self.folder.path().join("frame.html");
        fs::write(&path, frame).unwrap();
        format!("file://{}", path.display())
    }

    fn run(&self, arguments: &[&str]) -> String {
        run(&self.folder.path().join("profile"), arguments)
    }
}

/// What Chromium writes to its standard output.
fn run(profile: &Path, arguments: &[&str]) -> String {
    let mut child = Command::new(chromium())
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        .args(["--no-first-run", "--disable-extensions", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.read_to_end(&mut text).map(|_| text);
        // Nobody waits any more where it took too long.
        let _ = sender.send(read);
    });
    let Ok(text) = receiver.recv_timeout(LONGEST) else {
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("Chromium took more than {LONGEST:?} for {arguments:?}");
    };
    child.wait().unwrap();
    String::from_utf8(text.unwrap()).unwrap()
}

fn chromium() -> &'static str {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let is_there = |name: &&str| {
        let mut version = Command::new(name);
        version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        version.status().is_ok_and(|status| status.success())
    };
    names.into_iter().find(is_there).expect(
        "these tests look at pages in Chromium; install it with your system's package `chromium`",
    )
}

/// What the probe says of a page that is good to read, at any width and in any colours.
fn assert_readable(seen: &Value) {
    assert_eq!(seen["wide"], serde_json::json!([]), "wider than the window");
    assert!(seen["scrollWidth"].as_u64() <= seen["width"].as_u64(), "{}", seen["scrollWidth"]);
    assert_eq!(seen["faint"], serde_json::json!([]), "too little contrast");
    assert_eq!(seen["unlabelled"], 0, "a field without a label");
    assert_eq!(seen["handlers"], serde_json::json!([]), "an attribute that acts");
    assert_eq!(seen["links"], serde_json::json!([]), "a link out of the page");
    assert_eq!(seen["scripts"], 2, "the page's own script and the probe");
    assert_eq!(seen["resources"], 0, "it asked for something");
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn everything_is_shown_and_fits_wide_and_narrow_light_and_dark() {
    let page = Page::of(&sample::with_gaps());
    for (width, scheme, background) in
        [(1400, LIGHT, "rgb(255, 255, 255)"), (400, DARK, "rgb(20, 23, 26)")]
    {
        let seen = page.probe("", width, scheme);
        assert_readable(&seen);
        assert_eq!(seen["width"], width);
        assert_eq!(seen["page"], background);
        assert_eq!(seen["before"], "7 of 7 listed findings shown");
        assert_eq!(seen["visible"].as_array().unwrap().len(), 7);
        assert_eq!(seen["sections"].as_array().unwrap().len(), 3);
        assert_eq!(seen["title"], "Could not judge: app::config (live)");
        let text = seen["text"].as_str().unwrap();
        assert!(text.contains("This is not everything"), "{text}");
    }
}

#[test]
fn the_fragment_filters_and_keys_and_searching_change_it() {
    let page = Page::of(&sample::results());
    let seen = page.probe("#status=fail&status=unknown&account=111122223333", 1400, LIGHT);
    assert_eq!(strings(&seen["visible"]), ["acme-logs", "acme-secret"]);
    assert_eq!(strings(&seen["sections"]), ["buckets::block_public_access"]);
    assert_eq!(seen["before"], "2 of 7 listed findings shown");
    // The probe pressed `/` and searched on.
    assert_eq!(seen["focus"], "q");
    assert_eq!(seen["after"], "1 of 7 listed findings shown");
    assert_eq!(
        seen["hash"],
        "#q=grant+acme-SECRET&status=fail&status=unknown&account=111122223333"
    );

    let mut over = sample::results();
    over.findings = vec![sample::over(&["1", "2"]), sample::over(&["3"])];
    let seen = Page::of(&over).probe("#account=2", 1400, LIGHT);
    assert_eq!(seen["before"], "1 of 2 listed findings shown");
    let seen = page.probe("#severity=low&kind=AWS%3A%3AEC2%3A%3ASecurityGroup", 1400, LIGHT);
    assert_eq!(strings(&seen["visible"]), ["bastion"]);
    let seen = page.probe("#status=pass", 1400, LIGHT);
    assert_eq!((strings(&seen["visible"]), &seen["passedOpen"]), (vec!["acme-data"], &1.into()));
    let seen = page.probe("#check=vpcs%3A%3Alog_flows", 1400, LIGHT);
    assert_eq!(strings(&seen["sections"]), ["vpcs::log_flows"]);
    let seen = page.probe("#q=nothing-is-called-so", 1400, LIGHT);
    assert_eq!(
        (seen["sections"].as_array().unwrap().len(), &seen["isNoneShown"]),
        (0, &true.into())
    );
}

#[test]
fn a_link_to_a_finding_opens_it() {
    let results = sample::results();
    let failed = results.findings.iter().find(|finding| finding.breaks).unwrap();
    let id = format!("f-{}", failed.fingerprint);
    let seen = Page::of(&results).probe(&format!("#{id}"), 1400, LIGHT);
    assert_eq!(strings(&seen["open"]), [id]);
    assert_eq!(seen["visible"].as_array().unwrap().len(), 7);
}

#[test]
fn without_scripts_everything_is_there() {
    let page = Page::of(&sample::with_gaps());
    let seen = page.probe_file(UNSCRIPTED, "#status=fail", 400, LIGHT);
    assert_readable(&seen);
    assert_eq!(seen["isScripted"], false, "the page's script ran");
    assert_eq!(seen["isFormShown"], false, "filters that do nothing");
    assert_eq!(seen["isNoneShown"], false);
    assert_eq!(seen["visible"].as_array().unwrap().len(), 7);
    let text = seen["text"].as_str().unwrap();
    for part in ["acme-data", "This is not everything", "BlockPublicPolicy", "the public website"] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn pages_are_painted() {
    let page = Page::of(&sample::results());
    fs::write(page.folder.path().join("blank.html"), "").unwrap();
    let blank = page.screenshot("blank.html", 1400, LIGHT);
    for (file, width, scheme) in [(PAGE, 400, DARK), (PAGE, 1400, LIGHT), (UNSCRIPTED, 400, LIGHT)]
    {
        let picture = page.screenshot(file, width, scheme);
        assert!(picture.len() > 5 * blank.len(), "{} of {}", picture.len(), blank.len());
    }
}

#[test]
fn hostile_texts_are_shown_and_do_nothing() {
    let mut results = sample::hostile();
    let attacks = [
        "</bdi></span></summary></details><script>document.title='owned'</script>",
        "<img src=x onerror=\"document.title='owned'\">",
        "\" onmouseover=\"document.title='owned'\" autofocus onfocus=\"document.title='owned'",
        "[x](javascript:document.title='owned') <svg/onload=document.title='owned'>",
        "</style></title></textarea><script>document.title='owned'</script>",
    ];
    let check = &mut results.suites[0].checks[0];
    check.title = attacks.join(" ");
    check.description = attacks.join("\n\n");
    check.remediation = attacks.join("\n\n");
    check.controls = attacks.map(str::to_owned).to_vec();
    for (finding, attack) in results.findings.iter_mut().zip(attacks.iter().cycle()) {
        finding.message.push_str(attack);
        finding.reads[0].value.push_str(attack);
        finding.reads[0].provenance.push_str(attack);
        if let Some(resource) = &mut finding.resource {
            resource.arn.push_str(attack);
            resource.account.push_str(attack);
        }
    }
    let page = Page::of(&results);
    for (width, scheme) in [(400, LIGHT), (1400, DARK)] {
        let seen = page.probe("#status=fail", width, scheme);
        assert_readable(&seen);
        assert_eq!(seen["title"], "Findings: app::config (live)");
        assert_eq!(seen["visible"].as_array().unwrap().len(), results.findings.len());
        let text = seen["text"].as_str().unwrap();
        assert!(text.contains("<script>document.title='owned'</script>"), "{text}");
    }
}
