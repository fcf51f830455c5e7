//! Words in the reader's language, and how numbers, money, days and times are written in it.
//! The sentences themselves are the server's (`server/locales`); islands get them as props.

use std::sync::Arc;

use crate::error::Message;
use crate::money::Money;
use crate::time::{self, Zone};

/// A language that is complete and therefore offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    Id,
    En,
}

/// Languages that have a URL but no complete words yet: they answer with the English page.
pub const PLANNED: [&str; 6] = ["zh", "ja", "ko", "de", "fr", "nl"];

impl Lang {
    /// All that are offered, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// The part of the URL and the value of `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Id => "Bahasa Indonesia",
            Self::En => "English",
        }
    }

    /// Reads `id` or `en`.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// What fills a gap in a sentence. A number chooses plurals; anything formatted is text.
#[derive(Clone, Debug)]
pub enum Arg {
    Text(String),
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// Where sentences come from.
pub trait Translate: Send + Sync {
    /// The sentence of `key`; the key itself when it is missing (a test makes sure none is).
    fn text(&self, lang: Lang, key: &str, args: &[(&str, Arg)]) -> String;
}

/// The words of one reader.
#[derive(Clone)]
pub struct Words {
    pub lang: Lang,
    source: Arc<dyn Translate>,
}

impl Words {
    pub fn new(lang: Lang, source: Arc<dyn Translate>) -> Self {
        Self { lang, source }
    }

    /// The same source in another language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Self {
        Self { lang, source: self.source.clone() }
    }

    /// A sentence without gaps.
    pub fn t(&self, key: &str) -> String {
        self.source.text(self.lang, key, &[])
    }

    /// A sentence with its gaps filled.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.source.text(self.lang, key, args)
    }

    /// A message that came from a rule.
    pub fn message(&self, message: &Message) -> String {
        let args: Vec<(&str, Arg)> =
            message.args.iter().map(|(name, value)| (name.as_ref(), Arg::Text(value.clone()))).collect();
        self.source.text(self.lang, &message.key, &args)
    }

    /// `Rp1.250.000`, the one spelling of money in every language.
    pub fn money(&self, money: Money) -> String {
        crate::money::format_rupiah(money)
    }

    /// `1.250` in Indonesian, `1,250` in English.
    pub fn number(&self, number: i64) -> String {
        let mark = match self.lang {
            Lang::Id => '.',
            Lang::En => ',',
        };
        let digits = number.unsigned_abs().to_string();
        let mut out = String::new();
        if number < 0 {
            out.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// `8 Agustus 2026`, `8 August 2026`.
    pub fn date(&self, ms: i64, zone: Zone) -> String {
        let day = time::day_of(ms, zone);
        self.with(
            "core-date",
            &[
                ("day", Arg::Number(i64::from(day.day()))),
                ("month", self.month(i64::from(day.month())).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// A month's name, 1 to 12.
    pub fn month(&self, month: i64) -> String {
        self.t(&format!("core-month-{month}"))
    }

    /// A weekday's name, 1 is Monday.
    pub fn weekday(&self, weekday: i64) -> String {
        self.t(&format!("core-weekday-{weekday}"))
    }

    /// `Agu`, `Aug`: where there is little room.
    pub fn month_short(&self, month: i64) -> String {
        self.month(month).chars().take(3).collect()
    }

    /// `Rab`, `Wed`: where there is little room.
    pub fn weekday_short(&self, weekday: i64) -> String {
        self.weekday(weekday).chars().take(3).collect()
    }

    /// `08.30 WITA` in Indonesian, `08:30 WITA` in English.
    pub fn time(&self, ms: i64, zone: Zone) -> String {
        format!("{} {}", self.clock(time::minutes_of_day(ms, zone)), zone.label())
    }

    /// Minutes since midnight as `08.30` or `08:30`.
    pub fn clock(&self, minutes: i64) -> String {
        let mark = match self.lang {
            Lang::Id => '.',
            Lang::En => ':',
        };
        format!("{:02}{mark}{:02}", minutes / 60, minutes % 60)
    }

    /// Day and time in one: `8 Agustus 2026, 08.30 WITA`.
    pub fn moment(&self, ms: i64, zone: Zone) -> String {
        format!("{}, {}", self.date(ms, zone), self.time(ms, zone))
    }
}
