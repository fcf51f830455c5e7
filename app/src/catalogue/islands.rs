//! The phone's part of a piece's form. Over the plain file field it lays: several photos at once, each made
//! small and sent one by one with a state of its own, and a line that tells whether the draft is saved.
//! Without script, or before it has come, the form works as it stands.

mod page;
mod send;
mod shrink;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, File};

use page::Desk;
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
    pub signed_out: String,
    pub another: String,
    pub saving: String,
    pub saved: String,
    pub unsaved: String,
}

/// How far a photo has come.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Waiting,
    Shrinking,
    /// The server is busy; this photo is the next one.
    Resting,
    /// Per cent that have left the phone.
    Going(u32),
    /// Kept by the server under this id.
    Done(String),
    /// What to tell, and whether trying again may help.
    Lost(String, bool),
}

/// A photo she picked.
#[derive(Clone, Copy)]
struct Item {
    step: RwSignal<Step>,
    /// The address of its picture on this phone.
    picture: RwSignal<String>,
    file: StoredValue<File, LocalStorage>,
}

/// What the island remembers.
#[derive(Clone, Copy)]
struct Sender {
    items: RwSignal<Vec<Item>>,
    said: StoredValue<Said>,
    desk: StoredValue<Option<Desk>, LocalStorage>,
    /// True while one photo is under way: the next one waits.
    busy: StoredValue<bool>,
    /// True when the form was to be sent and waits for its photos.
    later: RwSignal<bool>,
}

/// Takes over the file fields of the form `piece`. `draft` is true while the piece is one.
#[island]
pub fn PhotoSender(said: Said, draft: bool) -> impl IntoView {
    let sender = Sender {
        items: RwSignal::new(Vec::new()),
        said: StoredValue::new(said),
        desk: StoredValue::new_local(None),
        busy: StoredValue::new(false),
        later: RwSignal::new(false),
    };
    Effect::new(move |_| sender.wake(draft));
    view! {
        <div class="sender" translate="no">
            <p class="note" role="status" hidden=move || !sender.later.get()>
                <span>{move || sender.later.get().then(|| sender.words(|said| said.later.clone()))}</span>
            </p>
            <ol class="photos sent">
                {move || sender.items.get().into_iter().map(|item| sender.row(item)).collect_view()}
            </ol>
        </div>
    }
}

impl Sender {
    fn words(self, which: impl Fn(&Said) -> String) -> String {
        self.said.with_value(|said| which(said))
    }

    /// One photo: its picture, its state, and what can be done about it.
    fn row(self, item: Item) -> impl IntoView {
        let state = move || match item.step.get() {
            Step::Waiting | Step::Resting => self.words(|said| said.waiting.clone()),
            Step::Shrinking => self.words(|said| said.shrinking.clone()),
            Step::Going(percent) => format!("{} {percent}%", self.words(|said| said.going.clone())),
            Step::Done(_) => self.words(|said| said.done.clone()),
            Step::Lost(told, _) => told,
        };
        let class = move || match item.step.get() {
            Step::Done(_) => "state here",
            Step::Lost(..) => "err",
            _ => "state wait",
        };
        let bar = move || match item.step.get() {
            Step::Going(percent) => Some(view! { <progress max="100" value=percent.to_string() aria-label=state()></progress> }),
            _ => None,
        };
        let acts = move || match item.step.get() {
            Step::Lost(_, again) => Some(self.choices(item, again).into_any()),
            Step::Done(id) => Some(self.remove(id).into_any()),
            _ => None,
        };
        view! {
            <li>
                <img src=move || item.picture.get() width="56" height="56" alt=""/>
                <p class=class role="status">{state}</p>
                {bar}
                <div class="acts">{acts}</div>
            </li>
        }
    }

    /// Of a photo that is not there: try again, or let it be.
    fn choices(self, item: Item, again: bool) -> impl IntoView {
        let retry = again.then(|| {
            view! {
                <button type="button" class="btn line" on:click=move |_| self.retry(item)>
                    {self.words(|said| said.again.clone())}
                </button>
            }
        });
        view! {
            {retry}
            <button type="button" class="btn quiet" on:click=move |_| self.give_up(item)>
                {self.words(|said| said.give_up.clone())}
            </button>
        }
    }

    /// Of a photo that is there: the form's own button, which needs no script.
    fn remove(self, id: String) -> impl IntoView {
        view! {
            <button class="btn quiet" name="photo_do" value=format!("remove {id}")>
                {self.words(|said| said.remove.clone())}
            </button>
        }
    }

    /// Looks for the form and listens to it.
    fn wake(self, draft: bool) {
        let Some(desk) = Desk::find() else { return };
        desk.awake();
        desk.on_files(move |files| self.take(files));
        desk.on_submit(move || self.may_send());
        desk.on_online(move || self.retry_all());
        if draft {
            let (saving, saved, unsaved) = self.said.with_value(|said| (said.saving.clone(), said.saved.clone(), said.unsaved.clone()));
            desk.keep_saved(saving, saved, unsaved);
        }
        let early = desk.chosen();
        self.desk.set_value(Some(desk));
        self.take(early);
    }

    fn take(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let new = files.into_iter().map(|file| Item {
            step: RwSignal::new(Step::Waiting),
            picture: RwSignal::new(String::new()),
            file: StoredValue::new_local(file),
        });
        self.items.update(|items| items.extend(new));
        self.go_on();
    }

    /// Sends what waits, one photo after the other.
    fn go_on(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(item) = self.next() {
                self.send(item).await;
            }
            self.busy.set_value(false);
            self.finish();
        });
    }

    fn next(self) -> Option<Item> {
        self.items.with_untracked(|items| items.iter().copied().find(|item| item.step.get_untracked() == Step::Waiting))
    }

    async fn send(self, item: Item) {
        item.step.set(Step::Shrinking);
        let file = item.file.get_value();
        let small = shrink::shrink(&file).await;
        if item.picture.get_untracked().is_empty() {
            item.picture.set(page::address_of(&small));
        }
        item.step.set(Step::Going(0));
        let answer = self.deliver(item, &small).await;
        let lost = |told: fn(&Said) -> String| Step::Lost(self.words(told), true);
        item.step.set(match answer {
            Answer::Kept(id) => {
                let another = self.words(|said| said.another.clone());
                let saved = self.words(|said| said.saved.clone());
                self.desk.with_value(|desk| {
                    if let Some(desk) = desk {
                        desk.show(&item.picture.get_untracked(), &another, &saved);
                    }
                });
                Step::Done(id)
            }
            Answer::Refused(told) => Step::Lost(told, false),
            Answer::SignedOut => lost(|said| said.signed_out.clone()),
            Answer::Busy(_, told) => Step::Lost(told, true),
            Answer::Lost => lost(|said| said.lost.clone()),
        });
    }

    /// Sends once, and a few times more while the server says that it is busy.
    async fn deliver(self, item: Item, small: &Blob) -> Answer {
        let draft = self.desk.with_value(|desk| desk.as_ref().map(Desk::draft)).unwrap_or_default();
        let mut tries = 0;
        loop {
            let answer = send::photo(&draft, small, move |percent| item.step.set(Step::Going(percent))).await;
            tries += 1;
            match answer {
                Answer::Busy(seconds, _) if tries < 5 => {
                    item.step.set(Step::Resting);
                    send::sleep(seconds * 1_000).await;
                    item.step.set(Step::Going(0));
                }
                other => return other,
            }
        }
    }

    fn retry(self, item: Item) {
        item.step.set(Step::Waiting);
        self.go_on();
    }

    /// The signal is back.
    fn retry_all(self) {
        for item in self.items.get_untracked() {
            if matches!(item.step.get_untracked(), Step::Lost(_, true)) {
                item.step.set(Step::Waiting);
            }
        }
        self.go_on();
    }

    fn give_up(self, item: Item) {
        self.items.update(|items| items.retain(|one| one.step != item.step));
        self.finish();
    }

    fn unsent(self) -> usize {
        let sent = |item: &&Item| !matches!(item.step.get_untracked(), Step::Done(_));
        self.items.with_untracked(|items| items.iter().filter(sent).count())
    }

    /// Whether the form may go now; if not, it goes when the photos are there.
    fn may_send(self) -> bool {
        let free = self.unsent() == 0;
        if !free {
            self.later.set(true);
            self.retry_all();
        }
        free
    }

    fn finish(self) {
        if self.later.get_untracked() {
            self.later.set(false);
            if self.unsent() == 0 {
                self.desk.with_value(|desk| {
                    if let Some(desk) = desk {
                        desk.press_again();
                    }
                });
            }
        }
    }
}
