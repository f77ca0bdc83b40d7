//! A hundred checks, for measuring what a case costs beside what it looks at.

/// A check that passes, and one that fails of one bucket in a hundred.
macro_rules! checks {
    ($($name:ident $number:literal)*) => {
        mod passing {
            use configtest::prelude::*;
            $(
                #[config_test]
                fn $name(bucket: &s3::Bucket) {
                    let _ = bucket.versioning();
                }
            )*
        }

        mod failing {
            use configtest::prelude::*;
            $(
                #[config_test]
                fn $name(bucket: &s3::Bucket) {
                    let _ = bucket.versioning();
                    assert!(!bucket.name().ends_with($number), "it ends with {}", $number);
                }
            )*
        }
    };
}

checks! {
    check_00 "00"
    check_01 "01"
    check_02 "02"
    check_03 "03"
    check_04 "04"
    check_05 "05"
    check_06 "06"
    check_07 "07"
    check_08 "08"
    check_09 "09"
    check_10 "10"
    check_11 "11"
    check_12 "12"
    check_13 "13"
    check_14 "14"
    check_15 "15"
    check_16 "16"
    check_17 "17"
    check_18 "18"
    check_19 "19"
    check_20 "20"
    check_21 "21"
    check_22 "22"
    check_23 "23"
    check_24 "24"
    check_25 "25"
    check_26 "26"
    check_27 "27"
    check_28 "28"
    check_29 "29"
    check_30 "30"
    check_31 "31"
    check_32 "32"
    check_33 "33"
    check_34 "34"
    check_35 "35"
    check_36 "36"
    check_37 "37"
    check_38 "38"
    check_39 "39"
    check_40 "40"
    check_41 "41"
    check_42 "42"
    check_43 "43"
    check_44 "44"
    check_45 "45"
    check_46 "46"
    check_47 "47"
    check_48 "48"
    check_49 "49"
    check_50 "50"
    check_51 "51"
    check_52 "52"
    check_53 "53"
    check_54 "54"
    check_55 "55"
    check_56 "56"
    check_57 "57"
    check_58 "58"
    check_59 "59"
    check_60 "60"
    check_61 "61"
    check_62 "62"
    check_63 "63"
    check_64 "64"
    check_65 "65"
    check_66 "66"
    check_67 "67"
    check_68 "68"
    check_69 "69"
    check_70 "70"
    check_71 "71"
    check_72 "72"
    check_73 "73"
    check_74 "74"
    check_75 "75"
    check_76 "76"
    check_77 "77"
    check_78 "78"
    check_79 "79"
    check_80 "80"
    check_81 "81"
    check_82 "82"
    check_83 "83"
    check_84 "84"
    check_85 "85"
    check_86 "86"
    check_87 "87"
    check_88 "88"
    check_89 "89"
    check_90 "90"
    check_91 "91"
    check_92 "92"
    check_93 "93"
    check_94 "94"
    check_95 "95"
    check_96 "96"
    check_97 "97"
    check_98 "98"
    check_99 "99"
}

configtest::main!();
