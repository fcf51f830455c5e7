//! The officer's figures, made from what every shop did in every month. What is not shown here is shown
//! nowhere: page and file are both drawn from [`Figures`]. How each figure is counted:
//!
//! - an order is one that was paid, in the month its money arrived;
//! - income is what arrived, less what was handed back; a hand-back counts in the month it was recorded;
//! - a scan is a visit by a person to a shop that is open (`codes` counts them);
//! - tables are one-way: month, channel and way of paying for the regency, village for one period.

use std::collections::BTreeSet;

use super::cells::{self, LEAST, ShopAt};
use super::periods::{self, Month, Stretch};

/// Ways an order came, in the order of their table.
pub const CHANNELS: [&str; 3] = ["scan", "web", "stall"];
/// Ways of paying, in the order of their table.
pub const METHODS: [&str; 4] = ["qris", "cash", "transfer", "card"];

/// What one shop took in one month by one channel and way of paying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sale {
    pub shop: ShopAt,
    /// A place in the list of months.
    pub month: usize,
    /// Places in [`CHANNELS`] and [`METHODS`].
    pub channel: usize,
    pub method: usize,
    /// Orders paid.
    pub orders: i64,
    /// What arrived less what was handed back, minor units; may be negative.
    pub minor: i64,
}

/// Visits to one shop's codes in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visits {
    pub shop: ShopAt,
    pub month: usize,
    pub visits: i64,
}

/// What the figures are made from: every shop of the regency that ever had a published piece.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Names of villages, in a fixed order.
    pub villages: Vec<String>,
    /// The village of each shop, as a place in `villages`.
    pub shops: Vec<usize>,
    pub months: Vec<Month>,
    pub sales: Vec<Sale>,
    pub visits: Vec<Visits>,
}

/// Orders and income of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub orders: i64,
    /// Minor units.
    pub minor: i64,
}

/// What a period's number of scans is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scans {
    /// Its own.
    Own(i64),
    /// Together with the periods before it, from this place on.
    Since(usize, i64),
    /// In the number of a later period, or not shown yet.
    Later,
}

/// A row of the table of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: Month,
    pub last: Month,
    /// Shops that sold something: none, or at least [`LEAST`].
    pub sellers: usize,
    pub sum: Sum,
    pub scans: Scans,
    /// True while its last month is not over.
    pub running: bool,
    /// The table of villages for this period.
    pub villages: Vec<VillageRow>,
}

/// A row of a table of villages: one, or several that were joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageRow {
    pub names: Vec<String>,
    /// Its shops that ever had a published piece: at least [`LEAST`].
    pub shops: usize,
    pub sum: Sum,
    /// None where the period's scans are shown with another period's.
    pub scans: Option<i64>,
}

/// A row of the table of channels or ways of paying, over all periods that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// One, or several that were joined: places in [`CHANNELS`] or [`METHODS`].
    pub kinds: Vec<usize>,
    pub sum: Sum,
}

/// Everything an officer may see of money, orders and scans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// From the first to the latest.
    pub periods: Vec<Period>,
    pub channels: Vec<KindRow>,
    pub methods: Vec<KindRow>,
    /// The first month that is not shown because too few shops contributed since.
    pub held_back: Option<Month>,
}

impl Figures {
    /// Orders and income of all periods.
    pub fn total(&self) -> Sum {
        sum(self.periods.iter().map(|period| period.sum))
    }

    /// All scans that are shown.
    pub fn all_scans(&self) -> i64 {
        self.periods.iter().map(|period| period.scans.shown()).sum()
    }

    /// The period whose key was asked for, or the latest one.
    pub fn chosen(&self, key: &str) -> Option<usize> {
        let asked = self.periods.iter().position(|period| period.last.key() == key);
        asked.or_else(|| self.periods.len().checked_sub(1))
    }
}

impl Scans {
    /// The number that stands in the row; 0 where none does.
    pub fn shown(self) -> i64 {
        match self {
            Self::Own(visits) | Self::Since(_, visits) => visits,
            Self::Later => 0,
        }
    }
}

/// The figures; None for a regency with fewer than [`LEAST`] shops that ever had a published piece.
pub fn figures(facts: &Facts) -> Option<Figures> {
    if facts.shops.len() < LEAST {
        return None;
    }
    let sellers = by_month(facts, facts.sales.iter().map(|sale| (sale.month, sale.shop)));
    let scanned = by_month(facts, facts.visits.iter().filter(|row| row.visits > 0).map(|row| (row.month, row.shop)));
    let stretches = periods::periods(&sellers, &scanned);
    let scanned: Vec<BTreeSet<ShopAt>> = stretches.iter().map(|stretch| union(&scanned, *stretch)).collect();
    let spans = periods::scan_spans(&scanned);
    let groups = groups(facts);
    let rows = stretches.iter().enumerate().map(|(at, stretch)| {
        let scans = scans(facts, &stretches, &spans, at);
        period(facts, *stretch, &sellers, scans, &groups)
    });
    let shown = |month: usize| stretches.iter().any(|stretch| stretch.has(month));
    let next = stretches.last().map_or(0, |stretch| stretch.last + 1);
    let waits = facts.sales.iter().any(|sale| sale.month >= next) || facts.visits.iter().any(|row| row.month >= next);
    Some(Figures {
        periods: rows.collect(),
        channels: kinds(facts, CHANNELS.len(), shown, |sale| sale.channel),
        methods: kinds(facts, METHODS.len(), shown, |sale| sale.method),
        held_back: facts.months.get(next).copied().filter(|_| waits),
    })
}

fn by_month(facts: &Facts, rows: impl Iterator<Item = (usize, ShopAt)>) -> Vec<BTreeSet<ShopAt>> {
    let mut months = vec![BTreeSet::new(); facts.months.len()];
    for (month, shop) in rows {
        if let Some(shops) = months.get_mut(month) {
            shops.insert(shop);
        }
    }
    months
}

fn union(months: &[BTreeSet<ShopAt>], stretch: Stretch) -> BTreeSet<ShopAt> {
    months.iter().enumerate().filter(|(at, _)| stretch.has(*at)).flat_map(|(_, shops)| shops).copied().collect()
}

/// The villages that stand together: the same for every period.
fn groups(facts: &Facts) -> Vec<Vec<usize>> {
    let count = |village| facts.shops.iter().filter(|of| **of == village).count();
    let counts: Vec<usize> = (0..facts.villages.len()).map(count).collect();
    cells::group_villages(&counts)
}

fn scans(facts: &Facts, stretches: &[Stretch], spans: &[Stretch], at: usize) -> Scans {
    let Some(span) = spans.iter().find(|span| span.last == at) else {
        return Scans::Later;
    };
    let (from, to) = (stretches[span.first].first, stretches[at].last);
    let visits = facts.visits.iter().filter(|row| (from..=to).contains(&row.month)).map(|row| row.visits).sum();
    if span.first == at { Scans::Own(visits) } else { Scans::Since(span.first, visits) }
}

fn period(
    facts: &Facts,
    stretch: Stretch,
    sellers: &[BTreeSet<ShopAt>],
    scans: Scans,
    groups: &[Vec<usize>],
) -> Period {
    let sales = || facts.sales.iter().filter(|sale| stretch.has(sale.month));
    let villages = groups.iter().map(|group| {
        let inside = |shop: ShopAt| group.contains(&facts.shops[shop]);
        let visits = facts.visits.iter().filter(|row| stretch.has(row.month) && inside(row.shop)).map(|row| row.visits);
        VillageRow {
            names: group.iter().map(|at| facts.villages[*at].clone()).collect(),
            shops: (0..facts.shops.len()).filter(|shop| inside(*shop)).count(),
            sum: sum(sales().filter(|sale| inside(sale.shop)).map(Sum::of)),
            scans: matches!(scans, Scans::Own(_)).then(|| visits.sum()),
        }
    });
    Period {
        first: facts.months[stretch.first],
        last: facts.months[stretch.last],
        sellers: union(sellers, stretch).len(),
        sum: sum(sales().map(Sum::of)),
        scans,
        running: stretch.last + 1 == facts.months.len(),
        villages: villages.collect(),
    }
}

fn kinds(facts: &Facts, count: usize, shown: impl Fn(usize) -> bool, kind: impl Fn(&Sale) -> usize) -> Vec<KindRow> {
    let sales: Vec<&Sale> = facts.sales.iter().filter(|sale| shown(sale.month)).collect();
    let contributors: Vec<BTreeSet<ShopAt>> = (0..count)
        .map(|wanted| sales.iter().filter(|sale| kind(sale) == wanted).map(|sale| sale.shop).collect())
        .collect();
    cells::join_neighbours(&contributors)
        .into_iter()
        .map(|kinds| KindRow {
            sum: sum(sales.iter().filter(|sale| kinds.contains(&kind(sale))).map(|sale| Sum::of(sale))),
            kinds,
        })
        .collect()
}

impl Sum {
    fn of(sale: &Sale) -> Self {
        Self { orders: sale.orders, minor: sale.minor }
    }
}

fn sum(all: impl Iterator<Item = Sum>) -> Sum {
    all.fold(Sum::default(), |sum, one| Sum { orders: sum.orders + one.orders, minor: sum.minor + one.minor })
}

#[cfg(test)]
mod tests;
