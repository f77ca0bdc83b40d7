#[config_test]
async fn answer(account: &Account) -> Result<(), Box<dyn Error>> {
    account.s3().public_access_block().ok_or("none is set")?;
    Ok(())
}
