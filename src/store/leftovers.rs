//! What a backup or a restore that was killed left behind: whole copies of customers' data under names nobody looks for.

use super::file::beside;
use super::inspect::APPLICATION_ID;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The endings of names under which copies are made; the number of the process that makes it follows.
pub(super) const ENDINGS: [&str; 3] = [".part-", ".restoring-", ".new-"];

/// How old a copy must be to be taken for left behind where it cannot be told whether its process still runs.
const LONG: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// The name of a copy that this process makes for `path`.
pub(super) fn copy_of(path: &Path, ending: &str) -> std::path::PathBuf {
    beside(path, &format!("{ending}{}", std::process::id()))
}

/// Removes from `folder` what is left of copies whose process is gone. What cannot be removed stays for the next time.
pub(super) fn clear(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_left = process_of(&name.to_string_lossy()).is_some_and(|process| !runs(process, &entry.path()));
        if is_left && is_copy(&entry.path()) {
            for ending in ["", "-wal", "-shm", "-journal"] {
                let _ = fs::remove_file(beside(&entry.path(), ending));
            }
        }
    }
}

/// The process that makes the copy of this name; none: it is no such name.
fn process_of(name: &str) -> Option<u32> {
    let (_, number) = ENDINGS.iter().find_map(|ending| name.rsplit_once(ending))?;
    number.parse().ok()
}

fn runs(process: u32, copy: &Path) -> bool {
    if process == std::process::id() {
        return true;
    }
    if Path::new("/proc/self").exists() {
        return Path::new(&format!("/proc/{process}")).exists();
    }
    let age = fs::metadata(copy).and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
    age.is_none_or(|age| age < LONG)
}

/// Whether it is a copy of a book, begun or whole; a file of somebody else may have such a name, too.
fn is_copy(path: &Path) -> bool {
    let mut header = [0; 72];
    let read = fs::File::open(path).and_then(|mut file| file.read(&mut header));
    // Its first page is written last, and says last whose it is.
    let is_begun = header.iter().all(|byte| *byte == 0);
    let whose = &header[68..];
    let is_ours = whose == APPLICATION_ID.to_be_bytes() || whose == [0; 4];
    read.is_ok() && (is_begun || is_ours && header.starts_with(b"SQLite format 3\0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_copy_left_goes_and_what_is_somebodys_stays() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
        let mut book = vec![0; 4096];
        book[..16].copy_from_slice(b"SQLite format 3\0");
        book[68..72].copy_from_slice(&APPLICATION_ID.to_be_bytes());
        put("b.db.restoring-4000000000", &book);
        put("k.db.part-4000000001", b"");
        put("k.db.part-4000000001-journal", b"x");
        put("notes.part-4000000002", b"something of mine");
        put(&format!("b.db.part-{}", std::process::id()), &book);
        clear(folder.path());
        let mut left: Vec<String> =
            fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        left.sort();
        assert_eq!(left, [format!("b.db.part-{}", std::process::id()), "notes.part-4000000002".to_owned()]);
    }
}
