//! Rebuilds this crate when the console's built files change: they are embedded.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
