//! `AWS::EC2::PrefixList`.

use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::shape::{Described, shape};
use crate::resource::table::GET_MANAGED_PREFIX_LIST_ENTRIES;
use crate::resource::{FacetSpec, Tag};

kind! {
    /// A managed prefix list: of the account, shared with it, or of AWS itself.
    pub struct ManagedPrefixList("AWS::EC2::PrefixList", "managed prefix list", "managed prefix lists") {
        list: DESCRIBE_MANAGED_PREFIX_LISTS at "prefixListSet",
        arn: Arn::Member("PrefixListArn"),
        name: "PrefixListName",
        id: /// The id.
            "PrefixListId" prefix_list_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &GET_MANAGED_PREFIX_LIST_ENTRIES,
            answer: Answer::Pages(GetManagedPrefixListEntriesResult::TYPE, "Entries", "nextToken"),
            methods: &["entries"],
        }],
        mock: /// A new list of the account for IPv4 ranges, without entries, named as its id. Source:
            /// CreateManagedPrefixList in the Amazon EC2 API reference.
            r#"
            {
              "AddressFamily": "IPv4",
              "OwnerId": "{account}",
              "PrefixListArn": "arn:{partition}:ec2:{region}:{account}:prefix-list/{id}",
              "PrefixListName": "{id}",
              "State": "create-complete",
              "Version": 1
            }"# with &[(&GET_MANAGED_PREFIX_LIST_ENTRIES, Some("{}"))],
    }
    /// What DescribeManagedPrefixLists tells of a managed prefix list.
    pub struct ManagedPrefixListDescription in ec2 as "ManagedPrefixList" {
        "AddressFamily" address_family: str,
        "IpamPrefixListResolverSyncEnabled" ipam_prefix_list_resolver_sync_enabled: bool,
        "IpamPrefixListResolverTargetId" ipam_prefix_list_resolver_target_id: str,
        "MaxEntries" max_entries: i32,
        "OwnerId" owner_id: str,
        "PrefixListArn" prefix_list_arn: str,
        "PrefixListName" prefix_list_name: str,
        "State" state: str,
        "StateMessage" state_message: str,
        "Version" version: i64,
    }
}

facets! {
    ManagedPrefixList {
        /// What it holds (GetManagedPrefixListEntries).
        entries: GET_MANAGED_PREFIX_LIST_ENTRIES => GetManagedPrefixListEntriesResult.entries as "Entries": [PrefixListEntry];
    }
}

shape! {
    /// `PrefixListEntry` of the Amazon EC2 API.
    pub struct PrefixListEntry in ec2 {
        "Cidr" cidr: str,
        "Description" description: str,
    }
}

shape! {
    /// What GetManagedPrefixListEntries tells of it.
    pub struct GetManagedPrefixListEntriesResult in ec2 as "GetManagedPrefixListEntriesResult" {
        "Entries" entries: [PrefixListEntry] <- "entrySet",
    }
}
