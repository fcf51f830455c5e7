//! `shim.c`, compiled with the machine's C compiler.

use std::path::PathBuf;
use std::process::Command;

/// The library to preload; None, with a word, where there is no C compiler.
pub fn library() -> Option<PathBuf> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/torture/shim.c");
    let library = std::env::temp_dir().join(format!("homoru-shim-{}.so", std::process::id()));
    let made = Command::new("cc")
        .args(["-O2", "-shared", "-fPIC", "-o"])
        .arg(&library)
        .args([source, "-ldl", "-lpthread"])
        .status();
    match made {
        Ok(status) if status.success() => Some(library),
        _ => {
            println!("no C compiler (cc): what needs {source} is left out");
            None
        }
    }
}
