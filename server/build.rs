//! Names the folder with the site that the server embeds, in `HOMORU_SITE`: the one `.ci/site.mjs` built; else one put
//! together here, of style sheets and public files as they are, with the wasm `cargo leptos` just made, or without any.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs, io};

/// Folders of this crate whose files are embedded: `include_dir!` alone does not notice an added file.
const EMBEDDED: [&str; 3] = ["locales", "migrations", "seed"];

const SHEETS: [&str; 3] = ["tourist.css", "studio.css", "sheet.css"];

fn main() -> io::Result<()> {
    let here = path_of("CARGO_MANIFEST_DIR");
    let root = here.parent().unwrap_or(&here);
    println!("cargo::rerun-if-changed=build.rs");
    for folder in EMBEDDED.map(|name| here.join(name)) {
        watch(&folder);
    }
    for name in ["HOMORU_SITE", "LEPTOS_OUTPUT_NAME"] {
        println!("cargo::rerun-if-env-changed={name}");
    }

    let built = built_site();
    make_folder(&built)?;
    watch(&built);
    let leptos = env::var_os("LEPTOS_OUTPUT_NAME");
    let site = if leptos.is_none() && built.join("site.hash").exists() {
        built
    } else {
        watch(&root.join("style"));
        watch(&root.join("public"));
        let wasm = leptos.map(|_| root.join(path_of("LEPTOS_SITE_ROOT")).join("pkg"));
        let site = path_of("OUT_DIR").join("site");
        put_together(&site, root, wasm.as_deref())?;
        site
    };
    println!("cargo::rustc-env=HOMORU_SITE={}", site.display());
    Ok(())
}

fn path_of(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_default())
}

/// Runs this file again after a change in the folder. Cargo would run it every time for one that is not there.
fn watch(folder: &Path) {
    if folder.exists() {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
}

/// `HOMORU_SITE`, or `site` in the target folder this build writes to.
fn built_site() -> PathBuf {
    if let Some(site) = env::var_os("HOMORU_SITE") {
        return PathBuf::from(site);
    }
    // OUT_DIR is <target>/[<triple>/]<profile>/build/<package>/out.
    let out = path_of("OUT_DIR");
    let above_profile = out.ancestors().nth(4).unwrap_or(Path::new("target"));
    let triple = env::var_os("TARGET").unwrap_or_default();
    let target = match above_profile.parent() {
        Some(parent) if above_profile.file_name() == Some(&triple) => parent,
        _ => above_profile,
    };
    target.join("site")
}

/// Makes it where it is missing, dated long ago, so that it does not look like a change to Cargo.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::File::open(folder)?.set_modified(SystemTime::UNIX_EPOCH)
}

/// The same files under the same names as `.ci/site.mjs` makes, neither minified nor compressed.
fn put_together(site: &Path, root: &Path, wasm: Option<&Path>) -> io::Result<()> {
    let mut files = BTreeMap::new();
    for name in SHEETS {
        files.insert(name, bundle(&root.join("style").join(name))?.into_bytes());
    }
    if let Some(folder) = wasm {
        for name in ["app.js", "app.wasm"] {
            // cargo-leptos compiles both halves at once, and the program holds the site.
            let first = "the browser's half is not there yet: run `cargo leptos build --frontend-only` first";
            let content = fs::read(folder.join(name)).map_err(|error| io::Error::new(error.kind(), first))?;
            files.insert(name, content);
        }
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    let hash = format!("{:012x}", hasher.finish() >> 16);

    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site.join("pkg"))?;
    fs::write(site.join("site.hash"), &hash)?;
    for (name, content) in files {
        let name = match name.split_once('.') {
            Some((stem, end)) if name != "tourist.css" => format!("pkg/{stem}.{hash}.{end}"),
            _ => name.to_owned(),
        };
        fs::write(site.join(name), content)?;
    }
    copy(&root.join("public"), &site.join("public"))
}

/// A style sheet with those it imports, in place of the `@import "name.css";` lines.
fn bundle(sheet: &Path) -> io::Result<String> {
    let mut whole = String::new();
    for line in fs::read_to_string(sheet)?.lines() {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(name) => whole += &bundle(&sheet.with_file_name(name))?,
            None => whole.extend([line, "\n"]),
        }
    }
    Ok(whole)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
