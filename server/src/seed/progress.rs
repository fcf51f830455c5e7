//! Shows how far long work is: a bar that grows in a terminal, plain lines anywhere else, on standard error
//! so that `--json` stays clean.

use std::io::{IsTerminal as _, Write as _};

/// Threads of the bar.
const WIDTH: usize = 32;

/// One piece of long work.
pub struct Progress {
    what: &'static str,
    all: usize,
    terminal: bool,
}

impl Progress {
    pub fn new(what: &'static str, all: usize) -> Self {
        Self { what, all: all.max(1), terminal: std::io::stderr().is_terminal() }
    }

    /// Says that `done` are done. Nothing is lost when it cannot be said.
    pub fn step(&self, done: usize) {
        let (what, all) = (self.what, self.all);
        let quarter = (all / 4).max(1);
        if self.terminal {
            let woven = WIDTH * done / all;
            let bar = format!("{}{}", "█".repeat(woven), "░".repeat(WIDTH - woven.min(WIDTH)));
            let end = if done >= all { "\n" } else { "" };
            let _ = write!(std::io::stderr(), "\r{bar} {done}/{all} {what}{end}");
            let _ = std::io::stderr().flush();
        } else if done.is_multiple_of(quarter) || done >= all {
            eprintln!("{what}: {done} of {all}");
        }
    }
}
