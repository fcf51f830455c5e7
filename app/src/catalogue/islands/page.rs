//! The form around the island, as the browser has it: its file fields, its picture frame, its draft line.
//! Whatever is missing is left out; nothing here may keep the form from being sent.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Blob, Document, Event, File, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent, Url,
};

use super::row::Row;
use super::send;

/// How long she may pause before the draft is saved, in ms.
const PAUSE: u32 = 1_500;

/// The form of the piece.
#[derive(Clone)]
pub struct Desk {
    document: Document,
    form: HtmlFormElement,
    /// The button whose press waits for the photos.
    pressed: Rc<RefCell<Option<HtmlElement>>>,
}

impl Desk {
    /// The form on this page.
    pub fn find() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let form = document.get_element_by_id("piece")?.dyn_into().ok()?;
        Some(Self { document, form, pressed: Rc::default() })
    }

    /// A row for one more photo; the list comes with the first.
    pub fn new_row(&self) -> Option<Row> {
        let home = self.document.get_element_by_id("sender")?;
        let list = match home.query_selector("ol") {
            Ok(Some(list)) => list,
            _ => {
                let list = self.document.create_element("ol").ok()?;
                list.set_class_name("photos sent");
                home.append_with_node_1(&list).ok()?;
                list
            }
        };
        Row::new(self.document.clone(), &list).ok()
    }

    /// Says something above the rows, or nothing any more.
    pub fn note(&self, text: Option<&str>) {
        let Some(home) = self.document.get_element_by_id("sender") else {
            return;
        };
        if let Ok(Some(old)) = home.query_selector(".note") {
            old.remove();
        }
        if let (Some(text), Ok(note)) = (text, self.document.create_element("p")) {
            note.set_class_name("note");
            tried(note.set_attribute("role", "status"));
            note.set_text_content(Some(text));
            tried(home.prepend_with_node_1(&note));
        }
    }

    /// The draft's id, from the hidden field.
    pub fn draft(&self) -> String {
        self.field("[name=draft]").map(|field| field.value()).unwrap_or_default()
    }

    fn field(&self, selector: &str) -> Option<HtmlInputElement> {
        self.form.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    fn file_fields(&self) -> impl Iterator<Item = HtmlInputElement> {
        ["#camera", "#photo"].into_iter().filter_map(|id| self.field(id))
    }

    /// The style shows the buttons that need script.
    pub fn awake(&self) {
        tried(self.form.class_list().add_1("awake"));
        if let Some(gallery) = self.field("#photo") {
            gallery.set_multiple(true);
        }
    }

    /// The photos that were chosen before the island woke, and from now on.
    pub fn chosen(&self) -> Vec<File> {
        self.file_fields().flat_map(|field| taken(&field)).collect()
    }

    /// Calls with the files of every choice, and empties the field: the form brings no photo twice.
    pub fn on_files(&self, take: impl Fn(Vec<File>) + Clone + 'static) {
        for field in self.file_fields() {
            let (take, source) = (take.clone(), field.clone());
            listen(&field, "change", move |_| take(taken(&source)));
        }
    }

    /// Asks before the form goes; a button that has to wait is remembered.
    pub fn on_submit(&self, may_send: impl Fn() -> bool + 'static) {
        let pressed = self.pressed.clone();
        listen(&self.form, "submit", move |event| {
            if may_send() {
                return;
            }
            event.prevent_default();
            let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
            *pressed.borrow_mut() = button;
        });
    }

    /// Presses the button that had to wait.
    pub fn press_again(&self) {
        let button = self.pressed.borrow_mut().take();
        let sent = match &button {
            Some(button) => self.form.request_submit_with_submitter(Some(button)),
            None => self.form.request_submit(),
        };
        if sent.is_err() {
            tried(self.form.submit());
        }
    }

    /// Calls when the phone has a signal again.
    pub fn on_online(&self, call: impl Fn() + 'static) {
        if let Some(window) = web_sys::window() {
            listen(&window, "online", move |_| call());
        }
    }

    /// Saves the draft whenever she pauses, and keeps its line true.
    pub fn keep_saved(&self, saving: String, saved: String, unsaved: String) {
        let (turn, busy) = (Rc::new(Cell::new(0_u32)), Rc::new(Cell::new(false)));
        let desk = self.clone();
        listen(&self.form, "input", move |_| {
            desk.tell(&unsaved, false);
            let mine = turn.get() + 1;
            turn.set(mine);
            let (desk, turn, busy) = (desk.clone(), turn.clone(), busy.clone());
            let (saving, saved, unsaved) = (saving.clone(), saved.clone(), unsaved.clone());
            spawn_local(async move {
                send::sleep(PAUSE).await;
                // One at a time, or an older one could arrive last; the one under way sees to what came meanwhile.
                if turn.get() != mine || busy.replace(true) {
                    return;
                }
                loop {
                    let sent = turn.get();
                    desk.tell(&saving, false);
                    let kept = send::draft(&desk.form.action(), desk.fields()).await;
                    if turn.get() == sent {
                        desk.tell(if kept { &saved } else { &unsaved }, kept);
                        break;
                    }
                    send::sleep(PAUSE).await;
                }
                busy.set(false);
            });
        });
    }

    /// Everything typed, without photos, to be saved.
    fn fields(&self) -> Option<FormData> {
        let fields = FormData::new_with_form(&self.form).ok()?;
        fields.delete("photo");
        fields.set_with_str("do", "save").ok()?;
        Some(fields)
    }

    /// Writes the line that tells whether the draft is saved.
    fn tell(&self, text: &str, saved: bool) {
        let Some(line) = self.document.get_element_by_id("draft-state") else {
            return;
        };
        line.set_text_content(Some(text));
        line.set_class_name(if saved { "tip state here" } else { "tip state wait" });
        tried(line.remove_attribute("hidden"));
    }

    /// Hangs the first photo into the empty frame; the frame's button then asks for another one.
    pub fn show(&self, picture: &Blob, another: &str, saved: &str) {
        if self.document.get_element_by_id("draft-state").is_some_and(|line| line.has_attribute("hidden")) {
            self.tell(saved, true);
        }
        let Some(frame) = self.document.get_element_by_id("shot") else {
            return;
        };
        if !matches!(frame.query_selector("img"), Ok(None)) {
            return;
        }
        if let Ok(image) = self.document.create_element("img") {
            tried(image.set_attribute("src", &Url::create_object_url_with_blob(picture).unwrap_or_default()));
            tried(image.set_attribute("alt", ""));
            tried(frame.prepend_with_node_1(&image));
        }
        if let Ok(Some(label)) = frame.query_selector("label.empty") {
            label.set_class_name("btn again with-script");
            if let Ok(Some(words)) = label.query_selector("span") {
                words.set_text_content(Some(another));
            }
        }
    }
}

/// What a browser refuses to do here is a nicety: the form works without it.
pub fn tried<T>(_done: Result<T, JsValue>) {}

/// The files of a field, which is empty then.
fn taken(field: &HtmlInputElement) -> Vec<File> {
    let files =
        field.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
    field.set_value("");
    files
}

/// Listens as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, event: &str, call: impl FnMut(Event) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(call);
    tried(target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref()));
    call.forget();
}
