//! What goes back to the caller.

use bytes::Bytes;

use crate::call::Service;
use crate::xml::{Xml, escaped};

/// What a call comes to.
pub(crate) type Reply = Result<Answer, Failure>;

/// An answer in full.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
}

/// An error of a service.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Answer {
    pub(crate) fn new(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status: 200, content_type, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn xml(xml: Xml) -> Self {
        Self::new("application/xml", xml.into_string())
    }

    pub(crate) fn with(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }
}

impl Failure {
    pub(crate) fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), message: message.into(), headers: Vec::new() }
    }

    /// An error of what the caller sent.
    pub(crate) fn bad(code: &str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    pub(crate) fn missing(code: &str, message: impl Into<String>) -> Self {
        Self::new(404, code, message)
    }

    /// The answer, in the format of the service.
    pub(crate) fn answer(&self, service: Service, resource: &str, request_id: &str) -> Answer {
        let mut xml = Xml::default();
        let (code, message) = (escaped(&self.code), escaped(&self.message));
        let resource = escaped(resource);
        xml!(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        match service {
            Service::S3 | Service::S3Express => xml!(
                xml,
                "<Error><Code>{code}</Code><Message>{message}</Message>\
                 <BucketName>{resource}</BucketName><RequestId>{request_id}</RequestId>\
                 <HostId>{request_id}</HostId></Error>"
            ),
            Service::S3Control => xml!(
                xml,
                "<ErrorResponse xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"><Error>\
                 <Code>{code}</Code><Message>{message}</Message></Error>\
                 <RequestId>{request_id}</RequestId><HostId>{request_id}</HostId></ErrorResponse>"
            ),
            Service::Ec2 => xml!(
                xml,
                "<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error>\
                 </Errors><RequestID>{request_id}</RequestID></Response>"
            ),
            Service::Sts => {
                let kind = if self.status < 500 { "Sender" } else { "Receiver" };
                xml!(
                    xml,
                    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>\
                     <Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message></Error>\
                     <RequestId>{request_id}</RequestId></ErrorResponse>"
                );
            }
        }
        let answer = Answer::xml(xml);
        Answer { status: self.status, headers: self.headers.clone(), ..answer }
    }
}
