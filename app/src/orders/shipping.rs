//! What sending costs: a regency's own table of services by zone and weight, and what it offers for a parcel. No
//! courier is asked; the officer keeps the table. Prices are per parcel, weights in grams.

pub mod countries;
pub mod customs;
pub mod measured;

pub mod pages;
pub mod papers;
pub mod share;
pub mod tariff;
#[cfg(test)]
mod tests;
pub mod weight;

use std::cmp::Reverse;

use crate::form::Typed;
use crate::ids::ServiceId;
use crate::money::Money;
use tariff::Tariff;

/// Where a parcel goes, as somebody at a post counter would say it: first within the country, then abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SendZone {
    Regency,
    Province,
    JavaBali,
    Indonesia,
    SoutheastAsia,
    Asia,
    Oceania,
    Europe,
    America,
    Africa,
}

impl SendZone {
    /// All, from near to far.
    pub const ALL: [Self; 10] = [
        Self::Regency,
        Self::Province,
        Self::JavaBali,
        Self::Indonesia,
        Self::SoutheastAsia,
        Self::Asia,
        Self::Oceania,
        Self::Europe,
        Self::America,
        Self::Africa,
    ];
    /// Those that a buyer in Indonesia chooses from.
    pub const DOMESTIC: [Self; 4] = [Self::Regency, Self::Province, Self::JavaBali, Self::Indonesia];

    /// As it stands in the database, in forms and in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regency => "regency",
            Self::Province => "province",
            Self::JavaBali => "java_bali",
            Self::Indonesia => "indonesia",
            Self::SoutheastAsia => "southeast_asia",
            Self::Asia => "asia",
            Self::Oceania => "oceania",
            Self::Europe => "europe",
            Self::America => "america",
            Self::Africa => "africa",
        }
    }

    /// Reads what the database, a form or a file holds.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.as_str() == text)
    }

    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Regency => "orders-shipping-zone-regency",
            Self::Province => "orders-shipping-zone-province",
            Self::JavaBali => "orders-shipping-zone-java-bali",
            Self::Indonesia => "orders-shipping-zone-indonesia",
            Self::SoutheastAsia => "orders-shipping-zone-southeast-asia",
            Self::Asia => "orders-shipping-zone-asia",
            Self::Oceania => "orders-shipping-zone-oceania",
            Self::Europe => "orders-shipping-zone-europe",
            Self::America => "orders-shipping-zone-america",
            Self::Africa => "orders-shipping-zone-africa",
        }
    }

    /// Whether a parcel there passes customs.
    pub fn abroad(self) -> bool {
        !Self::DOMESTIC.contains(&self)
    }
}

/// One way of sending to one zone, as it stands in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub id: ServiceId,
    pub tariff: Tariff,
    /// Grows with every change.
    pub version: i64,
}

/// A regency's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// By zone, then by name, then by the day from which they hold.
    pub services: Vec<Service>,
    /// What one SDR, the money of the world's posts, is in rupiah.
    pub sdr: Option<customs::Rate>,
    /// Grows with every change of anything in it; 0 while it is empty.
    pub version: i64,
}

/// What is to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parcel {
    /// None where somebody has yet to weigh it.
    pub weight_g: Option<i64>,
    /// Length, width and height; None counts by weight alone.
    pub size_cm: Option<[i64; 3]>,
}

impl Parcel {
    /// Pieces and how many of each; of unknown weight as soon as one of them is.
    pub fn of(pieces: impl IntoIterator<Item = (i64, Option<i64>)>) -> Self {
        let weight_g = pieces.into_iter().try_fold(0_i64, |sum, (quantity, weight)| {
            weight.and_then(|grams| grams.checked_mul(quantity)).and_then(|grams| sum.checked_add(grams))
        });
        Self { weight_g: weight_g.filter(|grams| *grams > 0), size_cm: None }
    }
}

/// What a service asks for a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: ServiceId,
    pub service: String,
    pub price: Money,
    pub billed_g: i64,
    /// The size counted, because it was more than the weight.
    pub by_size: bool,
    pub days: String,
    pub tracked: bool,
}

impl Table {
    /// The services to a zone whose price holds at `now`.
    pub fn holding(&self, zone: SendZone, now: i64) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(move |one| one.tariff.zone == zone && one.tariff.valid_from <= now)
    }

    /// Those of them that take so heavy a parcel: of several of one name the newest, and of several of one day the one
    /// with the lowest limit, as carriers have a row for light parcels and one for heavy ones.
    fn taking(&self, zone: SendZone, weight_g: i64, parcel: Parcel, now: i64) -> Vec<&Service> {
        let rank = |one: &Service| (one.tariff.valid_from, Reverse(one.tariff.max_g), one.id.clone());
        let takes = |one: &&Service| weight::counted(&one.tariff, weight_g, parcel.size_cm) <= one.tariff.max_g;
        let mut taking: Vec<&Service> = Vec::new();
        for one in self.holding(zone, now).filter(takes) {
            match taking.iter_mut().find(|other| other.tariff.name == one.tariff.name) {
                Some(other) if rank(one) > rank(other) => *other = one,
                Some(_) => {}
                None => taking.push(one),
            }
        }
        taking
    }

    /// The price of the same name and zone that is offered again once this service is taken out: the newest older one,
    /// where this one holds and no newer one stands before it.
    pub fn before(&self, service: &Service, now: i64) -> Option<&Service> {
        let (tariff, since) = (&service.tariff, |one: &Service| one.tariff.valid_from);
        let others =
            || self.holding(tariff.zone, now).filter(|one| one.tariff.name == tariff.name && one.id != service.id);
        if since(service) > now || others().any(|one| since(one) >= since(service)) {
            return None;
        }
        others().max_by_key(|one| (since(one), one.id.clone()))
    }
}

/// What can be offered, cheapest first. Empty when nothing goes there, when the parcel is too heavy for all, or while
/// nobody has weighed it.
pub fn offers(table: &Table, zone: SendZone, parcel: Parcel, now: i64) -> Vec<Offer> {
    let Some(weight_g) = parcel.weight_g else {
        return Vec::new();
    };
    let mut offers: Vec<Offer> = table
        .taking(zone, weight_g, parcel, now)
        .into_iter()
        .filter_map(|service| {
            let billed_g = weight::billed_weight(&service.tariff, weight_g, parcel.size_cm);
            let price = weight::price(&service.tariff, billed_g)?;
            let by_size = weight::counted(&service.tariff, weight_g, parcel.size_cm) > weight_g;
            let (id, name, days) = (service.id.clone(), service.tariff.name.clone(), service.tariff.days.clone());
            Some(Offer { id, service: name, price, billed_g, by_size, days, tracked: service.tariff.tracked })
        })
        .collect();
    offers.sort_by(|one, other| (one.price.minor, &one.service).cmp(&(other.price.minor, &other.service)));
    offers
}

/// The zone of an address: of a country (ISO 3166-1 alpha-2), or within Indonesia as the buyer says. None for a
/// country nobody knows, or while she has not said where in Indonesia.
pub fn zone_of(country: &str, within: Option<SendZone>) -> Option<SendZone> {
    match country {
        "ID" => within.filter(|zone| !zone.abroad()),
        _ => countries::zone(country),
    }
}

/// Reads where a parcel is to go (`to_country`, `to_zone`); what is missing is said at its field.
pub fn destination_of(typed: &mut Typed) -> Option<(&'static str, SendZone)> {
    let Some(country) = countries::parse(typed.get("to_country")) else {
        typed.wrong("to_country", "orders-shipping-country-choose");
        return None;
    };
    let zone = zone_of(country, SendZone::parse(typed.get("to_zone")));
    if zone.is_none() {
        typed.wrong("to_zone", "orders-shipping-within-choose");
    }
    Some((country, zone?))
}
