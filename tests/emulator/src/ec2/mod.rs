//! Amazon EC2: what there is in a region, and how the region is set up.

mod endpoints;
mod gateways;
mod instances;
mod lists;
mod network;
mod regional;
mod storage;
mod subnets;
mod templates;
mod transit;

use crate::answer::{Answer, Failure, Reply};
use crate::call::{Call, Parameters, Target};
use crate::page::Page;
use crate::world::{Kind, Place};
use crate::xml::Xml;
use lists::{LISTS, List};

/// What a call is about, where it names ids.
pub(crate) fn resource(parameters: &Parameters) -> Option<String> {
    let kinds = LISTS.iter().map(|list| list.kind).chain([Kind::Instance]);
    kinds.map(Kind::id_parameter).find_map(|name| {
        let id = parameters.get(name).or_else(|| parameters.list(name).next());
        id.map(str::to_owned)
    })
}

/// Whether there is a second page of anything that the call may be for. Most lists have pages.
pub(crate) fn may_have_pages(target: &Target) -> bool {
    let Target::Action(action) = target else { return true };
    LISTS.iter().all(|list| list.is_paged || list.action != action)
}

pub(crate) fn reply(call: &Call, place: &Place<'_>, action: &str) -> Reply {
    let content = match action {
        "DescribeRegions" => regional::regions(call, place),
        "DescribeInstances" => instances::list(call, place)?,
        "DescribeInstanceAttribute" => instances::attribute(call, place)?,
        "DescribeSnapshotAttribute" => storage::snapshot_attribute(call, place)?,
        "DescribeImageAttribute" => storage::image_attribute(call, place)?,
        "DescribeVpcEndpointServicePermissions" => endpoints::permissions(call, place)?,
        "DescribeLaunchTemplateVersions" => templates::versions(call, place)?,
        "GetManagedPrefixListEntries" => endpoints::prefix_list_entries(call, place)?,
        _ => match LISTS.iter().find(|list| list.action == action) {
            Some(list) => list.content(call, place)?,
            None => regional::setting(place, action).ok_or_else(|| {
                let words = format!("The action {action} is not valid for this web service.");
                Failure::bad("InvalidAction", words)
            })?,
        },
    };
    let content = content.into_string();
    let mut xml = Xml::with_capacity(content.len() + 300);
    xml!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{action}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
         <requestId>00000000-0000-4000-8000-000000000000</requestId>{content}</{action}Response>"
    );
    Ok(Answer::new("text/xml;charset=UTF-8", xml.into_string()))
}

impl List {
    fn content(&self, call: &Call, place: &Place<'_>) -> Result<Xml, Failure> {
        let size = if self.is_paged { page_size(call, place) } else { u32::MAX };
        let (numbers, next) = wanted(call, place, self.kind, size, |_, _| None)?;
        let mut xml = Xml::with_capacity(numbers.len() * 2048 + 100);
        xml!(xml, "<{}>", self.set);
        for number in numbers {
            xml!(xml, "<item>");
            (self.render)(&mut xml, place, number);
            xml!(xml, "</item>");
        }
        xml!(xml, "</{}>", self.set);
        next_token(&mut xml, next);
        Ok(xml)
    }
}

/// The most that one page of an answer may have.
fn page_size(call: &Call, place: &Place<'_>) -> u32 {
    let size = call.parameters.number("MaxResults").unwrap_or(u32::MAX);
    size.max(1).min(place.world.page())
}

fn next_token(xml: &mut Xml, next: Option<String>) {
    if let Some(next) = next {
        xml!(xml, "<nextToken>{next}</nextToken>");
    }
}

/// The prefix list that is not the account's own.
const AWS_PREFIX_LIST: (Kind, u32) = (Kind::PrefixList, 0);

/// What a filter looks at in a thing. `None` where there is no such filter.
type Field = fn(filter: &str, number: u32) -> Option<&'static str>;

/// The numbers of the things that a call asks for: those with its ids, or a page of all, without
/// what its filters leave out.
fn wanted(
    call: &Call,
    place: &Place<'_>,
    kind: Kind,
    size: u32,
    field: Field,
) -> Result<(Vec<u32>, Option<String>), Failure> {
    let filters = filters(&call.parameters);
    for (name, _) in &filters {
        if !name.starts_with("owner") && field(name, 0).is_none() {
            // To give everything instead would look like a filter that works.
            let words = format!("The filter '{name}' is not one that the emulator has");
            return Err(Failure::bad("InvalidParameterValue", words));
        }
    }
    let mut owners = call.parameters.list("Owner").peekable();
    let is_ours = owners.peek().is_none() || owners.any(|of| of == "self" || of == place.account);
    let is_wanted = |number: u32| {
        let owner = if (kind, number) == AWS_PREFIX_LIST { "AWS" } else { place.account };
        let is_through = |(name, values): &(String, Vec<String>)| {
            let value = field(name, number).unwrap_or(owner);
            values.iter().any(|wanted| wanted == value)
        };
        is_ours && filters.iter().all(is_through)
    };
    let ids = call.parameters.list(kind.id_parameter());
    let numbers = ids.map(|id| find(place, kind, id)).collect::<Result<Vec<_>, _>>()?;
    if numbers.is_empty() {
        return Page::of_wanted(call, place.count(kind), size, is_wanted);
    }
    Ok((numbers.into_iter().filter(|number| is_wanted(*number)).collect(), None))
}

/// The filters of a call, with the values that each lets through.
fn filters(parameters: &Parameters) -> Vec<(String, Vec<String>)> {
    let mut filters = Vec::new();
    for number in 1.. {
        let Some(name) = parameters.get(&format!("Filter.{number}.Name")) else { break };
        let values = format!("Filter.{number}.Value");
        let values = parameters.list(&values).map(str::to_owned).collect();
        filters.push((name.to_owned(), values));
    }
    filters
}

fn find(place: &Place<'_>, kind: Kind, id: &str) -> Result<u32, Failure> {
    let missing = || {
        let words = format!("The {kind:?} with the id '{id}' does not exist");
        Failure::bad(kind.not_found(), words)
    };
    place.number(kind, id).ok_or_else(missing)
}

/// The thing that a call asks about by its one id.
fn find_named(call: &Call, place: &Place<'_>, kind: Kind) -> Result<u32, Failure> {
    let name = kind.id_parameter();
    let id = call.parameters.get(name).ok_or_else(|| {
        Failure::bad("MissingParameter", format!("The request must contain the parameter {name}"))
    })?;
    find(place, kind, id)
}

/// A private address of a thing.
fn private_ip(number: u32) -> String {
    // The first addresses of a network are AWS's.
    let [_, a, b, c] = (number + 4).to_be_bytes();
    format!("10.{a}.{b}.{c}")
}

/// A public address of a thing, out of those that are for documentation.
fn public_ip(number: u32) -> String {
    format!("203.0.113.{}", (number + 1) % 256)
}

/// A hardware address of a thing.
fn mac(number: u32) -> String {
    let [a, b, c, d] = number.to_be_bytes();
    format!("02:00:{a:02x}:{b:02x}:{c:02x}:{d:02x}")
}
