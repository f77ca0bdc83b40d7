#[doc = " Buckets keep old versions."]
#[doc = ""]
#[doc = " # Remediation"]
#[doc = " Switch versioning on."]
fn keep_old_versions(bucket: &s3::Bucket) {
    assert!(bucket.versioning().is_enabled());
}
const _: () = {
    ::configtest::__private::inventory::submit!(::configtest::__private::Check {
        name: "keep_old_versions",
        module_path: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        doc: ::core::concat!(" Buckets keep old versions.", "\n", "", "\n", " # Remediation", "\n", " Switch versioning on.", "\n"),
        severity: ::configtest::__private::Severity::Medium,
        controls: &[],
        allow_empty: false,
        ignore: ::core::option::Option::None,
        over: <s3::Bucket as ::configtest::__private::RunsOver>::OVER,
        resource: ::core::option::Option::None,
        when: ::core::option::Option::None,
        context: &[],
        values: &[],
        methods: &["is_enabled", "versioning"],
        run: |context| {
            let subject = <s3::Bucket as ::configtest::__private::RunsOver>::from_case(context);
            ::configtest::__private::Conclude::conclude(keep_old_versions(&subject))
        },
    });
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn keep_old_versions_config_test() {
    ::configtest::__private::run_twin(
        &::configtest::__private::Suite {
            package: ::core::env!("CARGO_MANIFEST_DIR"),
            file: ::core::file!(),
            name: ::core::option_env!("CARGO_PKG_NAME"),
            target: ::core::module_path!(),
            target_tmp: ::core::option_env!("CARGO_TARGET_TMPDIR"),
            mock: ::core::option::Option::None,
        },
        ::core::module_path!(),
        "keep_old_versions",
    );
}
