//! The `homoru` command itself: one clear sentence and a non-zero exit where it cannot go on.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn homoru(data: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_homoru"));
    command.args(args).env("HOMORU_DATA", data).env("HOMORU_ADDR", "127.0.0.1:0").stdin(Stdio::null());
    for name in ["DATABASE_URL", "HOMORU_PUBLIC_URL", "HOMORU_SECRET_KEYS", "HOMORU_SMTP_URL", "LC_ALL", "LANG"] {
        command.env_remove(name);
    }
    command.current_dir(data.parent().unwrap_or(data));
    command
}

fn said(output: &Output) -> String {
    [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].join("\n")
}

#[track_caller]
fn refuses(output: &Output, words: &str) {
    let said = said(output);
    assert!(!output.status.success(), "it went on:\n{said}");
    assert!(said.contains(words), "{words:?} is missing in:\n{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[test]
fn a_taken_port_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = homoru(folder.path(), &["serve"]).env("HOMORU_ADDR", &address).output().unwrap();
    refuses(&output, &format!("{address} is taken"));
}

#[test]
fn a_data_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let output = homoru(&file, &["serve"]).current_dir(folder.path()).output().unwrap();
    refuses(&output, "HOMORU_DATA");
}

#[test]
fn wrong_settings_are_all_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = homoru(folder.path(), &["check"]);
    let output = command.env("HOMORU_ADDR", "here").env("HOMORU_PUBLIC_URL", "somewhere").output().unwrap();
    refuses(&output, "HOMORU_ADDR");
    assert!(said(&output).contains("HOMORU_PUBLIC_URL"), "{}", said(&output));
}

#[test]
fn the_first_administrator_gets_a_link_where_no_password_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let output = homoru(folder.path(), &["admin", "create", "--email", "ketua@contoh.test"]).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("/invite/"), "{}", said(&output));
}

#[test]
fn an_import_with_a_wrong_row_names_it_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("regions.csv");
    std::fs::write(&file, "code,name,province\n74.07,Kabupaten Wakatobi,Sulawesi Tenggara\n74.07.1,Wangi Wangi,\n")
        .unwrap();
    let path = file.display().to_string();
    let output = homoru(folder.path(), &["regions", "import", &path, "--apply"]).output().unwrap();
    refuses(&output, "3");
    std::fs::write(&file, "code,name,province\n74.07,Kabupaten Wakatobi,Sulawesi Tenggara\n").unwrap();
    let output = homoru(folder.path(), &["regions", "import", &path]).output().unwrap();
    assert!(output.status.success() && said(&output).contains("+ 74.07 Kabupaten Wakatobi"), "{}", said(&output));
}

#[test]
fn the_data_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let made = homoru(&data, &["admin", "create", "--email", "ketua@contoh.test"]).output().unwrap();
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(std::fs::metadata(data.join("secret.keys")).unwrap().permissions().mode() & 0o777, 0o600);
    // Also in a folder that was there before and that others may look into.
    let shared = folder.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o755)).unwrap();
    let made = homoru(&shared, &["admin", "create", "--email", "ketua@contoh.test"]).output().unwrap();
    assert!(made.status.success(), "{}", said(&made));
    for (name, mode) in [("homoru.sqlite", 0o600), ("media", 0o700)] {
        assert_eq!(std::fs::metadata(shared.join(name)).unwrap().permissions().mode() & 0o777, mode, "{name}");
    }
}

#[test]
fn a_house_that_lost_its_keys_says_so_instead_of_making_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    let create = ["admin", "create", "--email", "ketua@contoh.test"];
    assert!(homoru(folder.path(), &create).output().unwrap().status.success());
    std::fs::remove_file(folder.path().join("secret.keys")).unwrap();
    refuses(&homoru(folder.path(), &create).output().unwrap(), "secret.keys");
    let check = homoru(folder.path(), &["check"]).output().unwrap();
    assert!(
        !check.status.success() && said(&check).contains("BROKEN  this database holds people's accounts"),
        "{}",
        said(&check)
    );
    assert!(!folder.path().join("secret.keys").exists());
}

#[test]
fn an_env_file_that_cannot_be_read_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(".env"), "HOMORU MAIL\nHOMORU_DATA=elsewhere\n").unwrap();
    let output = homoru(&folder.path().join("data"), &["check"]).current_dir(folder.path()).output().unwrap();
    refuses(&output, ".env cannot be read");
    assert!(!folder.path().join("data").exists() && !folder.path().join("elsewhere").exists());
}

#[test]
fn check_ends_well_for_an_empty_house_and_says_what_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let output = homoru(folder.path(), &["check"]).output().unwrap();
    let said = said(&output);
    assert!(said.contains("homoru admin create"), "{said}");
    assert!(output.status.success(), "{said}");
}
