#[config_test]
pub(crate) fn r#match<'a>(
    buckets: All<s3::Bucket>,
    snapshot: &'a Snapshot,
    owned: Owned,
    #[values("acme", "web")] word: &'a str,
    #[expect(unused_variables, reason = "it is here to be seen")]
    #[values(22, 1 << 4)]
    _port: u16,
) {
    let word = snapshot.all::<s3::Bucket>().iter().map(|bucket| bucket.tags().len());
}
