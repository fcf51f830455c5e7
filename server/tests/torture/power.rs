//! Power cuts: what was not synced is gone, or half of it. The shim keeps beside each file what is durable.

use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::accountant::{LOST, Promise};
use super::buyer::Crowd;
use super::dice::Dice;
use super::kills::{PLENTY, Starts, refill};
use super::program::{Site, binary, changed};
use super::{LEFT_OUT, Run, shim};

const BUYERS: usize = 16;
const FILES: [&str; 2] = ["homoru.sqlite", "homoru.sqlite-wal"];

/// What became of a house under power cuts.
struct Cuts {
    site: Arc<Site>,
    shadow: tempfile::TempDir,
    library: PathBuf,
    promised: Vec<Promise>,
    made: i64,
    /// How many orders were lost, and how often the books were wrong otherwise.
    lost: usize,
    broken: usize,
    starts: Starts,
}

pub async fn cuts(run: Run) -> String {
    let Some(cuts) = cycles(run, &binary()).await else { return format!("{LEFT_OUT}no C compiler") };
    let Cuts { site, shadow, library, promised, made, lost, broken, starts } = cuts;
    let orders = promised.len();
    assert_eq!(
        (lost, broken),
        (0, 0),
        "of {orders} acknowledged orders {lost} were lost; {broken} times the books were wrong"
    );
    all_is_durable(&site.data, shadow.path());
    let letters = site.must_end_right(run, promised, made).await;
    std::fs::remove_file(library).unwrap();
    format!("{orders} orders were acknowledged and none was lost; {letters}; {}", starts.said())
}

/// The same program, its pragma changed: a disk that does lose what is not synced must be noticed.
pub async fn control(run: Run) -> String {
    let folder = tempfile::tempdir().unwrap();
    let weaker = changed(folder.path(), "pragma synchronous = full;", "pragma synchronous = 1;");
    let Some(cuts) = cycles(run, &weaker).await else { return format!("{LEFT_OUT}no C compiler") };
    let (orders, lost) = (cuts.promised.len(), cuts.lost);
    assert!(lost > 0, "none of {orders} orders was lost: these power cuts prove nothing");
    std::fs::remove_file(cuts.library).unwrap();
    format!("{lost} of {orders} acknowledged orders were lost, as they must be")
}

async fn cycles(run: Run, binary: &Path) -> Option<Cuts> {
    let library = shim::library()?;
    let shadow = tempfile::tempdir().unwrap();
    let mut site = Site::sqlite("stocked", PLENTY).await;
    site.set("LD_PRELOAD", &library);
    site.set("HOMORU_SHADOW", shadow.path());
    let (site, starts) = (Arc::new(site), Starts::default());
    let mut cuts = Cuts { site, shadow, library, promised: Vec::new(), made: PLENTY, lost: 0, broken: 0, starts };
    let (site, shadow) = (cuts.site.clone(), cuts.shadow.path().to_owned());
    let mut dice = Dice::new(run.seed);
    for cycle in 0..run.size {
        if cycle % 20 == 19 {
            cuts.made = refill(&site).await;
        }
        all_is_durable(&site.data, &shadow);
        let (mut program, took) = site.start_with(binary).await;
        cuts.starts.note(took);
        let crowd = Crowd::at(&site, &[program.port], BUYERS, false);
        tokio::time::sleep(Duration::from_micros(20_000 + dice.next() % 400_000)).await;
        program.kill();
        let promises = crowd.promises().await;
        cut(&site.data, &shadow, &mut dice);
        cuts.promised.extend(promises.iter().cloned());
        for line in site.audit(promises, cuts.made).await {
            match line.strip_prefix(LOST) {
                Some(rest) => {
                    cuts.lost +=
                        rest.trim_start_matches(": ").split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(1);
                }
                None => {
                    println!("cycle {cycle}: {line}");
                    cuts.broken += 1;
                }
            }
        }
    }
    assert!(!cuts.promised.is_empty(), "nobody had an order: these power cuts prove nothing");
    Some(cuts)
}

/// What lies there now has always lain there.
fn all_is_durable(data: &Path, shadow: &Path) {
    for name in FILES {
        let durable = shadow.join(format!("{name}.durable"));
        match std::fs::read(data.join(name)) {
            Ok(bytes) => std::fs::write(durable, bytes).unwrap(),
            Err(_) => drop(std::fs::remove_file(durable)),
        }
        std::fs::write(shadow.join(format!("{name}.pending")), b"").unwrap();
    }
}

/// The files as a disk may have them: everything that was synced, and of the writes since any, whole or torn.
fn cut(data: &Path, shadow: &Path, dice: &mut Dice) {
    drop(std::fs::remove_file(data.join("homoru.sqlite-shm")));
    for name in FILES {
        let durable = shadow.join(format!("{name}.durable"));
        if !durable.exists() {
            drop(std::fs::remove_file(data.join(name)));
            continue;
        }
        // Half of the time nothing unsynced arrives, otherwise each write by chance.
        let luck = dice.below(2) * dice.below(100);
        let file = std::fs::OpenOptions::new().write(true).open(&durable).unwrap();
        for (offset, bytes) in pending(&shadow.join(format!("{name}.pending"))) {
            if dice.below(100) >= luck {
                continue;
            }
            match bytes {
                Some(bytes) if dice.below(4) == 0 => {
                    file.write_all_at(&bytes[..dice.below(bytes.len() / 512 + 1) * 512], offset).unwrap();
                }
                Some(bytes) => file.write_all_at(&bytes, offset).unwrap(),
                None => file.set_len(offset).unwrap(),
            }
        }
        std::fs::copy(&durable, data.join(name)).unwrap();
    }
}

/// The writes the shim has noted since the last sync; None is a truncation.
fn pending(file: &PathBuf) -> Vec<(u64, Option<Vec<u8>>)> {
    let bytes = std::fs::read(file).unwrap();
    let number = |at: usize| Some(i64::from_ne_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let (mut at, mut writes) = (0, Vec::new());
    while let (Some(offset), Some(length)) = (number(at), number(at + 8)) {
        at += 16;
        let size = usize::try_from(length).unwrap_or_default();
        let Some(content) = bytes.get(at..at + size) else { break };
        writes.push((u64::try_from(offset).unwrap(), (length >= 0).then(|| content.to_vec())));
        at += size;
    }
    writes
}
