//! Amazon EC2: the security groups and the instances of a region.

use std::collections::BTreeMap;

use aws_sdk_ec2::primitives::DateTimeFormat;
use aws_sdk_ec2::types as sdk;
use serde::Serialize;

use super::answer::{Refusal, log, told};
use super::connection::{Account, Connection};
use crate::resource::ec2::{
    GroupIdentifier, InstanceDescription, InstanceIpv6Address, InstanceMetadataOptionsResponse,
    InstanceNetworkInterface, InstanceNetworkInterfaceAssociation, InstancePrivateIpAddress,
    InstanceState, IpPermission, IpRange, Ipv6Range, PrefixListId, SecurityGroupDescription,
    UserIdGroupPair,
};
use crate::resource::{
    DESCRIBE_INSTANCES, DESCRIBE_SECURITY_GROUPS, Identity, Operation, Origin, Record, Stored, Tag,
    Timestamp, Unknown,
};
use crate::settings::Clock;
use crate::snapshot::{CallLog, KindSnapshot};

/// Resources per page: the most that EC2 gives. A call without it has half the rate.
const PAGE: i32 = 1000;

/// Every state but `terminated`: what is terminated is listed for an hour and configured no more.
const STATES: [&str; 5] = ["pending", "running", "shutting-down", "stopping", "stopped"];

/// Reads every page of a Describe operation in one region.
macro_rules! pages {
    ($connection:ident, $account:ident, $region:ident, $operation:expr, $request:expr, |$page:ident, $region_snapshot:ident| $take:expr) => {{
        let clock = Clock::system();
        let mut $region_snapshot = Region {
            operation: $operation,
            account: $account,
            region: $region,
            at: clock.now(),
            snapshot: KindSnapshot::default(),
            has_nameless: false,
        };
        let mut calls = Vec::new();
        let mut token: Option<String> = None;
        loop {
            let start = clock.now();
            let permit = $connection.permits.acquire().await;
            let answer = $request.max_results(PAGE).set_next_token(token.clone()).send().await;
            drop(permit);
            let end = clock.now();
            let log = |code| log($operation, &$account.id, Some($region), start, end, code);
            let $page = match answer {
                Ok(page) => page,
                Err(error) => {
                    let refusal = Refusal::of($operation, &error);
                    let log = log(Some(&refusal.code));
                    calls.push(CallLog { unknown: Some(refusal.unknown), ..log });
                    break;
                }
            };
            calls.push(log(None));
            $region_snapshot.at = end;
            $take;
            let next = $page.next_token().filter(|token| !token.is_empty());
            let repeats = next.is_some() && next == token.as_deref();
            if $region_snapshot.has_nameless || repeats {
                let what = "the answer has a resource without an id, or names the same page again";
                let unknown = Some(Unknown::malformed($operation, what));
                calls.push(CallLog { unknown, ..log(None) });
                break;
            }
            match next {
                Some(next) => token = Some(next.to_owned()),
                None => break,
            }
        }
        $region_snapshot.snapshot.calls = CallLog::folded(calls);
        $region_snapshot.snapshot
    }};
}

/// The security groups of a region.
pub(super) async fn describe_security_groups(
    connection: &Connection,
    account: &Account,
    region: &str,
) -> KindSnapshot {
    let client = connection.ec2(region);
    pages!(
        connection,
        account,
        region,
        &DESCRIBE_SECURITY_GROUPS,
        client.describe_security_groups(),
        |page, of_region| for group in page.security_groups() {
            of_region.insert("security-group", group.group_id(), || security_group(group));
        }
    )
}

/// The instances of a region that are not terminated.
pub(super) async fn describe_instances(
    connection: &Connection,
    account: &Account,
    region: &str,
) -> KindSnapshot {
    let client = connection.ec2(region);
    let states = sdk::Filter::builder()
        .name("instance-state-name")
        .set_values(Some(STATES.map(str::to_owned).to_vec()))
        .build();
    pages!(
        connection,
        account,
        region,
        &DESCRIBE_INSTANCES,
        client.describe_instances().filters(states.clone()),
        |page, of_region| for reservation in page.reservations() {
            for instance in reservation.instances() {
                of_region.insert("instance", instance.instance_id(), || self::instance(instance));
            }
        }
    )
}

/// What one region told of a kind.
struct Region<'a> {
    operation: &'static Operation,
    account: &'a Account,
    region: &'a str,
    at: Timestamp,
    snapshot: KindSnapshot,
    /// Whether something was listed without its id.
    has_nameless: bool,
}

impl Region<'_> {
    fn insert<T: Serialize>(
        &mut self,
        arn_type: &str,
        id: Option<&str>,
        shape: impl FnOnce() -> T,
    ) {
        let Some(id) = id else {
            self.has_nameless = true;
            return;
        };
        let (Account { id: account, partition }, region) = (self.account, self.region);
        let identity = Identity {
            account: account.clone(),
            region: Some(region.to_owned()),
            id: id.to_owned(),
            arn: format!("arn:{partition}:ec2:{region}:{account}:{arn_type}/{id}"),
        };
        let outcome = told(self.operation, Some(shape()));
        let stored = Stored { outcome, origin: Origin::Api(self.at) };
        let facets = BTreeMap::from([(self.operation.name.to_owned(), stored)]);
        self.snapshot.insert(Record { identity, facets });
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// A list of the SDK as a list of shapes, in an order of its own: EC2 promises none.
fn shapes<'a, S: 'a, T: Serialize>(items: &'a [S], shape: impl Fn(&'a S) -> T) -> Vec<T> {
    let mut shapes: Vec<T> = items.iter().map(shape).collect();
    shapes.sort_by_cached_key(|shape| serde_json::to_string(shape).unwrap_or_default());
    shapes
}

fn tags(tags: &[sdk::Tag]) -> Vec<Tag> {
    shapes(tags, |tag| Tag::new(tag.key().unwrap_or_default(), tag.value().unwrap_or_default()))
}

fn security_group(group: &sdk::SecurityGroup) -> SecurityGroupDescription {
    SecurityGroupDescription {
        group_id: group.group_id().unwrap_or_default().to_owned(),
        group_name: owned(group.group_name()),
        description: owned(group.description()),
        owner_id: owned(group.owner_id()),
        vpc_id: owned(group.vpc_id()),
        security_group_arn: owned(group.security_group_arn()),
        ip_permissions: shapes(group.ip_permissions(), ip_permission),
        ip_permissions_egress: shapes(group.ip_permissions_egress(), ip_permission),
        tags: tags(group.tags()),
    }
}

fn ip_permission(rule: &sdk::IpPermission) -> IpPermission {
    IpPermission {
        ip_protocol: owned(rule.ip_protocol()),
        from_port: rule.from_port(),
        to_port: rule.to_port(),
        ip_ranges: shapes(rule.ip_ranges(), |range| IpRange {
            cidr_ip: owned(range.cidr_ip()),
            description: owned(range.description()),
        }),
        ipv6_ranges: shapes(rule.ipv6_ranges(), |range| Ipv6Range {
            cidr_ipv6: owned(range.cidr_ipv6()),
            description: owned(range.description()),
        }),
        prefix_list_ids: shapes(rule.prefix_list_ids(), |list| PrefixListId {
            prefix_list_id: owned(list.prefix_list_id()),
            description: owned(list.description()),
        }),
        user_id_group_pairs: shapes(rule.user_id_group_pairs(), |pair| UserIdGroupPair {
            group_id: owned(pair.group_id()),
            group_name: owned(pair.group_name()),
            user_id: owned(pair.user_id()),
            vpc_id: owned(pair.vpc_id()),
            vpc_peering_connection_id: owned(pair.vpc_peering_connection_id()),
            peering_status: owned(pair.peering_status()),
            description: owned(pair.description()),
        }),
    }
}

fn instance(instance: &sdk::Instance) -> InstanceDescription {
    let launched = instance.launch_time();
    InstanceDescription {
        instance_id: instance.instance_id().unwrap_or_default().to_owned(),
        image_id: owned(instance.image_id()),
        instance_type: instance.instance_type().map(|word| word.as_str().to_owned()),
        launch_time: launched.and_then(|time| time.fmt(DateTimeFormat::DateTime).ok()),
        state: instance.state().map(|state| InstanceState {
            code: state.code(),
            name: state.name().map(|name| name.as_str().into()),
        }),
        metadata_options: instance.metadata_options().map(metadata_options),
        private_ip_address: owned(instance.private_ip_address()),
        public_ip_address: owned(instance.public_ip_address()),
        ipv6_address: owned(instance.ipv6_address()),
        network_interfaces: shapes(instance.network_interfaces(), network_interface),
        security_groups: shapes(instance.security_groups(), group_identifier),
        subnet_id: owned(instance.subnet_id()),
        vpc_id: owned(instance.vpc_id()),
        tags: tags(instance.tags()),
    }
}

fn metadata_options(
    options: &sdk::InstanceMetadataOptionsResponse,
) -> InstanceMetadataOptionsResponse {
    InstanceMetadataOptionsResponse {
        state: options.state().map(|word| word.as_str().into()),
        http_tokens: options.http_tokens().map(|word| word.as_str().into()),
        http_put_response_hop_limit: options.http_put_response_hop_limit(),
        http_endpoint: options.http_endpoint().map(|word| word.as_str().into()),
        http_protocol_ipv6: options.http_protocol_ipv6().map(|word| word.as_str().into()),
        instance_metadata_tags: options.instance_metadata_tags().map(|word| word.as_str().into()),
    }
}

fn group_identifier(group: &sdk::GroupIdentifier) -> GroupIdentifier {
    GroupIdentifier { group_id: owned(group.group_id()), group_name: owned(group.group_name()) }
}

fn network_interface(interface: &sdk::InstanceNetworkInterface) -> InstanceNetworkInterface {
    InstanceNetworkInterface {
        network_interface_id: owned(interface.network_interface_id()),
        description: owned(interface.description()),
        groups: shapes(interface.groups(), group_identifier),
        association: interface.association().and_then(association),
        private_ip_address: owned(interface.private_ip_address()),
        private_ip_addresses: shapes(interface.private_ip_addresses(), |address| {
            InstancePrivateIpAddress {
                private_ip_address: owned(address.private_ip_address()),
                primary: address.primary(),
                association: address.association().and_then(association),
            }
        }),
        ipv6_addresses: shapes(interface.ipv6_addresses(), |address| InstanceIpv6Address {
            ipv6_address: owned(address.ipv6_address()),
            is_primary_ipv6: address.is_primary_ipv6(),
        }),
        source_dest_check: interface.source_dest_check(),
        subnet_id: owned(interface.subnet_id()),
        vpc_id: owned(interface.vpc_id()),
        owner_id: owned(interface.owner_id()),
    }
}

/// An association that says nothing is none.
fn association(
    association: &sdk::InstanceNetworkInterfaceAssociation,
) -> Option<InstanceNetworkInterfaceAssociation> {
    let shape = InstanceNetworkInterfaceAssociation {
        public_ip: owned(association.public_ip()),
        public_dns_name: owned(association.public_dns_name()),
        ip_owner_id: owned(association.ip_owner_id()),
    };
    (shape != InstanceNetworkInterfaceAssociation::default()).then_some(shape)
}
