use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::shape::{Structure, Type};
use super::*;

/// A kind whose setters can be called by the names of the API.
pub(super) trait Settable: Kind {
    /// Sets a member to what JSON says; none where its setter is written by hand.
    fn set(self, member: &str, value: Value) -> Option<Self>;
}

pub(super) fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

macro_rules! for_every_kind {
    ($each:ident) => {{
        use super::{ec2, s3};
        let names = for_every_kind! { $each:
            ec2::Address, ec2::ClientVpnEndpoint, ec2::EgressOnlyInternetGateway, ec2::FlowLog,
            ec2::Image, ec2::Instance, ec2::InternetGateway, ec2::KeyPair, ec2::LaunchTemplate,
            ec2::ManagedPrefixList, ec2::NatGateway, ec2::NetworkAcl, ec2::NetworkInterface,
            ec2::RouteTable, ec2::SecurityGroup, ec2::Snapshot, ec2::Subnet, ec2::TransitGateway,
            ec2::TransitGatewayAttachment, ec2::TransitGatewayRouteTable, ec2::Volume, ec2::Vpc,
            ec2::VpcBlockPublicAccessExclusion, ec2::VpcEndpoint, ec2::VpcEndpointService,
            ec2::VpcPeeringConnection, ec2::VpnConnection, s3::AccessPoint, s3::Bucket,
            s3::DirectoryBucket, s3::MultiRegionAccessPoint,
        };
        // What says nothing but who it is.
        let bare = ["AWS::EC2::RegionSettings", "AWS::S3::AccountSettings"];
        let all: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.into_iter().chain(bare).collect::<BTreeSet<_>>(), all);
    }};
    ($each:ident: $($kind:ty,)*) => {[$({ $each::<$kind>(); <$kind>::SPEC.name }),*]};
}

/// A value of that type, with every member set.
fn sample(of: Type) -> Value {
    match of {
        Type::String | Type::Secret => json!("said"),
        Type::Timestamp => json!("2027-01-02T03:04:05Z"),
        Type::Boolean => json!(true),
        Type::Integer | Type::Long => json!(7),
        Type::Double => json!(1.5),
        Type::Structure(Structure { members, .. }) => {
            members.iter().map(|member| (member.name.to_owned(), sample(member.of))).collect()
        }
        Type::List(item, _) => json!([sample(*item)]),
    }
}

fn said(resource: &impl Kind, operation: &'static Operation) -> Value {
    match &resource.handle().stored(operation).outcome {
        Outcome::Value(json) => serde_json::from_str(json).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn structure(of: Type) -> &'static Structure {
    let Type::Structure(structure) = of else { panic!("{of:?}") };
    structure
}

fn new<K: Kind>() -> K {
    K::from_handle(mock::core(K::SPEC, 0, "id".to_owned()))
}

#[test]
fn every_member_of_a_listing_has_a_setter_that_is_read_back() {
    fn each<K: Settable>() {
        let by_hand: &[(&str, &str)] = &[("AWS::EC2::Instance", "MetadataOptions")];
        let spec = K::SPEC;
        for member in structure(spec.listing.of).members {
            let of_all_kinds = [spec.listing.id, "Tags", "TagSet"].contains(&member.name);
            if of_all_kinds || by_hand.contains(&(spec.name, member.name)) {
                continue;
            }
            let mut expected = said(&new::<K>(), spec.list);
            expected[member.name] = sample(member.of);
            let set = new::<K>().set(member.name, sample(member.of));
            let set = set.unwrap_or_else(|| panic!("{} {} is not set", spec.name, member.name));
            assert_eq!(said(&set, spec.list), expected, "{} {}", spec.name, member.name);

            let is_list = matches!(member.of, Type::List(..));
            let nothing = if is_list { json!([]) } else { Value::Null };
            let without = said(&set.set(member.name, nothing).unwrap(), spec.list);
            match is_list {
                true => assert_eq!(without[member.name], json!([])),
                false => assert_eq!(without.get(member.name), None, "{}", member.name),
            }
        }
    }
    for_every_kind!(each);
}

#[test]
fn every_facet_has_a_setter() {
    let by_macro: &[(&KindSpec, &[&str])] = &[
        (ec2::Image::SPEC, ec2::Image::FACET_SETTERS),
        (ec2::LaunchTemplate::SPEC, ec2::LaunchTemplate::FACET_SETTERS),
        (ec2::ManagedPrefixList::SPEC, ec2::ManagedPrefixList::FACET_SETTERS),
        (ec2::RegionSettings::SPEC, ec2::RegionSettings::FACET_SETTERS),
        (ec2::Snapshot::SPEC, ec2::Snapshot::FACET_SETTERS),
        (ec2::VpcEndpointService::SPEC, ec2::VpcEndpointService::FACET_SETTERS),
        (s3::AccessPoint::SPEC, s3::AccessPoint::FACET_SETTERS),
        (s3::AccountSettings::SPEC, s3::AccountSettings::FACET_SETTERS),
        (s3::Bucket::SPEC, s3::Bucket::FACET_SETTERS),
        (s3::DirectoryBucket::SPEC, s3::DirectoryBucket::FACET_SETTERS),
        (s3::MultiRegionAccessPoint::SPEC, s3::MultiRegionAccessPoint::FACET_SETTERS),
    ];
    // Each of them is set and read below.
    let by_hand = [
        ("AWS::EC2::Instance", "user_data"),
        ("AWS::S3::AccessPoint", "public_access_block"),
        ("AWS::S3::Bucket", "location"),
        ("AWS::S3::Bucket", "tag"),
        ("AWS::S3::Bucket", "versioning"),
    ];
    let by_macro: BTreeSet<(&str, &str)> = by_macro
        .iter()
        .flat_map(|(kind, methods)| methods.iter().map(|method| (kind.name, *method)))
        .collect();
    let read: BTreeSet<(&str, &str)> = KINDS
        .iter()
        .flat_map(|kind| kind.facets.iter().map(|facet| (kind.name, facet.methods)))
        .flat_map(|(kind, methods)| methods.iter().map(move |method| (kind, *method)))
        .collect();
    assert_eq!(by_macro.into_iter().chain(by_hand).collect::<BTreeSet<_>>(), read);
}

#[test]
fn a_new_resource_says_everything_and_in_the_words_of_the_api() {
    for kind in KINDS {
        for way in 0..kind.made.len() {
            let core = mock::core(kind, way, "id".to_owned());
            for operation in kind.operations() {
                let said = match &core.stored(operation).outcome {
                    Outcome::Value(json) => serde_json::from_str::<Value>(json).unwrap(),
                    Outcome::Absent(code) => {
                        assert!(operation.absent.contains(&code.as_str()), "{operation:?}");
                        continue;
                    }
                    Outcome::Unknown(unknown) => panic!("{}: {unknown}", kind.name),
                };
                let of = structure(kind.type_of(operation).unwrap_or(Type::Structure(&POLICY)));
                assert_in_words_of(of, &said, operation.name);
            }
        }
    }
}

const POLICY: Structure = Structure { name: ("s3", "GetBucketPolicyOutput"), members: &[] };

/// Every member is known to the API, and is of its type.
fn assert_in_words_of(of: &Structure, said: &Value, place: &str) {
    for (name, value) in said.as_object().unwrap() {
        let place = format!("{place} {name}");
        let member = of.members.iter().find(|member| member.name == name);
        assert_type(member.unwrap_or_else(|| panic!("{place}")).of, value, &place);
    }
}

fn assert_type(of: Type, value: &Value, place: &str) {
    match of {
        Type::String | Type::Secret | Type::Timestamp => assert!(value.is_string(), "{place}"),
        Type::Boolean => assert!(value.is_boolean(), "{place}"),
        Type::Integer | Type::Long => assert!(value.is_i64(), "{place}"),
        Type::Double => assert!(value.is_number(), "{place}"),
        Type::Structure(structure) => assert_in_words_of(structure, value, place),
        Type::List(item, _) => {
            value.as_array().unwrap().iter().for_each(|value| assert_type(*item, value, place));
        }
    }
}

#[test]
fn a_new_resource_is_read_without_a_word_of_malformed() {
    fn each<K: Settable>() {
        let same = |listing: &Value| said(&new::<K>(), K::SPEC.list) == *listing;
        // A setter of every member reads nothing but JSON; this reads by the types.
        for member in structure(K::SPEC.listing.of).members {
            let now = said(&new::<K>(), K::SPEC.list)[member.name].clone();
            if let Some(set) = new::<K>().set(member.name, now) {
                assert!(same(&said(&set, K::SPEC.list)), "{} {}", K::SPEC.name, member.name);
            }
        }
    }
    for_every_kind!(each);
    let bucket = s3::Bucket::mock("acme-logs");
    assert!(bucket.public_access_block().unwrap().blocks_everything());
    assert!(bucket.ownership_controls().unwrap().disable_acls());
    assert_eq!(bucket.encryption().unwrap().algorithm(), Some(&s3::ServerSideEncryption::Aes256));
    assert_eq!(bucket.acl().unwrap().grants.len(), 1);
    assert!(!bucket.versioning().is_enabled());
    assert_eq!((bucket.policy(), bucket.logging(), bucket.website()), (None, None, None));
    assert_eq!((bucket.location(), bucket.region()), ("us-east-1", Some("us-east-1")));
    assert_eq!(bucket.notification_configuration().unwrap().queue_configurations, []);
    assert_eq!(bucket.inventory_configurations(), []);
    let region = ec2::RegionSettings::mock("eu-west-1");
    assert_eq!(region.ebs_encryption_by_default().unwrap().ebs_encryption_by_default, Some(false));
    assert_eq!(region.snapshot_block_public_access().unwrap().state.as_deref(), Some("unblocked"));
    assert_eq!(region.arn(), "arn:aws:ec2:eu-west-1:111122223333:region/eu-west-1");
    assert_eq!(region.region(), Some("eu-west-1"));
    assert_eq!(ec2::LaunchTemplate::mock("lt-1").versions()[0].version_number, Some(1));
    assert_eq!(s3::AccountSettings::mock("222233334444").account(), "222233334444");
    assert_eq!(s3::AccountSettings::mock("222233334444").public_access_block(), None);
}

#[test]
fn what_nobody_chose_is_as_the_api_makes_it() {
    let gateway = ec2::NatGateway::mock("nat-1");
    assert_eq!(gateway.availability_mode(), Some("zonal"));
    let endpoint = ec2::ClientVpnEndpoint::mock("cvpn-endpoint-1");
    assert_eq!(endpoint.disconnect_on_session_timeout(), Some(true));
    assert_eq!(endpoint.endpoint_ip_address_type(), Some("ipv4"));
}

#[test]
fn a_setter_takes_what_is_pleasant_to_write() {
    let volume = ec2::Volume::mock("vol-1")
        .with_encrypted(true)
        .with_iops(None)
        .with_kms_key_id(String::from("alias/acme"))
        .with_tag("owner", "web")
        .with_tag("owner", "data");
    assert_eq!((volume.encrypted(), volume.iops()), (Some(true), None));
    assert_eq!(volume.kms_key_id(), Some("alias/acme"));
    assert_eq!(volume.tags(), [Tag::new("owner", "data")]);

    let endpoint = ec2::VpcEndpoint::mock("vpce-1")
        .with_subnet_ids(["subnet-1", "subnet-2"])
        .with_vpc_id(ec2::Subnet::mock("subnet-1").vpc_id())
        .with_dns_options(ec2::DnsOptions::build(|dns| {
            dns.dns_record_ip_type = Some("ipv4".to_owned());
        }));
    assert_eq!(endpoint.subnet_ids(), ["subnet-1", "subnet-2"]);
    assert_eq!(endpoint.vpc_id(), Some("vpc-0123456789abcdef0"));
    assert_eq!(endpoint.dns_options().unwrap().dns_record_ip_type.as_deref(), Some("ipv4"));

    let image = ec2::Image::mock("ami-1")
        .with_launch_permissions([ec2::LaunchPermission::everyone()])
        .with_public(true);
    assert_eq!(image.launch_permissions(), [ec2::LaunchPermission::everyone()]);
    let snapshot = ec2::Snapshot::mock("snap-1")
        .with_create_volume_permissions([ec2::CreateVolumePermission::account("222233334444")]);
    assert_eq!(snapshot.create_volume_permissions().len(), 1);
    let unknown = Fact::Unknown(Unknown::access_denied("ec2:DescribeSnapshotAttribute"));
    let snapshot = snapshot.with_create_volume_permissions(unknown);
    assert!(known(|| snapshot.create_volume_permissions().len()).is_err());
}

#[test]
fn setters_by_hand_are_read_back() {
    let bucket = s3::Bucket::mock("acme-logs")
        .with_versioning(s3::VersioningConfiguration::enabled())
        .with_location("eu-west-1")
        .with_request_payer("Requester")
        .with_tag("owner", "web")
        .with_tag("stage", "test");
    assert!(bucket.versioning().is_enabled());
    assert_eq!((bucket.location(), bucket.request_payer()), ("eu-west-1", Some("Requester")));
    assert_eq!((bucket.tag("owner"), bucket.tag("stage")), (Some("web"), Some("test")));
    assert_eq!(bucket.with_location("us-east-1").location(), "us-east-1");

    let point = s3::AccessPoint::mock("acme").with_public_access_block(None);
    assert_eq!(point.public_access_block(), None);
    assert_eq!(point.details().unwrap().network_origin.as_deref(), Some("Internet"));
    let all = s3::PublicAccessBlockConfiguration::all(false);
    let point = point.with_public_access_block(all.clone());
    assert_eq!(point.public_access_block(), Some(&all));

    let instance = ec2::Instance::mock("i-1");
    assert_eq!(instance.user_data(), None);
    let instance = instance
        .with_user_data(Secret::new("ZWNobyBodXNo"))
        .with_state_name(ec2::InstanceStateName::Stopped)
        .with_metadata_options(|options| options.http_tokens = None);
    assert_eq!(instance.user_data().unwrap().reveal(), "ZWNobyBodXNo");
    assert_eq!(instance.state_name(), "stopped");
    assert_eq!(instance.state().unwrap().code, Some(80));
    assert!(!instance.metadata_options().unwrap().refuses_imds_v1());
    assert_eq!(instance.without_metadata_options().metadata_options(), None);
}

#[test]
fn the_arn_and_what_was_made_follow_the_account_and_the_region() {
    fn each<K: Settable>() {
        let here = new::<K>();
        let there = mock::moved(here.handle(), Some("222233334444".to_owned()), None);
        let there = mock::moved(&there, None, Some("eu-west-1".to_owned()));
        let (was, is) = (here.handle().identity(), there.identity());
        assert_eq!((is.account.as_str(), &is.id), ("222233334444", &was.id));
        let is_in_no_region = K::SPEC.name == "AWS::S3::MultiRegionAccessPoint";
        assert_eq!(is.region.as_deref(), (!is_in_no_region).then_some("eu-west-1"));
        let moved = was.arn.replace("111122223333", "222233334444");
        assert_eq!(is.arn, moved.replace("us-east-1", "eu-west-1"), "{}", K::SPEC.name);
        for operation in K::SPEC.operations() {
            let Outcome::Value(json) = &there.stored(operation).outcome else { continue };
            assert!(!json.contains("111122223333"), "{json}");
            assert!(is_in_no_region || !json.contains("us-east-1"), "{json}");
        }
        let back = mock::moved(&there, Some("111122223333".to_owned()), None);
        let back = mock::moved(&back, None, Some("us-east-1".to_owned()));
        assert_eq!(back.to_record(), here.handle().to_record(), "{}", K::SPEC.name);
    }
    for_every_kind!(each);

    let group = ec2::SecurityGroup::mock_default("sg-1")
        .with_description("of 111122223333")
        .with_account("222233334444")
        .with_region("cn-north-1");
    assert_eq!(group.arn(), "arn:aws-cn:ec2:cn-north-1:222233334444:security-group/sg-1");
    assert_eq!(group.security_group_arn(), Some(group.arn()));
    assert_eq!(group.owner_id(), Some("222233334444"));
    let pair = &group.ip_permissions()[0].user_id_group_pairs[0];
    assert_eq!(pair.user_id.as_deref(), Some("222233334444"));
    assert_eq!(group.description(), Some("of 111122223333"), "what a setter said stays");

    let region = ec2::RegionSettings::mock("us-east-1").with_region("eu-west-1");
    assert_eq!(region.region_name(), "eu-west-1");
    let options = region.vpc_block_public_access_options().unwrap();
    assert_eq!(options.aws_region.as_deref(), Some("eu-west-1"));
    let account = s3::AccountSettings::mock("111122223333").with_account("222233334444");
    assert_eq!(account.arn(), "arn:aws:iam::222233334444:root");
    assert_eq!((account.account_id(), account.region()), ("222233334444", None));
    let bucket = s3::Bucket::mock("acme-logs").with_region("eu-west-1");
    assert_eq!((bucket.location(), bucket.bucket_region()), ("eu-west-1", Some("eu-west-1")));
}

#[test]
fn an_id_is_any_text() {
    let bucket = super::s3::Bucket::mock("a\"b\\\n");
    assert_eq!(bucket.name(), "a\"b\\\n");
    assert_eq!(said(&bucket, super::s3::Bucket::SPEC.list)["Name"], "a\"b\\\n");
}

#[test]
fn the_arn_follows_what_it_is_made_of() {
    let shared = ec2::Subnet::mock("subnet-1").with_subnet_arn("arn:aws:ec2:of:another:subnet/1");
    assert_eq!(shared.arn(), "arn:aws:ec2:of:another:subnet/1");
    let shared = ec2::Vpc::mock("vpc-1").with_owner_id("222233334444");
    assert_eq!(shared.arn(), "arn:aws:ec2:us-east-1:222233334444:vpc/vpc-1");
    assert_eq!(shared.account(), "111122223333");
    let key = ec2::KeyPair::mock("key-1").with_key_name("ops");
    assert_eq!(key.arn(), "arn:aws:ec2:us-east-1:111122223333:key-pair/ops");
    let key = key.edit(|key| key.key_name = Some("dev".to_owned()));
    assert!(key.arn().ends_with(":key-pair/dev"));
}

#[test]
fn a_setter_starts_anew_where_the_listing_is_unknown() {
    let unknown = Fact::Unknown(Unknown::access_denied("ec2:DescribeVolumes"));
    let volume = ec2::Volume::mock("vol-1").with_listing(unknown);
    assert!(known(|| volume.encrypted()).is_err());
    let volume = volume.with_encrypted(false);
    assert_eq!((volume.encrypted(), volume.size()), (Some(false), None));
    assert_eq!(volume.attachments(), [], "and not malformed");
    assert_eq!(volume.volume_id(), "vol-1");
}
