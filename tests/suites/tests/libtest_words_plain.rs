//! Tests of the same names and outcomes as those of `libtest_words`, under Rust's own harness.

mod green {
    #[test]
    fn alpha() {}

    #[test]
    fn beta() {}

    #[test]
    fn gamma() {}
}

mod nested {
    mod red {
        #[test]
        fn alpha() {}

        #[test]
        fn beta() {
            panic!("beta is the one that fails");
        }

        #[test]
        fn gamma() {}
    }
}

mod red_too {
    #[test]
    fn alpha() {
        panic!();
    }

    #[test]
    fn beta() {}

    #[test]
    fn gamma() {}
}
