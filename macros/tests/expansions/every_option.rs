#[cfg(unix)]
fn check(bucket: &s3::Bucket) {
    let _ = bucket;
}
#[cfg(unix)]
const _: () = {
    const _: () = <<s3::Bucket as ::configtest::__private::RunsOver>::Choice as ::configtest::__private::Choosable>::IS_FINE;
    ::configtest::__private::inventory::submit!(::configtest::__private::Check {
        name: "check",
        module_path: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        doc: ::core::concat!(),
        severity: ::configtest::__private::Severity::Critical,
        controls: &["CIS AWS 5.0: 2.1.4", "FSBP: S3.8"],
        allow_empty: true,
        ignore: ::core::option::Option::Some("until the migration is over"),
        over: <s3::Bucket as ::configtest::__private::RunsOver>::OVER,
        resource: ::core::option::Option::Some("acme-*"),
        when: ::core::option::Option::Some(::configtest::__private::When {
            methods: &["is_some", "tag"],
            applies: |handle, snapshot| {
                let applies: fn(&<<s3::Bucket as ::configtest::__private::RunsOver>::Choice as ::configtest::__private::Choosable>::Of) -> ::core::primitive::bool =
                    |bucket| bucket.tag("public").is_some();
                applies(&<<s3::Bucket as ::configtest::__private::RunsOver>::Choice as ::configtest::__private::Choosable>::of(handle, snapshot))
            },
        }),
        context: &[],
        values: &[],
        methods: &[],
        run: |context| {
            let subject = <s3::Bucket as ::configtest::__private::RunsOver>::from_case(context);
            ::configtest::__private::Conclude::conclude(check(&subject))
        },
    });
};
#[cfg(unix)]
#[cfg(test)]
#[::core::prelude::v1::test]
#[ignore = "until the migration is over"]
fn check_config_test() {
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
        "check",
    );
}
