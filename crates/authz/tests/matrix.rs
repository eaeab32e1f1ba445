//! The printed matrix is reviewed: a change of the table shows as a change of `matrix.txt`.

use reseat_authz::{Action, matrix};

#[test]
fn the_committed_matrix_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix.txt");
    if std::env::var_os("RESEAT_UPDATE").is_some() {
        std::fs::write(path, matrix()).expect("matrix.txt is written");
    }
    let committed = std::fs::read_to_string(path).expect("matrix.txt is committed");
    assert_eq!(matrix(), committed, "review the change, then run the test with RESEAT_UPDATE=1");
}

#[test]
fn names_of_actions_are_unique_and_found() {
    for action in Action::ALL {
        assert_eq!(Action::by_name(action.name()), Some(*action));
    }
    assert_eq!(Action::by_name("license.teleport"), None);
}
