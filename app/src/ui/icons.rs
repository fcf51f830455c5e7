//! Icons: 24 units square, one line 1.6 wide with round ends, in the colour of the words beside them.
//! An icon is never alone: a word or a label stands with it, so it is hidden from readers.

use leptos::prelude::*;

/// Names each icon once, with what it means and how it is drawn.
macro_rules! icons {
    ($($(#[$doc:meta])+ $name:ident = $path:literal;)+) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Ico {
            $($(#[$doc])+ $name,)+
        }

        impl Ico {
            /// Every icon, in the order they are drawn below.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// What stands inside the `<svg>`.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$name => $path,)+
                }
            }
        }
    };
}

icons! {
    /// The language switch.
    Globe = r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3.5 4 3.5 14 0 18M12 3c-3.5 4-3.5 14 0 18"/>"#;
    /// To where one came from.
    Back = r#"<path d="M15 5l-7 7 7 7"/>"#;
    /// A row that leads on.
    Next = r#"<path d="M9 5l7 7-7 7"/>"#;
    /// Earlier in a list, or one place up.
    Up = r#"<path d="M12 20V5M6 11l6-6 6 6"/>"#;
    /// Later in a list, or one place down.
    Down = r#"<path d="M12 4v15M6 13l6 6 6-6"/>"#;
    /// Done, money has arrived.
    Check = r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#;
    /// Needs attention.
    Warning = r#"<path d="M12 4l9 16H3zM12 10v4.5M12 17.3v.2"/>"#;
    /// Worth knowing.
    Info = r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.2"/>"#;
    /// Adds something.
    Plus = r#"<circle cx="12" cy="12" r="9.5"/><path d="M12 7v10M7 12h10"/>"#;
    /// Changes what is written.
    Edit = r#"<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>"#;
    /// Makes another like it.
    Copy = r#"<path d="M9 9h11v11H9zM15 9V4H4v11h5"/>"#;
    /// Takes away.
    Trash = r#"<path d="M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5"/>"#;
    /// Kept out of sight, not thrown away.
    Archive = r#"<path d="M4 5h16v4H4zM5.5 9v11h13V9M10 13h4"/>"#;
    /// The main photo.
    Star = r#"<path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z"/>"#;
    /// Looks again, tries again.
    Again = r#"<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3L20 9M20 4v5h-5"/>"#;
    /// Takes a step back; money comes back.
    Undo = r#"<path d="M8 6l-4 4 4 4M4 10h10a5 5 0 0 1 0 10H9"/>"#;
    /// Searches.
    Search = r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"#;
    /// Settings.
    Gear = r#"<circle cx="12" cy="12" r="2.8"/><circle cx="12" cy="12" r="6.8"/><path d="M12 2.5v2.7M12 18.8v2.7M2.5 12h2.7M18.8 12h2.7M5.3 5.3l1.9 1.9M16.8 16.8l1.9 1.9M5.3 18.7l1.9-1.9M16.8 7.2l1.9-1.9"/>"#;
    /// A list of things.
    List = r#"<path d="M9 6h12M9 12h12M9 18h12M4 6h.3M4 12h.3M4 18h.3"/>"#;

    /// Takes a photo.
    Camera = r#"<path d="M4 8h4l2-3h4l2 3h4v11H4z"/><circle cx="12" cy="13" r="3.5"/>"#;
    /// A photo that exists.
    Photo = r#"<path d="M4 5h16v14H4zM4 16l5-5 4.5 4.5L16 13l4 4"/><circle cx="15.5" cy="9.3" r="1.4"/>"#;
    /// Seen, shown.
    Eye = r#"<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z"/><circle cx="12" cy="12" r="3"/>"#;
    /// Hidden.
    Hidden = r#"<path d="M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM4 20L20 4"/><circle cx="12" cy="12" r="3"/>"#;
    /// A hang tag.
    Tag = r#"<path d="M12 3l6 5v13H6V8z"/><circle cx="12" cy="9" r="1.3"/><path d="M9.5 14h5M9.5 17h5"/>"#;
    /// Prints on paper.
    Printer = r#"<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>"#;
    /// Saves a file.
    Download = r#"<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>"#;
    /// A page's link.
    Link = r#"<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.6-5.6L12 7.3M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.6 5.6L12 16.7"/>"#;
    /// A chat, WhatsApp among them.
    Chat = r#"<path d="M4 20l1.3-4A8 8 0 1 1 8.5 19z"/>"#;
    /// E-mail.
    Mail = r#"<path d="M3 6h18v12H3zM3.5 6.5L12 13l8.5-6.5"/>"#;
    /// A phone: this device.
    Phone = r#"<path d="M7 3h10v18H7zM10.5 18h3"/>"#;

    /// QRIS, or any square code.
    Qris = r#"<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18.5 14h1.5M14 18.5v1.5"/>"#;
    /// Notes and coins.
    Cash = r#"<path d="M3 7h18v10H3zM6 10v4M18 10v4"/><circle cx="12" cy="12" r="2.5"/>"#;
    /// A bank account.
    Bank = r#"<path d="M3 10l9-6 9 6zM5 10v8M10 10v8M14 10v8M19 10v8M3 20h18"/>"#;
    /// A payment card.
    Card = r#"<path d="M3 6h18v12H3zM3 10h18M6.5 14.5h4"/>"#;
    /// The artisan's money.
    Wallet = r#"<path d="M4 8h16v12H4zM4 8l12-4v4M15 12.5h5v3h-5z"/>"#;
    /// Carried home.
    Bag = r#"<path d="M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2"/>"#;
    /// Handed over: a parcel above an open hand.
    Hand = r#"<path d="M8.5 3h7v6.5h-7zM12 3v2.5M2.5 13.5h4l3.5 2h4a1.5 1.5 0 0 1 0 3h-4M15 17.5l5-3c1.5-.6 2.3 1.2 1 2.1L14 21l-11.5-1.5"/>"#;
    /// Orders.
    Basket = r#"<path d="M3 10h18l-2.5 10h-13zM8 10l3-6M16 10l-3-6M9 13.5v3M12 13.5v3M15 13.5v3"/>"#;
    /// A parcel that is sent.
    Parcel = r#"<path d="M3.5 8 12 3.5 20.5 8v8.5L12 21l-8.5-4.5zM3.5 8l8.5 4.5L20.5 8M12 12.5V21M7.8 5.7l8.6 4.6"/>"#;
    /// Kept for a while.
    Hourglass = r#"<path d="M6 3h12M6 21h12M7 3c0 6 4 6 4 9s-4 3-4 9M17 3c0 6-4 6-4 9s4 3 4 9"/>"#;
    /// A time of day, days of work.
    Clock = r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>"#;

    /// Home.
    Home = r#"<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>"#;
    /// A shop.
    Shop = r#"<path d="M5 11v9h14v-9M5 4h14l2 5c0 2.5-3 2.5-4.5 0-1.5 2.5-3 2.5-4.5 0-1.5 2.5-3 2.5-4.5 0C6 11.5 3 11.5 3 9zM10 20v-5h4v5"/>"#;
    /// One person.
    Person = r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7"/>"#;
    /// Several people.
    People = r#"<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6M16 5a3.5 3.5 0 0 1 0 6.5M17.5 14.2c2.3.7 3.5 2.8 3.5 5.8"/>"#;
    /// Invites somebody.
    Invite = r#"<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6M18 5v6M15 8h6"/>"#;
    /// A PIN, something kept safe.
    Lock = r#"<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2"/>"#;
    /// Sign-out.
    Logout = r#"<path d="M14 4H5v16h9M10 12h11M17 8l4 4-4 4"/>"#;
    /// Figures over time.
    Chart = r#"<path d="M3 20h18M5.5 20v-6h3v6M10.5 20V6h3v14M15.5 20v-9h3v9"/>"#;

    /// Where.
    Place = r#"<path d="M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11z"/><circle cx="12" cy="10" r="2.2"/>"#;

    /// The loom: technique.
    Loom = r#"<path d="M4 4v16M20 4v16M3 6h18M3 18h18M8 6v12M12 6v12M16 6v12M6 14h12M6 16h12"/>"#;
    /// A ball of yarn: fibre.
    Yarn = r#"<circle cx="11" cy="12" r="7.5"/><path d="M5 8c4 0 8.5 3 10.5 9.5M4 12.5c4 0 6.5 2.5 8 6.5M9 5c4.5.7 8 4 9.5 8.5M17 17c.5 2.5 2 4 4 4"/>"#;
    /// A drop: dye.
    Drop = r#"<path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 14.5a3 3 0 0 0 2 2.5"/>"#;
    /// A lattice: motif.
    Motif = r#"<path d="M12 3l9 9-9 9-9-9zM12 8l4 4-4 4-4-4z"/>"#;
    /// Size.
    Ruler = r#"<path d="M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2"/>"#;
    /// Weight.
    Weight = r#"<path d="M6.5 9h11L20 20H4zM9 9a3 3 0 1 1 6 0"/>"#;
    /// Washing and care.
    Wash = r#"<path d="M3 9l2 11h14l2-11M3 11c2-2 4-2 6 0s4 2 6 0 4-2 6 0M9 3v3M15 3v3M12 2v3"/>"#;
    /// What a piece is for: a cloth hung up.
    Cloth = r#"<path d="M3 5h18M6 5v12h12V5M6 9h12M6 13h12M8 17v3M11 17v3M13 17v3M16 17v3"/>"#;
    /// One only.
    One = r#"<path d="M5 7h14v11H5zM8.5 7v11M12 7v11M5 18v2M8 18v2M11 18v2M14 18v2M17 18v2M19 18v2"/>"#;
    /// Several alike.
    Several = r#"<path d="M4 15h16v4H4zM4 10.5h16V15H4zM4 6h16v4.5H4zM8 6v13M11 6v13"/>"#;
    /// Made to order: half on the loom.
    ToOrder = r#"<path d="M4 4v16M20 4v16M3 6h18M3 18h18M8 6v7M12 6v7M16 6v7M6 13h12v5M6 15.5h12"/>"#;
}

/// One icon.
#[component]
pub fn Icon(name: Ico) -> impl IntoView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true" inner_html=name.path()></svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_lines_only_and_takes_its_colour_from_the_words_beside_it() {
        for icon in Ico::ALL {
            let drawn = icon.path();
            assert!(drawn.starts_with('<') && drawn.ends_with("/>"), "{icon:?}");
            assert!(!drawn.contains("fill") && !drawn.contains("stroke") && !drawn.contains("style"), "{icon:?}");
        }
    }
}
