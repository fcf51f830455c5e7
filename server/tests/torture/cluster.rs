//! A PostgreSQL cluster that may be crashed without hurting anybody else's tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    /// Its folder is a small disk of its own, to be taken away at the end.
    mounted: bool,
}

impl Cluster {
    /// `.ci/with-postgres` clears away what a killed run leaves: the folder is named as its own are.
    pub fn start() -> Self {
        let number = server::clock::below(1_000_000);
        let folder = PathBuf::from(format!("/tmp/homoru-pg.{}.torture{number}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let cluster = Self { bin: bin(), folder, mounted: false };
        cluster.set_up();
        cluster
    }

    /// The same on a disk of so many MB; None where this user may not mount one.
    pub fn on_a_small_disk(megabytes: usize) -> Option<Self> {
        let number = server::clock::below(1_000_000);
        let folder = PathBuf::from(format!("/tmp/homoru-pg.{}.small{number}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let size = format!("size={megabytes}m");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(&folder)
            .stderr(Stdio::null())
            .status();
        if !mount.is_ok_and(|status| status.success()) {
            std::fs::remove_dir(&folder).unwrap();
            return None;
        }
        let cluster = Self { bin: bin(), folder, mounted: true };
        cluster.set_up();
        Some(cluster)
    }

    fn set_up(&self) {
        if is_root() {
            assert!(Command::new("chown").arg(owner()).arg(&self.folder).status().unwrap().success());
        }
        let data = self.data();
        self.run(
            "initdb",
            &["-D", &data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"],
        );
        self.up();
    }

    /// Takes all the room its disk has left, until `free`.
    pub fn fill(&self) {
        let mut file = std::fs::File::create(self.folder.join("filler")).unwrap();
        let block = vec![1; 1 << 16];
        while std::io::Write::write_all(&mut file, &block).is_ok() {}
        while std::io::Write::write_all(&mut file, &block[..512]).is_ok() {}
    }

    pub fn free(&self) {
        std::fs::remove_file(self.folder.join("filler")).unwrap();
    }

    pub fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=postgres", self.folder.display())
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    pub fn up(&self) {
        let said = format!("-c fsync=off -c listen_addresses='' -c unix_socket_directories={}", self.folder.display());
        let log = self.folder.join("log").display().to_string();
        self.run("pg_ctl", &["-D", &self.data(), "-w", "-l", &log, "-o", &said, "start"]);
    }

    /// All its processes are killed; what it had written to the system stays.
    pub fn crash(&self) {
        self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "stop"]);
    }

    fn run(&self, program: &str, args: &[&str]) {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            let owner = owner();
            command.arg(format!("--reuid={owner}")).arg(format!("--regid={owner}")).arg("--init-groups").arg(&program);
            command
        } else {
            Command::new(&program)
        };
        let status = command.args(args).current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(status.success(), "{} {args:?}", program.display());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.crash();
        if self.mounted {
            assert!(Command::new("umount").arg(&self.folder).status().unwrap().success());
        }
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).is_ok_and(|uid| uid == 0)
}

fn owner() -> &'static str {
    let known = Command::new("id").arg("postgres").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if known.is_ok_and(|status| status.success()) { "postgres" } else { "nobody" }
}

/// The newest installed one.
fn bin() -> PathBuf {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().unwrap_or_else(|| Path::new("/usr/bin").to_owned())
}
