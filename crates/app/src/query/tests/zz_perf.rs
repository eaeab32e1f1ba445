use super::world::*;
use crate::query::*;
use reseat_model::assignment::*;
use reseat_model::user::User;
use reseat_model::{PoolId, Timestamp, UserId};
use reseat_store_sql::{SqliteOptions, SqliteStore};
#[test]
#[ignore]
#[allow(clippy::disallowed_methods)]
fn perf() {
    let dir = tempfile::tempdir().unwrap();
    let s = SqliteStore::open(dir.path(), SqliteOptions::default()).unwrap();
    for block in 0..20u32 {
        let people: Vec<Someone> = (0..10_000)
            .map(|i| {
                let n = block * 10_000 + i;
                Someone {
                    user: User {
                        id: UserId::from_bytes(
                            (u128::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
                                .to_be_bytes(),
                        ),
                        upn: format!("u{n}@x"),
                        display_name: format!("User {n}"),
                        surname: Some(format!("S{n}")),
                        account_enabled: n % 7 != 0,
                        created_at: Timestamp(1),
                        ..User::default()
                    },
                    paths: vec![(
                        AssignmentKey {
                            sku: sku((n % 3) as u8),
                            pool: PoolId::ORGANIZATION,
                            path: Path::Direct,
                        },
                        PathState::Active,
                    )],
                }
            })
            .collect();
        fill(&s, TENANT, &people);
    }
    let time = |name: &str, f: &dyn Fn()| {
        let t = std::time::Instant::now();
        for _ in 0..20 {
            f();
        }
        println!("{name}: {:?}", t.elapsed() / 20);
    };
    let q = |t: &str| {
        reseat_odata::parse_user_list(t, Some("eventual"), reseat_odata::People::Present).unwrap().query
    };
    for (t, top) in [
        ("", 100),
        (&*format!("$filter=assignedLicenses/any(x:x/skuId eq {})", sku(1)), 100),
        (&*format!("$filter=assignedLicenses/any(x:x/skuId eq {}) and accountEnabled eq false", sku(1)), 100),
        ("$filter=assignedLicenses/$count eq 0&$count=true", 100),
        ("$filter=department eq 'x'", 100),
        ("$orderby=displayName", 999),
    ] {
        let q = q(t);
        time(t, &|| {
            list_people(&s, TENANT, &q, None, top).unwrap();
        });
    }
    let p = q(&format!("$filter=assignedLicenses/any(x:x/skuId eq {})", sku(1)));
    println!("count {}", count_people(&s, TENANT, &q("")).unwrap());
    time("count all", &|| {
        count_people(&s, TENANT, &q("")).unwrap();
    });
    let t = std::time::Instant::now();
    count_people(&s, TENANT, &p).unwrap();
    println!("count product slow {:?}", t.elapsed());
    time("search", &|| {
        search_people(&s, TENANT, Some("user 19"), PeopleFilter::All, None, 50, None).unwrap();
    });
    time("search page", &|| {
        search_people(&s, TENANT, None, PeopleFilter::Unlicensed, None, 50, None).unwrap();
    });
    time("product users", &|| {
        product_users(&s, TENANT, sku(1), Some("user 19"), 50, None).unwrap();
    });
}
