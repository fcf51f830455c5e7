//! The phone's part of a piece's form. Over the plain file field it lays: several photos at once, each made
//! small and sent one by one with a state of its own, and a line that tells whether the draft is saved.
//! Without script, or before it has come, the form works as it stands. The rows are made with the browser's own
//! means: Leptos' views of them would weigh 20 KB on a weak network.

mod page;
mod row;
mod send;
mod shrink;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

use page::Desk;
use row::{Row, Step};
use send::Answer;

/// The finished sentences of the page's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    pub waiting: String,
    pub shrinking: String,
    pub going: String,
    pub done: String,
    pub lost: String,
    pub again: String,
    pub give_up: String,
    pub remove: String,
    pub later: String,
    pub offline: String,
    pub not_yet: String,
    pub signed_out: String,
    pub another: String,
    pub saving: String,
    pub saved: String,
    pub unsaved: String,
}

/// Takes over the file fields of the form `piece`. `draft` is true while the piece is one.
#[island]
pub fn PhotoSender(said: Said, draft: bool) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(desk) = Desk::find() {
            Sender::wake(said.clone(), desk, draft);
        }
    });
    view! { <div class="sender" id="sender" translate="no"></div> }
}

/// A photo she picked.
struct Item {
    row: Row,
    file: File,
    step: RefCell<Step>,
}

impl Item {
    fn is(&self, step: &Step) -> bool {
        *self.step.borrow() == *step
    }

    fn is_sent(&self) -> bool {
        matches!(*self.step.borrow(), Step::Done(_))
    }
}

/// What the island remembers.
struct Sender {
    said: Said,
    desk: Desk,
    items: RefCell<Vec<Rc<Item>>>,
    /// True while one photo is under way: the next one waits.
    busy: Cell<bool>,
    /// True when the form was to be sent and waits for its photos.
    later: Cell<bool>,
}

impl Sender {
    /// Listens to the form.
    fn wake(said: Said, desk: Desk, draft: bool) {
        let early = desk.chosen();
        let sender =
            Rc::new(Self { said, desk, items: RefCell::default(), busy: Cell::new(false), later: Cell::new(false) });
        sender.desk.awake();
        let own = sender.clone();
        sender.desk.on_files(move |files| own.take(files));
        let own = sender.clone();
        sender.desk.on_submit(move || own.may_send());
        let own = sender.clone();
        sender.desk.on_online(move || own.retry_all());
        if draft {
            let Said { saving, saved, unsaved, .. } = sender.said.clone();
            sender.desk.keep_saved(saving, saved, unsaved);
        }
        sender.take(early);
    }

    fn take(self: &Rc<Self>, files: Vec<File>) {
        for file in files {
            let Some(row) = self.desk.new_row() else { return };
            let item = Rc::new(Item { row, file, step: RefCell::new(Step::Waiting) });
            self.items.borrow_mut().push(item.clone());
            self.set(&item, Step::Waiting);
        }
        self.go_on();
    }

    /// Moves a photo on and shows it.
    fn set(self: &Rc<Self>, item: &Rc<Item>, step: Step) {
        let (own, one) = (self.clone(), item.clone());
        let retry = move || own.retry(&one);
        let (own, one) = (self.clone(), item.clone());
        let give_up = move || own.give_up(&one);
        item.row.show(&step, &self.said, retry, give_up);
        *item.step.borrow_mut() = step;
    }

    /// Sends what waits, one photo after the other.
    fn go_on(self: &Rc<Self>) {
        if self.busy.replace(true) {
            return;
        }
        let own = self.clone();
        spawn_local(async move {
            loop {
                let next = own.items.borrow().iter().find(|item| item.is(&Step::Waiting)).cloned();
                let Some(item) = next else { break };
                own.send(&item).await;
            }
            own.busy.set(false);
            own.finish();
        });
    }

    async fn send(self: &Rc<Self>, item: &Rc<Item>) {
        self.set(item, Step::Shrinking);
        let small = shrink::shrink(&item.file).await;
        item.row.picture(&small);
        let answer = self.deliver(item, &small).await;
        let step = match answer {
            Answer::Kept(id) => {
                self.desk.show(&small, &self.said.another, &self.said.saved);
                Step::Done(id)
            }
            Answer::Refused(told) => Step::Lost(told, false),
            Answer::Busy(_, told) => Step::Lost(told, true),
            Answer::SignedOut => Step::Lost(self.said.signed_out.clone(), true),
            Answer::Lost => Step::Lost(self.said.lost.clone(), true),
        };
        self.set(item, step);
    }

    /// Sends once, and a few times more while the server says that it is busy.
    async fn deliver(self: &Rc<Self>, item: &Rc<Item>, small: &Blob) -> Answer {
        let draft = self.desk.draft();
        let mut tries = 0;
        loop {
            self.set(item, Step::Going(0));
            let (own, one) = (self.clone(), item.clone());
            let answer = send::photo(&draft, small, move |percent| own.set(&one, Step::Going(percent))).await;
            tries += 1;
            match answer {
                Answer::Busy(seconds, _) if tries < 5 => {
                    self.set(item, Step::Resting);
                    send::sleep(seconds * 1_000).await;
                }
                other => return other,
            }
        }
    }

    fn retry(self: &Rc<Self>, item: &Rc<Item>) {
        self.set(item, Step::Waiting);
        self.go_on();
    }

    /// The signal is back, or she wants to publish.
    fn retry_all(self: &Rc<Self>) {
        let all = self.items.borrow().clone();
        let lost = |item: &&Rc<Item>| matches!(*item.step.borrow(), Step::Lost(_, true));
        for item in all.iter().filter(lost) {
            self.set(item, Step::Waiting);
        }
        self.go_on();
    }

    fn give_up(self: &Rc<Self>, item: &Rc<Item>) {
        item.row.remove();
        self.items.borrow_mut().retain(|one| !Rc::ptr_eq(one, item));
    }

    fn all_sent(&self) -> bool {
        self.items.borrow().iter().all(|item| item.is_sent())
    }

    /// Whether the form may go now; if not, it goes when the photos are there.
    fn may_send(self: &Rc<Self>) -> bool {
        if !online() {
            // The browser would put a page of its own in the place of hers.
            self.desk.note(Some(&self.said.offline));
            return false;
        }
        let free = self.all_sent();
        if !free {
            self.later.set(true);
            self.desk.note(Some(&self.said.later));
            self.retry_all();
        }
        free
    }

    fn finish(&self) {
        if self.later.replace(false) {
            if self.all_sent() && online() {
                self.desk.note(None);
                self.desk.press_again();
            } else {
                self.desk.note(Some(&self.said.not_yet));
            }
        }
    }
}

/// Whether the phone believes that it has a signal.
fn online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
