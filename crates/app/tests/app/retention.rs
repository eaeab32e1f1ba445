//! What goes, when, and what stays: history, jobs, deleted organisations (design section 3; retention).

use reseat_app::AppError;
use reseat_app::audit_trail::{Signing, VerifyOptions, audit_keys, sign_head, verify_store};
use reseat_app::history::{ExportPlace, export_changes};
use reseat_app::jobs::export_jobs;
use reseat_app::tenant::{SettingsEdit, delete_tenant, edit_settings, export, listed, restore_tenant};
use reseat_model::change_set::{ChangeItem, ChangeSet};
use reseat_model::job::{Job, JobPerson};
use reseat_model::{TenantId, limits};
use reseat_store::{Record, Scan, tables};
use reseat_testkit::{Storage, World};
use serde_json::json;

fn count<R: Record>(world: &World, tenant: TenantId) -> usize {
    world.store().range(&Scan::key(R::TABLE, vec![tenant.into()], 100_000)).unwrap().len()
}

/// Rows that belong to a tenant, in all tables.
fn rows(world: &World, tenant: TenantId) -> usize {
    let of_table = |table: &&'static reseat_store::Table| {
        world.store().range(&Scan::key(table, vec![tenant.into()], 100_000)).unwrap().len()
    };
    tables::ALL.iter().map(of_table).sum()
}

fn rename(world: &World, name: &str) {
    let edit = SettingsEdit { display_name: Some(name.to_owned()), ..SettingsEdit::default() };
    edit_settings(world.app(), &world.system_call(), edit).unwrap();
}

fn other(domain: &str) -> String {
    format!(
        "tenant:\n  displayName: Other\n  domain: {domain}\n  country: DE\npeople:\n  - upn: admin\n    displayName: Admin\n    \
         password: Other-Password-2026!\n    roles: [Global Administrator]\n"
    )
}

/// A finished job of one preview and one change.
fn with_jobs() -> World {
    let world = World::small();
    let admin = world.sign_in("admin");
    let body = json!({
        "people": {"ids": world.ids(&["ben", "mei"])}, "asJob": true,
        "operation": {"kind": "unassignAll"},
    });
    world.send_json(&admin, "POST", "/reseat/v1/changes", &body).expect(202);
    world.run_until_idle();
    assert_eq!(count::<Job>(&world, world.tenant.id), 1);
    world
}

#[test]
fn jobs_go_with_the_history_and_their_people_with_them() {
    let world = with_jobs();
    let tenant = world.tenant.id;
    let set = export_jobs(world.app(), &world.system_call(), None, 1).unwrap()[0].job.change_set;
    let items = || reseat_app::history::items(world.app(), tenant, set, 0, 10).unwrap().len();
    world.advance_days(399);
    assert_eq!((count::<Job>(&world, tenant), count::<JobPerson>(&world, tenant), items()), (1, 2, 2));
    world.advance_days(2);
    assert_eq!((count::<Job>(&world, tenant), count::<JobPerson>(&world, tenant)), (0, 0));
    assert_eq!(items(), 0);
}

#[test]
fn no_setting_is_shorter_than_the_longest_grace() {
    let world = World::small();
    let edit = |days| SettingsEdit { history_days: Some(days), ..SettingsEdit::default() };
    let least = limits::HISTORY_DAYS_MIN;
    assert_eq!(least, 30);
    for days in [least - 1, limits::HISTORY_DAYS_MAX + 1] {
        let refused = edit_settings(world.app(), &world.system_call(), edit(days));
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{days}");
    }
    edit_settings(world.app(), &world.system_call(), edit(least)).unwrap();
}

#[test]
fn every_change_is_exported_once_whatever_the_pages() {
    let world = with_jobs();
    for number in 0..5 {
        rename(&world, &format!("Name {number}"));
    }
    let all = |top: usize| {
        let (mut rows, mut after) = (Vec::new(), None::<ExportPlace>);
        loop {
            let page = export_changes(world.app(), &world.system_call(), (None, None), after, top).unwrap();
            rows.extend(page.rows);
            match page.next {
                Some(next) => after = Some(next),
                None => return rows,
            }
        }
    };
    let whole = all(10_000);
    let tenant = world.tenant.id;
    assert_eq!(whole.iter().filter(|row| row.item.is_some()).count(), count::<ChangeItem>(&world, tenant));
    let mut sets: Vec<_> = whole.iter().map(|row| row.set.id).collect();
    sets.dedup();
    assert_eq!(sets.len(), count::<ChangeSet>(&world, tenant));
    for top in [1, 2, 3, 7] {
        assert_eq!(all(top), whole, "pages of {top}");
    }
    let now = world.app().clock.now();
    let late =
        export_changes(world.app(), &world.system_call(), (Some(now.plus_days(1)), None), None, 10).unwrap();
    assert_eq!((late.rows.len(), late.next), (0, None));
    let jobs = export_jobs(world.app(), &world.system_call(), None, 10).unwrap();
    assert_eq!(jobs.len(), 1);
    assert!(export_jobs(world.app(), &world.system_call(), Some(jobs[0].job.id), 10).unwrap().is_empty());
}

#[test]
fn a_deleted_organisation_is_kept_can_be_exported_and_comes_back_as_it_was() {
    for storage in Storage::EVERY {
        let mut world = World::small_on(&storage);
        let tenant = world.add_tenant(&other("other.example"));
        let before = world.export_of(tenant.id);
        let gone_by = delete_tenant(world.app(), tenant.id, 30).unwrap().purge_at;
        assert!(world.app().tenant(tenant.id).is_err());
        assert!(!world.app().tenants.all().unwrap().contains(&tenant));
        assert!(matches!(delete_tenant(world.app(), tenant.id, 30), Err(AppError::NotFound { .. })));
        world.advance_days(29);
        world.restart();
        let kept = listed(world.store()).unwrap();
        let found = kept.iter().find(|listed| listed.tenant.id == tenant.id).unwrap();
        assert_eq!(found.deletion.as_ref().map(|deletion| deletion.purge_at), Some(gone_by));
        world.app().tenants.readmit(tenant.id).unwrap();
        let mut exported = Vec::new();
        export(world.app(), tenant.id, &mut exported).unwrap();
        world.app().tenants.forget(tenant.id);
        assert_eq!(String::from_utf8(exported).unwrap(), before);
        restore_tenant(world.app(), tenant.id).unwrap();
        assert_eq!(world.export_of(tenant.id), before);
        world.advance_days(60);
        assert!(world.app().tenant(tenant.id).is_ok());
        let report =
            verify_store(world.store(), world.app().keys.as_ref(), tenant.id, VerifyOptions::default());
        assert!(report.unwrap().is_clean());
    }
}

#[test]
fn a_deleted_organisation_goes_for_good_with_its_keys_and_nothing_else() {
    let world = World::own_keys();
    let tenant = world.add_tenant(&other("other.example"));
    for of in [world.tenant.id, tenant.id] {
        sign_head(world.app(), of, Signing::Now).unwrap();
    }
    let (mine, keys) = (world.export(), world.app().keys.as_ref());
    assert_eq!(audit_keys(keys, tenant.id).unwrap().len(), 1);
    delete_tenant(world.app(), tenant.id, 7).unwrap();
    world.advance_days(6);
    assert!(rows(&world, tenant.id) > 10);
    world.advance_days(1);
    assert_eq!(rows(&world, tenant.id), 0);
    let names = keys.names().unwrap();
    assert!(!names.iter().any(|name| name.contains(&tenant.id.to_string())), "{names:?}");
    assert_eq!(audit_keys(keys, world.tenant.id).unwrap().len(), 1);
    assert_eq!(world.export(), mine);
    assert!(matches!(restore_tenant(world.app(), tenant.id), Err(AppError::NotFound { .. })));
    // The domain is free again.
    let again = world.add_tenant(&other("other.example"));
    assert_eq!(again.id, tenant.id);
}

#[test]
fn a_name_is_not_free_while_its_organisation_is_kept() {
    let world = World::small();
    let tenant = world.add_tenant(&other("other.example"));
    delete_tenant(world.app(), tenant.id, 7).unwrap();
    let file = reseat_formats::tenant::parse(&other("other.example")).unwrap();
    let refused = reseat_app::tenant::create_from_file(world.app(), &file).unwrap_err();
    assert!(refused.to_string().contains("reseat tenant restore"), "{refused}");
    for days in [0, 3_651] {
        let error = delete_tenant(world.app(), world.tenant.id, days).unwrap_err();
        assert!(matches!(error, AppError::Invalid(_)), "{error}");
    }
}
