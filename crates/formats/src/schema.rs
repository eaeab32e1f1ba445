//! For tests: whether a JSON schema and the structure that reads the file name the same keys.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The keys that `T` reads, as its error about an unknown one lists them.
pub(crate) fn keys_of<T: DeserializeOwned>() -> BTreeSet<String> {
    let error =
        serde_json::from_str::<T>(r#"{"?": null}"#).err().map(|error| error.to_string()).unwrap_or_default();
    let expected = error.split_once("expected").map_or("", |(_, expected)| expected);
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The keys of the object that `pointer` names in a schema, which must allow no others.
pub(crate) fn keys_in(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let object = schema.pointer(pointer).unwrap_or_else(|| panic!("the schema has no {pointer}"));
    assert_eq!(object["additionalProperties"], Value::Bool(false), "{pointer}");
    object["properties"].as_object().unwrap().keys().cloned().collect()
}
