async fn answer(account: &Account) -> Result<(), Box<dyn Error>> {
    account.s3().public_access_block().ok_or("none is set")?;
    Ok(())
}
const _: () = {
    ::configtest::__private::inventory::submit!(::configtest::__private::Check {
        name: "answer",
        module_path: ::core::module_path!(),
        file: ::core::file!(),
        line: ::core::line!(),
        doc: ::core::concat!(),
        severity: ::configtest::__private::Severity::Medium,
        controls: &[],
        allow_empty: false,
        ignore: ::core::option::Option::None,
        over: <Account as ::configtest::__private::RunsOver>::OVER,
        resource: ::core::option::Option::None,
        when: ::core::option::Option::None,
        context: &[],
        values: &[],
        methods: &["ok_or", "public_access_block", "s3"],
        run: |context| {
            let subject = <Account as ::configtest::__private::RunsOver>::from_case(context);
            <Result<(), Box<dyn Error>> as ::configtest::__private::Conclude>::conclude(::configtest::__private::block_on(answer(&subject)))
        },
    });
};
#[cfg(test)]
#[::core::prelude::v1::test]
fn answer_config_test() {
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
        "answer",
    );
}
