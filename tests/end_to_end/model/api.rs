//! The API as AWS describes it: the part of botocore's service models that `moto/model.py` prints.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use configtest::__collector::model::operations;
use serde::Deserialize;
use serde_json::json;

use crate::support::{python_with_moto, repository};

/// What the script answers.
#[derive(Debug, Deserialize)]
pub struct Api {
    /// By service and name; none where the service has no such operation.
    operations: BTreeMap<String, BTreeMap<String, Option<ApiOperation>>>,
    /// The operations of Amazon S3 that tell something of a bucket.
    pub of_buckets: Vec<String>,
    /// The actions that AWS's own policies name.
    pub actions: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct ApiOperation {
    pub method: String,
    pub uri: String,
    /// The members that a request must have.
    pub required: Vec<String>,
    pub input: Option<Shape>,
    pub output: Option<Shape>,
    /// The member that is the whole body of an answer.
    pub payload: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Shape {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, rename = "sensitive")]
    pub is_sensitive: bool,
    /// The members of a structure.
    #[serde(default)]
    pub members: BTreeMap<String, ApiMember>,
    /// What a list holds.
    pub item: Option<Box<Shape>>,
    /// The values of a string that has fixed ones.
    #[serde(default)]
    pub values: Vec<String>,
    pub least: Option<u32>,
    pub most: Option<u32>,
}

#[derive(Debug, Deserialize)]
pub struct ApiMember {
    /// The name of the element, the attribute or the header.
    pub wire: String,
    /// The name in a request of a query API.
    pub query: String,
    /// `header`, `querystring`, `uri`, `attribute`; none for the body.
    pub location: Option<String>,
    pub is_flat: bool,
    pub of: Shape,
}

impl Api {
    /// What AWS says of the operations of the table.
    pub fn of_our_operations() -> Self {
        let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for operation in operations() {
            names.entry(operation.service).or_default().push(operation.name);
        }
        let actions: Vec<&str> = operations().map(|operation| operation.iam_action).collect();
        let mut script = Command::new(python_with_moto())
            .arg(repository().join("tests/end_to_end/moto/model.py"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let question = json!({ "operations": names, "actions": actions });
        // Dropped at the end of the statement, so that the script sees the end.
        script.stdin.take().unwrap().write_all(question.to_string().as_bytes()).unwrap();
        let output = script.wait_with_output().unwrap();
        assert!(output.status.success(), "the script failed: {}", output.status);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// None where the service has no such operation.
    pub fn operation(&self, service: &str, name: &str) -> Option<&ApiOperation> {
        self.operations[service][name].as_ref()
    }
}

impl ApiOperation {
    /// The member of a request that stands in it under that name, at that place.
    pub fn parameter(&self, location: &str, name: &str) -> Option<&ApiMember> {
        let members = self.input.iter().flat_map(|input| input.members.values());
        let is_there = |member: &&ApiMember| member.location.as_deref() == Some(location);
        members.filter(is_there).find(|member| member.wire == name)
    }
}
