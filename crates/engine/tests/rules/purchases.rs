//! Purchases feed pools (CNT-1, 25.14); counters can be repaired.

use reseat_model::command::Command;
use reseat_model::pool::Pool;
use reseat_model::reason::Reason;
use reseat_model::subscription::{Status, Subscription};
use reseat_model::{PoolId, SkuId, SubscriptionId};

use crate::world::*;

fn purchase(n: u8, sku: SkuId, quantity: u32, status: Status) -> Subscription {
    Subscription {
        id: SubscriptionId::from_bytes([n; 16]),
        sku,
        pool: PoolId::ORGANIZATION,
        quantity,
        status,
        trial: false,
        created_at: START,
        term_ends_at: None,
    }
}

fn put(world: &mut World, new: &Subscription, old: Option<&Subscription>) -> Pool {
    let command = Command::PutSubscription { subscription: new.clone(), before: old.cloned() };
    assert_changed(&world.run(&command), &[]);
    world.view.pool(new.sku, new.pool)
}

fn units(pool: Pool) -> [u32; 4] {
    [pool.enabled, pool.warning, pool.suspended, pool.locked_out]
}

#[test]
fn una_14_rule_25_14_all_purchases_of_a_product_are_one_pool() {
    let mut world = World::new();
    assert_eq!(units(put(&mut world, &purchase(1, NEVER_BOUGHT, 5, Status::Enabled), None)), [5, 0, 0, 0]);
    assert_eq!(units(put(&mut world, &purchase(2, NEVER_BOUGHT, 8, Status::Enabled), None)), [13, 0, 0, 0]);
}

#[test]
fn cnt_1_units_count_by_the_status_of_their_purchase() {
    let mut world = World::new();
    let stages = [
        (Status::Enabled, [4, 0, 0, 0]),
        (Status::Warning, [0, 4, 0, 0]),
        (Status::Suspended, [0, 0, 4, 0]),
        (Status::LockedOut, [0, 0, 0, 4]),
        (Status::Deleted, [0, 0, 0, 0]),
    ];
    let mut before = None;
    for (status, expected) in stages {
        let now = purchase(1, NEVER_BOUGHT, 4, status);
        assert_eq!(units(put(&mut world, &now, before.as_ref())), expected, "{status:?}");
        before = Some(now);
    }
}

#[test]
fn con_5_fewer_seats_than_holders_take_nobodys_licence() {
    let mut world = World::new();
    let first = purchase(1, NEVER_BOUGHT, 2, Status::Enabled);
    put(&mut world, &first, None);
    world.assign(ANA, &[NEVER_BOUGHT]);
    world.assign(BO, &[NEVER_BOUGHT]);
    let pool = put(&mut world, &purchase(1, NEVER_BOUGHT, 1, Status::Enabled), Some(&first));
    assert_eq!((pool.enabled, pool.consumed), (1, 2));
    assert!(pool.in_conflict());
    assert_eq!(world.holds(BO), [NEVER_BOUGHT].into());
}

#[test]
fn ssp_a_purchasers_seats_are_a_pool_of_their_own() {
    let mut world = World::new();
    let own = Subscription { pool: PoolId::of_purchaser(BO), ..purchase(1, CHART_TOOL, 3, Status::Enabled) };
    assert_eq!(units(put(&mut world, &own, None)), [3, 0, 0, 0]);
    assert_eq!(world.view.pool(CHART_TOOL, PoolId::ORGANIZATION).enabled, 10);
    // Take-over in place moves the seats to the organisation's pool.
    let ours = Subscription { pool: PoolId::ORGANIZATION, ..own.clone() };
    assert_eq!(units(put(&mut world, &ours, Some(&own))), [13, 0, 0, 0]);
    assert_eq!(world.view.pool(CHART_TOOL, PoolId::of_purchaser(BO)).enabled, 0);
}

#[test]
fn the_same_purchase_again_is_unchanged_and_an_unknown_product_cannot_be_bought() {
    let mut world = World::new();
    let first = purchase(1, E3, 2, Status::Enabled);
    let again = Command::PutSubscription { subscription: first.clone(), before: Some(first) };
    assert_unchanged(&world.run(&again), &[Reason::AlreadySo]);
    let unknown = purchase(2, UNHEARD_OF, 2, Status::Enabled);
    let command = Command::PutSubscription { subscription: unknown, before: None };
    assert_refused(&world.run(&command), &[Reason::UnknownProduct { sku: UNHEARD_OF }]);
}

#[test]
fn a_counter_that_is_wrong_is_found_and_repaired() {
    let mut world = World::new();
    world.assign(ANA, &[E3]);
    world.pool_mut(E3, PoolId::ORGANIZATION).consumed = 7;
    let report = world.check();
    assert_eq!(report.repairs.len(), 1);
    let repair = Command::RepairPool { pool: report.repairs[0] };
    assert_changed(&world.run(&repair), &[]);
    assert_eq!(world.consumed(E3), 1);
    assert!(world.check().violations.is_empty());
    assert_unchanged(&world.run(&repair), &[Reason::AlreadySo]);
}
