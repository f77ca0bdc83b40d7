fn check(bucket: &s3::Bucket, all: All<s3::Bucket>, number: u8) -> Result<(), E> {
    bucket.versioning();
}
const _: () = {
    const _: () = <<s3::Bucket as renamed::inner::__private::RunsOver>::Choice as renamed::inner::__private::Choosable>::IS_FINE;
    renamed::inner::__private::inventory::submit!(renamed::inner::__private::Check {
        name: "check",
        module_path: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        doc: ::core::concat!(),
        severity: renamed::inner::__private::Severity::Medium,
        controls: &[],
        allow_empty: false,
        ignore: ::core::option::Option::Some("said by configtest"),
        over: <s3::Bucket as renamed::inner::__private::RunsOver>::OVER,
        resource: ::core::option::Option::Some("configtest-*"),
        when: ::core::option::Option::Some(renamed::inner::__private::When {
            methods: &[],
            applies: |handle, snapshot| {
                let applies: fn(&<<s3::Bucket as renamed::inner::__private::RunsOver>::Choice as renamed::inner::__private::Choosable>::Of) -> ::core::primitive::bool = is_public;
                applies(&<<s3::Bucket as renamed::inner::__private::RunsOver>::Choice as renamed::inner::__private::Choosable>::of(handle, snapshot))
            },
        }),
        context: &[<All<s3::Bucket> as renamed::inner::__private::FromContext>::KINDS],
        values: &[renamed::inner::__private::ParameterValues { parameter: "number", texts: &["1", "2"] }],
        methods: &["versioning"],
        run: |context| {
            let subject = <s3::Bucket as renamed::inner::__private::RunsOver>::from_case(context);
            let parameter_0 = <All<s3::Bucket> as renamed::inner::__private::FromContext>::from_context(context);
            let parameter_1 = match context.value(0usize) {
                0usize => {
                    let value: u8 = 1;
                    value
                }
                _ => {
                    let value: u8 = 2;
                    value
                }
            };
            <Result<(), E> as renamed::inner::__private::Conclude>::conclude(check(&subject, parameter_0, parameter_1))
        },
    });
};
#[cfg(test)]
#[::core::prelude::v1::test]
#[ignore = "said by configtest"]
fn check_config_test() {
    renamed::inner::__private::run_twin(
        &renamed::inner::__private::Suite {
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
