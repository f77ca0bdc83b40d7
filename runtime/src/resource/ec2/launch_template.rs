//! `AWS::EC2::LaunchTemplate`.

use super::launch_template_shapes::LaunchTemplateVersion;
use super::shared_shapes::OperatorResponse;
use crate::resource::kind::{Answer, Arn};
use crate::resource::kind_macro::{facets, kind};
use crate::resource::mock::MadeFacets;
use crate::resource::shape::{Described, shape};
use crate::resource::table::DESCRIBE_LAUNCH_TEMPLATE_VERSIONS;
use crate::resource::{FacetSpec, Tag};

kind! {
    /// A launch template.
    pub struct LaunchTemplate("AWS::EC2::LaunchTemplate", "launch template", "launch templates") {
        list: DESCRIBE_LAUNCH_TEMPLATES at "launchTemplates",
        arn: Arn::Ec2("launch-template"),
        name: "LaunchTemplateName",
        id: /// The id.
            "LaunchTemplateId" launch_template_id,
        tags: "Tags" <- "tagSet",
        facets: &[FacetSpec {
            operation: &DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
            answer: Answer::Batch(LaunchTemplateVersions::TYPE, "launchTemplateVersionSet", "LaunchTemplateId", "LaunchTemplateVersions"),
            methods: &["versions"],
        }],
        mock: /// A new template of one version that says nothing, named as its id. Source:
            /// CreateLaunchTemplate in the Amazon EC2 API reference.
            r#"
            {
              "CreateTime": "2026-05-04T09:00:00Z",
              "CreatedBy": "arn:{partition}:iam::{account}:root",
              "DefaultVersionNumber": 1,
              "LatestVersionNumber": 1,
              "LaunchTemplateName": "{id}"
            }"# with FIRST_VERSION,
    }
    /// What DescribeLaunchTemplates tells of a launch template.
    pub struct LaunchTemplateDescription in ec2 as "LaunchTemplate" {
        "CreateTime" create_time: time,
        "CreatedBy" created_by: str,
        "DefaultVersionNumber" default_version_number: i64,
        "LatestVersionNumber" latest_version_number: i64,
        "LaunchTemplateName" launch_template_name: str,
        "Operator" operator: OperatorResponse,
    }
}

const FIRST_VERSION: MadeFacets = &[(
    &DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
    Some(
        r#"{"LaunchTemplateVersions": [{
            "CreateTime": "2026-05-04T09:00:00Z",
            "CreatedBy": "arn:{partition}:iam::{account}:root",
            "DefaultVersion": true,
            "LaunchTemplateData": {},
            "LaunchTemplateId": "{id}",
            "LaunchTemplateName": "{id}",
            "VersionNumber": 1
        }]}"#,
    ),
)];

facets! {
    LaunchTemplate {
        /// Its default version and its latest one, once where they are the same; one call tells
        /// those of all templates of a region (DescribeLaunchTemplateVersions).
        versions: DESCRIBE_LAUNCH_TEMPLATE_VERSIONS => LaunchTemplateVersions.launch_template_versions as "LaunchTemplateVersions": [LaunchTemplateVersion];
    }
}

shape! {
    /// What DescribeLaunchTemplateVersions tells of it.
    pub struct LaunchTemplateVersions in ec2 as "DescribeLaunchTemplateVersionsResult" {
        "LaunchTemplateVersions" launch_template_versions: [LaunchTemplateVersion] <- "launchTemplateVersionSet",
    }
}
