use std::fmt::Debug;

use proptest::prelude::*;
use reseat_model::application::AppSecret;
use reseat_model::command::PathChange;
use reseat_model::job::JobWork;
use reseat_model::outcome::Outcome;
use reseat_model::services::FormerProduct;

use super::*;
use crate::conformance::{Dice, Sample};

type Item = (Outcome, Vec<PathChange>);

fn comes_back<T: Pack + Sample + PartialEq + Debug>(seed: u64) {
    let value = T::sample(&mut Dice::new(seed));
    assert_eq!(unpacked::<T>(&packed(&value)), Ok(value));
}

proptest! {
    #[test]
    fn everything_comes_back_equal(seed: u64) {
        comes_back::<Item>(seed);
        comes_back::<JobWork>(seed);
        comes_back::<Vec<AppSecret>>(seed);
        comes_back::<Vec<FormerProduct>>(seed);
        comes_back::<BTreeSet<String>>(seed);
        comes_back::<i32>(seed);
    }

    #[test]
    fn numbers_come_back_equal(number: u64, small: u32, signed: i32, digests: Vec<u64>) {
        prop_assert_eq!(unpacked(&packed(&number)), Ok(number));
        prop_assert_eq!(unpacked(&packed(&small)), Ok(small));
        prop_assert_eq!(unpacked(&packed(&signed)), Ok(signed));
        prop_assert_eq!(packed(&Digests(digests.clone())), packed_digests(&digests));
        prop_assert_eq!(unpacked(&packed_digests(&digests)), Ok(Digests(digests)));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
        let _ = unpacked::<Item>(&bytes);
        let _ = unpacked::<JobWork>(&bytes);
        let _ = unpacked::<Vec<AppSecret>>(&bytes);
        let _ = unpacked::<Digests>(&bytes);
    }

    /// A changed byte is refused or means another value, which then comes back equal.
    #[test]
    fn damage_is_refused_or_means_another_value(seed: u64, at: prop::sample::Index, byte: u8) {
        let mut bytes = packed(&Item::sample(&mut Dice::new(seed)));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(value) = unpacked::<Item>(&bytes) {
            prop_assert_eq!(unpacked::<Item>(&packed(&value)), Ok(value));
        }
    }

    #[test]
    fn a_cut_or_longer_form_is_broken(seed: u64, at: prop::sample::Index) {
        let mut bytes = packed(&Item::sample(&mut Dice::new(seed)));
        prop_assert_eq!(unpacked::<Item>(&bytes[..at.index(bytes.len())]), Err(Broken));
        bytes.push(0);
        prop_assert_eq!(unpacked::<Item>(&bytes), Err(Broken));
    }
}

#[test]
fn another_version_is_broken() {
    let mut bytes = packed(&7_u64);
    bytes[0] = VERSION + 1;
    assert_eq!(unpacked::<u64>(&bytes), Err(Broken));
}

#[test]
fn a_length_beyond_the_bytes_is_broken_and_reserves_nothing() {
    let bytes = packed(&u64::MAX);
    assert_eq!(unpacked::<Vec<PlanId>>(&bytes), Err(Broken));
    assert_eq!(unpacked::<String>(&bytes), Err(Broken));
}

/// The form is on disk: a change of it needs a new version, so its bytes are spelled out here.
#[test]
fn the_form_stays_as_it_is() {
    let sku = SkuId::from_bytes([9; 16]);
    let outcome =
        Outcome::refused(UserId::from_bytes([1; 16]), reseat_model::reason::Reason::NotHeld { sku });
    let mut expected = vec![1];
    expected.extend([1; 16]);
    expected.extend([2, 1, 0]);
    expected.extend([9; 16]);
    expected.extend([0; 9]);
    assert_eq!(packed(&outcome), expected);
}
