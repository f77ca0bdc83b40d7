//! Calls without an SDK.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use configtest_emulator::Emulator;

/// Who calls, and where.
#[derive(Clone)]
pub struct Client {
    port: u16,
    key: String,
    region: String,
    session_token: Option<String>,
    patience: Duration,
}

/// An answer as it came in.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    /// Whether the body is as long as its head says.
    pub is_complete: bool,
}

impl Client {
    pub fn of(emulator: &Emulator) -> Self {
        Self {
            port: emulator.port(),
            key: "AKIAEXAMPLEEXAMPLE00".to_owned(),
            region: "us-east-1".to_owned(),
            session_token: None,
            patience: Duration::from_secs(20),
        }
    }

    pub fn region(&self, region: &str) -> Self {
        Self { region: region.to_owned(), ..self.clone() }
    }

    pub fn session(&self, key: &str, token: &str) -> Self {
        Self { key: key.to_owned(), session_token: Some(token.to_owned()), ..self.clone() }
    }

    pub fn impatient(&self) -> Self {
        Self { patience: Duration::from_millis(100), ..self.clone() }
    }

    pub fn s3(&self, path: &str) -> Answer {
        self.try_s3(path).unwrap()
    }

    pub fn try_s3(&self, path: &str) -> io::Result<Answer> {
        self.call("s3", "GET", path, "")
    }

    pub fn ec2(&self, form: &str) -> Answer {
        self.try_ec2(form).unwrap()
    }

    pub fn try_ec2(&self, form: &str) -> io::Result<Answer> {
        self.call("ec2", "POST", "/", form)
    }

    pub fn sts(&self, form: &str) -> Answer {
        self.call("sts", "POST", "/", form).unwrap()
    }

    fn call(&self, service: &str, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(self.patience))?;
        let Self { key, region, .. } = self;
        let token = self.session_token.as_ref();
        let token = token.map(|token| format!("x-amz-security-token: {token}\r\n"));
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             authorization: AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/{service}/\
             aws4_request, SignedHeaders=host, Signature=0\r\n{}content-length: {}\r\n\r\n{body}",
            token.unwrap_or_default(),
            body.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").ok_or(ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let (head, body) = (head.to_ascii_lowercase(), body.to_owned());
        let length = texts(&(head.clone() + "\r\n"), "content-length: ", "\r\n").pop();
        let is_complete = length == Some(body.len().to_string());
        Ok(Answer { status, head, body, is_complete })
    }
}

impl Answer {
    /// The texts of all elements of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        texts(&self.body, &format!("<{name}>"), &format!("</{name}>"))
    }

    /// The text of the first element of a name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.all(name).into_iter().next()
    }
}

fn texts(text: &str, before: &str, after: &str) -> Vec<String> {
    let rest = text.split(before).skip(1);
    rest.map(|rest| rest.split(after).next().unwrap().to_owned()).collect()
}
