pub(crate) fn r#match<'a>(buckets: All<s3::Bucket>, snapshot: &'a Snapshot, owned: Owned, word: &'a str, #[expect(unused_variables, reason = "it is here to be seen")] _port: u16) {
    let word = snapshot.all::<s3::Bucket>().iter().map(|bucket| bucket.tags().len());
}
const _: () = {
    const _: () = <<All<s3::Bucket> as ::configtest::__private::RunsOver>::Taken as ::configtest::__private::TakenByValue>::IS_FINE;
    ::configtest::__private::inventory::submit!(::configtest::__private::Check {
        name: "match",
        module_path: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        doc: ::core::concat!(),
        severity: ::configtest::__private::Severity::Medium,
        controls: &[],
        allow_empty: false,
        ignore: ::core::option::Option::None,
        over: <All<s3::Bucket> as ::configtest::__private::RunsOver>::OVER,
        resource: ::core::option::Option::None,
        when: ::core::option::Option::None,
        context: &[<Snapshot as ::configtest::__private::FromContext>::KINDS, <Owned as ::configtest::__private::FromContext>::KINDS],
        values: &[
            ::configtest::__private::ParameterValues { parameter: "word", texts: &["acme", "web"] },
            ::configtest::__private::ParameterValues { parameter: "port", texts: &["22", "1 << 4"] }
        ],
        methods: &["all", "iter", "len", "map", "tags"],
        run: |context| {
            let subject = <All<s3::Bucket> as ::configtest::__private::RunsOver>::from_case(context);
            let parameter_0 = <Snapshot as ::configtest::__private::FromContext>::from_context(context);
            let parameter_1 = <Owned as ::configtest::__private::FromContext>::from_context(context);
            let parameter_2 = match context.value(0usize) {
                0usize => {
                    let value: &'_ str = "acme";
                    value
                }
                _ => {
                    let value: &'_ str = "web";
                    value
                }
            };
            let parameter_3 = match context.value(1usize) {
                0usize => {
                    let value: u16 = 22;
                    value
                }
                _ => {
                    let value: u16 = 1 << 4;
                    value
                }
            };
            ::configtest::__private::Conclude::conclude(r#match(subject, &parameter_0, parameter_1, parameter_2, parameter_3))
        },
    });
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn match_config_test() {
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
        "match",
    );
}
