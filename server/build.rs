//! Tells the compiler where the built site lies (`HOMORU_SITE`) and when to look again.
//! The site itself is made by `.ci/site.mjs`; without it the server compiles with an empty one.

use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs, io};

/// Folders whose files are embedded: `include_dir!` alone does not notice an added file.
const EMBEDDED: [&str; 3] = ["locales", "migrations", "seed"];

fn main() -> io::Result<()> {
    let site = site_folder();
    if !site.join("site.hash").exists() {
        make_empty(&site)?;
    }
    println!("cargo::rustc-env=HOMORU_SITE={}", site.display());
    println!("cargo::rerun-if-env-changed=HOMORU_SITE");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", site.display());
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    for name in EMBEDDED {
        let folder = crate_folder.join(name);
        // Cargo would run this file every time for a folder that is not there.
        if folder.exists() {
            println!("cargo::rerun-if-changed={}", folder.display());
        }
    }
    Ok(())
}

/// `HOMORU_SITE`, or `site` in the target folder this build writes to.
fn site_folder() -> PathBuf {
    if let Some(site) = env::var_os("HOMORU_SITE") {
        return PathBuf::from(site);
    }
    // OUT_DIR is <target>/[<triple>/]<profile>/build/<package>/out.
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let above_profile = out.ancestors().nth(4).unwrap_or(Path::new("target"));
    let triple = env::var_os("TARGET").unwrap_or_default();
    let target = match above_profile.parent() {
        Some(parent) if above_profile.file_name() == Some(&triple) => parent,
        _ => above_profile,
    };
    target.join("site")
}

/// An empty site, dated long ago, so that making it does not look like a change to Cargo.
fn make_empty(site: &Path) -> io::Result<()> {
    fs::create_dir_all(site)?;
    let mark = site.join("site.hash");
    fs::write(&mark, "empty")?;
    for path in [mark.as_path(), site] {
        fs::File::open(path)?.set_modified(SystemTime::UNIX_EPOCH)?;
    }
    Ok(())
}
