//! The demo's people, shops and pieces with ids, codes and dates, before anything is written. Pure: the same
//! seed and the same instant give the same world.

use app::accounts::phone::Phone;
use app::time::{self, DAY_MS, HOUR_MS, Zone};

use super::content::{self, Content, Hours, ProductRow, ShopRow};
use super::dice::Dice;
use super::qris;

/// The zone of Wakatobi.
pub const ZONE: Zone = Zone::Wita;
/// How far the demo's scans and orders reach back.
pub const DAYS: i64 = 90;
/// Postcodes of the island a village lies on (domain: all villages of a district share one).
const CITY: (&str, &str) = ("Wakatobi", "93795");

/// A shop with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct Shop {
    pub row: ShopRow,
    pub id: String,
    pub code: String,
    /// The owner's account.
    pub account: String,
    /// E.164.
    pub phone: String,
    /// When she enrolled, UTC ms.
    pub enrolled: i64,
    /// When her first piece was published; None while she has none.
    pub opened: Option<i64>,
    /// When she was here last.
    pub seen: i64,
    /// (id, name), the owner first.
    pub makers: Vec<(String, String)>,
    pub places: Vec<Place>,
    /// The shop's static QRIS, if it takes QRIS.
    pub qris: Option<Qris>,
}

/// A demo QRIS, as the settings show it.
#[derive(Clone, Debug)]
pub struct Qris {
    pub payload: String,
    pub name: String,
    pub city: String,
    pub nmid: String,
}

/// A meeting place.
#[derive(Clone, Debug)]
pub struct Place {
    pub id: String,
    pub name: String,
    pub find: String,
    pub hours: Vec<Hours>,
}

/// A piece.
#[derive(Clone, Debug)]
pub struct Product {
    pub row: ProductRow,
    pub id: String,
    pub code: String,
    /// Its shop, as a place in [`World::shops`].
    pub shop: usize,
    pub published: i64,
    /// What is left for sale, and what open orders hold. History changes both.
    pub stock: i64,
    pub held: i64,
}

/// The whole region.
#[derive(Clone, Debug)]
pub struct World {
    /// When the demo begins, UTC ms.
    pub now: i64,
    /// The first instant of that day in the zone.
    pub today: i64,
    pub shops: Vec<Shop>,
    pub products: Vec<Product>,
}

impl World {
    /// # Errors
    /// What the seed files say wrong; a test finds it first.
    pub fn make(content: &Content, seed: u64, now: i64) -> Result<Self, String> {
        let today = time::start_of_day(time::day_of(now, ZONE), ZONE);
        let mut dice = Dice::new(seed, "world");
        let mut world = Self { now, today, shops: Vec::new(), products: Vec::new() };
        for (number, row) in content.shops.iter().enumerate() {
            let shop = shop(&mut dice, content, number, row, today)?;
            world.shops.push(shop);
        }
        for row in &content.products {
            let at = world.shops.iter().position(|shop| shop.row.key == row.shop).ok_or(&row.shop)?;
            let product = product(&mut dice, &world, at, row);
            let shop = &mut world.shops[at];
            shop.opened = Some(shop.opened.map_or(product.published, |first| first.min(product.published)));
            world.products.push(product);
        }
        Ok(world)
    }

    /// A shop's pieces, as places in [`World::products`].
    pub fn pieces_of(&self, shop: usize) -> Vec<usize> {
        (0..self.products.len()).filter(|at| self.products[*at].shop == shop).collect()
    }
}

fn shop(dice: &mut Dice, content: &Content, number: usize, row: &ShopRow, today: i64) -> Result<Shop, String> {
    // Most were there before the story begins; every sixth comes to it later.
    let days_ago = if number % 6 == 5 { dice.between(25, 70) } else { dice.between(DAYS + 3, DAYS + 20) };
    let enrolled = today - days_ago * DAY_MS + dice.between(8, 16) * HOUR_MS;
    let id = dice.id(enrolled);
    let account = dice.id(enrolled);
    let code = dice.code();
    let makers = content.makers.iter().filter(|maker| maker.shop == row.key);
    let makers = makers.map(|maker| (dice.id(enrolled), maker.name.clone())).collect();
    let mut places = Vec::new();
    for place in content.places.iter().filter(|place| place.shop == row.key) {
        places.push(Place {
            id: dice.id(enrolled),
            name: place.name.clone(),
            find: place.how_to_find.clone(),
            hours: content::hours(&place.hours)?,
        });
    }
    let phone = Phone::parse(&row.whatsapp).map_err(|key| format!("{}: {key}", row.whatsapp))?;
    // A few have not been here for more than a month.
    let quiet = number % 9 == 8;
    let seen = today - if quiet { dice.between(34, 60) } else { dice.between(0, 12) } * DAY_MS;
    Ok(Shop {
        row: row.clone(),
        id,
        code,
        account,
        phone: phone.as_str().to_owned(),
        enrolled,
        opened: None,
        seen: seen.max(enrolled),
        makers,
        places,
        qris: row.pays.contains("qris").then(|| static_qris(number, row)),
    })
}

fn static_qris(number: usize, row: &ShopRow) -> Qris {
    let number = u32::try_from(number + 1).unwrap_or(1);
    let payload = qris::demo_payload(number, &row.name, CITY.0, CITY.1);
    let read = app::payments::qris::Qris::parse_shop_code(&payload);
    let name = read.as_ref().map_or_else(|_| row.name.clone(), |code| code.merchant_name().to_owned());
    Qris { payload, name, city: CITY.0.to_uppercase(), nmid: qris::demo_nmid(number) }
}

/// What is sold again and again comes first, so that there is something to sell from the first day.
fn product(dice: &mut Dice, world: &World, shop: usize, row: &ProductRow) -> Product {
    let enrolled = world.shops[shop].enrolled;
    let published = if row.kind == "stocked" {
        enrolled + dice.between(2, 30) * HOUR_MS
    } else {
        enrolled + 40 * HOUR_MS + dice.below(world.today - enrolled - 2 * DAY_MS)
    };
    Product {
        row: row.clone(),
        id: dice.id(published),
        code: dice.code(),
        shop,
        published,
        stock: row.stock.unwrap_or(0),
        held: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_485_600_000;

    fn world(seed: u64) -> World {
        World::make(&Content::read().unwrap(), seed, NOW).unwrap()
    }

    #[test]
    fn the_same_seed_and_instant_make_the_same_world() {
        assert_eq!(format!("{:?}", world(1)), format!("{:?}", world(1)));
        assert_ne!(world(1).shops[0].code, world(2).shops[0].code);
    }

    #[test]
    fn nothing_happens_before_its_shop_is_there_or_after_today() {
        let world = world(1);
        for product in &world.products {
            let shop = &world.shops[product.shop];
            assert!(shop.enrolled < product.published && product.published < NOW, "{}", product.row.name);
            assert!(shop.opened.unwrap() <= product.published);
        }
        assert_eq!(world.shops.iter().filter(|shop| shop.opened.is_none()).count(), 2);
    }

    #[test]
    fn every_demo_qris_is_one_the_house_itself_would_take() {
        let with: Vec<_> = world(1).shops.into_iter().filter_map(|shop| shop.qris).collect();
        assert!(with.len() > 10);
        for qris in with {
            let code = app::payments::qris::Qris::parse_shop_code(&qris.payload).unwrap();
            assert!(code.nmid_checks_out());
            assert_eq!((code.nmid(), code.city()), (Some(qris.nmid.as_str()), qris.city.as_str()));
        }
    }
}
