//! The organisations of a case, as tenant files: few people, scarce seats, products that need or exclude each other.

use std::fmt::Write as _;

use fastrand::Rng;

/// The products that organisations buy, by part number; operands of steps count in this list.
pub const PRODUCTS: [&str; 10] = [
    "ENTERPRISEPACK",
    "STANDARDPACK",
    // Excludes the mail plan of STANDARDPACK.
    "EXCHANGEDESKLESS",
    // The same mail plan as ENTERPRISEPACK.
    "EXCHANGEENTERPRISE",
    // Needs the Teams plan of one of the first two.
    "MCOEV",
    "MCOMEETADV",
    "OFFICESUBSCRIPTION",
    "POWER_BI_PRO",
    // In grace: hands out no seat.
    "VISIOCLIENT",
    // Bought by one of the people.
    "VISIOONLINE_PLAN1",
];

/// What is not bought at first, and what the catalogue does not know at first.
pub const UNSOLD: &str = "FLOW_FREE";

/// Organisations of a case.
pub const TENANTS: u8 = 2;

/// The password of everyone who has one.
pub const PASSWORD: &str = "Simulated-Only-2026!";

/// Whether the case has so many people that a job needs several rounds.
pub fn is_large(seed: u64) -> bool {
    seed % 16 == 9
}

/// How many processes work on one store in the case; a database file always has one.
pub const fn processes(seed: u64) -> usize {
    if seed % 5 >= 3 { 2 } else { 1 }
}

/// The tenant file of the case's `number`th organisation.
pub fn file(seed: u64, number: u8) -> String {
    let mut rng = Rng::with_seed(seed.wrapping_mul(31).wrapping_add(u64::from(number)));
    let people = if is_large(seed) && number == 0 { 270 } else { rng.usize(4..9) };
    let mut text = format!(
        "tenant:\n  displayName: Organisation {number}\n  domain: t{number}.example\n  country: DE\n  settings:\n    \
         licensesPageUsers: {}\n    historyDays: {}\nclock:\n  start: 2026-03-02T09:00:00Z\nsubscriptions:\n",
        rng.u32(2..6),
        if rng.bool() { 400 } else { 45 },
    );
    for product in PRODUCTS {
        let seats = if people > 100 { rng.usize(100..people) } else { rng.usize(1..people) };
        let more = match product {
            "VISIOCLIENT" => ", status: Warning",
            "VISIOONLINE_PLAN1" => ", selfServicePurchaser: p0",
            _ => "",
        };
        let _ = writeln!(text, "  - {{ product: {product}, quantity: {seats}{more} }}");
    }
    text.push_str("people:\n");
    let _ = writeln!(
        text,
        "  - upn: admin\n    displayName: The Admin\n    usageLocation: DE\n    password: {PASSWORD}\n    roles: \
         [Global Administrator]"
    );
    for n in 0..people {
        person(&mut text, &mut rng, n);
    }
    text.push_str("applications:\n  - name: Scripts\n    secret: simulated-and-no-secret-2026\n");
    text
}

fn person(text: &mut String, rng: &mut Rng, n: usize) {
    let _ = writeln!(text, "  - upn: p{n}\n    displayName: Person {n}");
    // Those without a licence at first cannot all have one later.
    let located = n < 2 || rng.u8(0..8) != 0;
    if located {
        text.push_str("    usageLocation: DE\n");
    }
    match rng.u8(0..12) {
        0 => text.push_str("    guest: true\n"),
        1 if n > 1 => text.push_str("    synced: true\n"),
        2 if n > 1 => text.push_str("    accountEnabled: false\n"),
        3 => {
            let _ = writeln!(text, "    password: {PASSWORD}");
        }
        _ => {}
    }
    if n == 0 {
        text.push_str("    licenses: [ENTERPRISEPACK]\n");
        text.push_str("    selfServiceLicenses:\n      - { product: VISIOONLINE_PLAN1, purchaser: p0 }\n");
    }
    if n == 1 {
        text.push_str("    roles: [License Administrator]\n");
    }
    if n == 2 {
        text.push_str("    roles: [Global Reader]\n");
    }
}
