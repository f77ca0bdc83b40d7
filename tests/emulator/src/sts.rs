//! Who the caller is, and who else it may be.

use std::time::Duration;

use crate::answer::{Answer, Failure, Reply};
use crate::call::Call;
use crate::server::State;
use crate::settings::Role;
use crate::world::Place;
use crate::xml::{Time, Xml, escaped};

/// What the session token of an emulated role begins with.
const TOKEN: &str = "emulated-session/";

/// When the credentials of a session token expire, in seconds since 1970. `None` for tokens that
/// are not of an emulated role.
pub(crate) fn expiry(token: &str) -> Option<u64> {
    token.strip_prefix(TOKEN)?.split('/').next()?.parse().ok()
}

pub(crate) fn reply(state: &State, call: &Call, place: &Place<'_>, action: &str) -> Reply {
    let result = match action {
        "GetCallerIdentity" => identity(call, place),
        "AssumeRole" => assume_role(state, call, place)?,
        _ => {
            let words = format!("Could not find operation {action} for version 2011-06-15");
            return Err(Failure::bad("InvalidAction", words));
        }
    };
    let result = result.into_string();
    let mut xml = Xml::default();
    xml!(
        xml,
        "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <{action}Result>{result}</{action}Result>\
         <ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId>\
         </ResponseMetadata></{action}Response>"
    );
    Ok(Answer::new("text/xml", xml.into_string()))
}

/// The ARN and the user id of the caller.
fn caller(call: &Call, place: &Place<'_>) -> (String, String) {
    let (partition, account) = (place.partition(), place.account);
    let role = call.session_token.as_deref().and_then(|token| token.strip_prefix(TOKEN));
    let role = role.and_then(|role| role.split_once('/')).map(|(_, role)| role);
    match role.and_then(|role| Some((role, role.split_once('/')?.1))) {
        Some((role, session)) => (
            format!("arn:{partition}:sts::{account}:assumed-role/{role}"),
            format!("AROAEMULATED{account}:{session}"),
        ),
        None => (
            format!("arn:{partition}:iam::{account}:user/emulated"),
            format!("AIDAEMULATED{account}"),
        ),
    }
}

fn identity(call: &Call, place: &Place<'_>) -> Xml {
    let (arn, user) = caller(call, place);
    let (arn, user, account) = (escaped(&arn), escaped(&user), place.account);
    let mut xml = Xml::default();
    xml!(xml, "<Arn>{arn}</Arn><UserId>{user}</UserId><Account>{account}</Account>");
    xml
}

fn assume_role(state: &State, call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
    let given = |name: &str| {
        let missing = || Failure::bad("ValidationError", format!("{name} is missing"));
        call.parameters.get(name).ok_or_else(missing)
    };
    let (arn, session) = (given("RoleArn")?, given("RoleSessionName")?);
    let no_role = || Failure::bad("ValidationError", format!("{arn} is invalid"));
    let mut parts = arn.splitn(6, ':').skip(1);
    let partition = parts.next().ok_or_else(no_role)?;
    let account = parts.nth(2).ok_or_else(no_role)?;
    let role = parts.next().and_then(|role| role.strip_prefix("role/")).ok_or_else(no_role)?;
    let role = role.rsplit('/').next().unwrap_or(role);
    if account.len() != 12 || !account.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(no_role());
    }

    let settings = state.settings();
    let is_allowed = match settings.roles.get(arn) {
        None => true,
        Some(Role::Refused) => false,
        Some(Role::ExternalId(id)) => call.parameters.get("ExternalId") == Some(id),
    };
    let lifetime: Duration = settings.session;
    drop(settings);
    if !is_allowed {
        let (caller, _) = caller(call, place);
        let words = format!(
            "User: {caller} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        );
        return Err(Failure::new(403, "AccessDenied", words));
    }

    let until = (state.clock.now() + lifetime).as_secs();
    let (expiration, session) = (Time(until), escaped(session));
    let mut xml = Xml::default();
    xml!(
        xml,
        "<Credentials><AccessKeyId>ASIA{account}ROLE</AccessKeyId>\
         <SecretAccessKey>emulated-secret-of-{account}</SecretAccessKey>\
         <SessionToken>{TOKEN}{until}/{role}/{session}</SessionToken>\
         <Expiration>{expiration}</Expiration></Credentials>\
         <AssumedRoleUser><AssumedRoleId>AROAEMULATED{account}:{session}</AssumedRoleId>\
         <Arn>arn:{partition}:sts::{account}:assumed-role/{role}/{session}</Arn></AssumedRoleUser>\
         <PackedPolicySize>6</PackedPolicySize>"
    );
    if let Some(source) = call.parameters.get("SourceIdentity") {
        xml!(xml, "<SourceIdentity>{}</SourceIdentity>", escaped(source));
    }
    Ok(xml)
}
