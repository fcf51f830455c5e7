//! Three enquiries to the demo weaver: one waits for her, one for its guest, and for one she weaves already.

use app::backend::Role;
use app::error::AppError;
use app::ids::{AccountId, OrderId, ShopId, ShopOrderId, VisitorId};
use app::money::Money;
use app::orders::asked::{Asked, AskedEnquiry, AskedPart, Item};
use app::orders::enquiry::{Address, Answer};
use app::orders::rules::How;
use app::orders::rules::holds::Times;
use app::orders::rules::plan::Act;
use app::orders::{Channel, Contact, ContactKind, Counter};
use app::payments::method::Method;
use app::payments::rules::Who;
use app::regions::Operator;
use app::time::{self, DAY_MS, HOUR_MS};
use app::words::Lang;

use super::super::{COMPLAINT_DAYS, Demo, Ground, OPERATOR, orders::CONTACT};
use crate::audit::By;
use crate::orders::moves::{self, Doing};
use crate::orders::place::{self, Placing, Stall};
use crate::seed::sql;
use crate::seed::world::{Product, Shop, ZONE};
use crate::store::Tx;

/// What is asked of her: who, for which kind of piece, how it should get there, the guest's words, hours ago.
struct Ask {
    guest: &'static str,
    kind: &'static str,
    how: How,
    wish: &'static str,
    to: [&'static str; 4],
    hours: i64,
}

const WAITS: Ask = Ask {
    guest: "Lotte",
    kind: "stocked",
    how: How::Send,
    wish: "It is a present. Would it arrive before the end of next month?",
    to: ["Lotte Example", "Beispielweg 7\n10999 Musterstadt", "DE", "europe"],
    hours: 5,
};
const ANSWERED: Ask = Ask {
    guest: "Haruka",
    kind: "stocked",
    how: How::Deliver,
    wish: "We are out diving until four.",
    to: ["Haruka", "Penginapan Contoh, Patuno, room 3", "ID", "regency"],
    hours: 20,
};
const WOVEN: Ask = Ask {
    guest: "Jonas",
    kind: "made_to_order",
    how: How::Send,
    wish: "In dark blue with a little gold, please.",
    to: ["Jonas Example", "12 Sample Street\nSampletown 2000", "AU", "oceania"],
    hours: 70,
};

/// Writes them; the clock of the transaction is put back afterwards.
pub async fn write(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    let now = tx.now;
    let done = tell(tx, demo, ground).await;
    tx.now = now;
    done
}

async fn tell(tx: &mut Tx, demo: &Demo, ground: &Ground) -> Result<(), AppError> {
    let now = tx.now;
    let Some(shop) = demo.world.shops.first() else { return Ok(()) };
    ask(tx, demo, ground, shop, &WAITS).await?;
    tx.now = now;
    if let Some(part) = ask(tx, demo, ground, shop, &ANSWERED).await? {
        tx.now = now - 14 * HOUR_MS;
        answers(tx, shop, &part, (0, 1, 0), "Saya antar sore, setelah jam lima.").await?;
    }
    tx.now = now;
    if let Some(part) = ask(tx, demo, ground, shop, &WOVEN).await? {
        tx.now = now - 60 * HOUR_MS;
        let at =
            answers(tx, shop, &part, (345_000, 42, 30), "Benang biru tua ada. Mulai saya tenun minggu ini.").await?;
        tx.now = now - 50 * HOUR_MS;
        let guest = By::Visitor(None);
        let agree = Doing { method: Some(Method::Qris), agreed_to: Some(at), ..Doing::new(Who::Buyer, Act::Agree) };
        moves::act(tx, &guest, &part, &agree).await?;
        moves::act(tx, &guest, &part, &Doing::new(Who::Buyer, Act::Claim)).await?;
        tx.now = now - 48 * HOUR_MS;
        moves::act(tx, &hers(shop), &part, &Doing::new(Who::Artisan, Act::Arrived)).await?;
    }
    Ok(())
}

/// Places one, so many hours ago; None where the weaver has no such piece.
async fn ask(
    tx: &mut Tx,
    demo: &Demo,
    ground: &Ground,
    shop: &Shop,
    ask: &Ask,
) -> Result<Option<ShopOrderId>, AppError> {
    tx.now -= ask.hours * HOUR_MS;
    let pieces = demo.world.products.iter().filter(|one| one.shop == 0 && one.row.kind == ask.kind);
    let Some(piece) = pieces.max_by_key(|one| one.stock) else { return Ok(None) };
    let placing = Placing {
        asked: asked(ask, piece),
        stalls: vec![Stall { shop: counter(ground, shop), places: Vec::new() }],
        visitor: VisitorId(tx.new_id()),
        lang: Lang::En,
        by: By::Visitor(None),
        from_cart: false,
    };
    let order = OrderId(place::placed(tx, placing, None).await?.id);
    sql::part_of(tx, order.as_str()).await.map(|part| Some(ShopOrderId(part)))
}

fn asked(ask: &Ask, piece: &Product) -> Asked {
    let [name, street, country, zone] = ask.to.map(str::to_owned);
    let enquiry = AskedEnquiry {
        made: ask.kind == "made_to_order",
        wish: ask.wish.to_owned(),
        leaving_at: None,
        to: Some(Address { name, street, country, zone, phone: String::new() }),
        shared: false,
    };
    let item = Item { code: piece.code.clone(), version: 1, quantity: 1, field: "quantity".to_owned() };
    let part =
        AskedPart { how: ask.how, method: Method::Qris, window: None, enquiry: Some(enquiry), items: vec![item] };
    Asked {
        channel: Channel::Scan,
        name: ask.guest.to_owned(),
        contact: Some(Contact { kind: ContactKind::Whatsapp, text: CONTACT.to_owned() }),
        parts: vec![part],
        again: false,
    }
}

/// Her answer: what it costs in whole rupiah, in how many days, and the deposit in percent. Gives when it was given.
async fn answers(
    tx: &mut Tx,
    shop: &Shop,
    part: &ShopOrderId,
    (rupiah, days, deposit_percent): (i64, i64, i64),
    text: &str,
) -> Result<i64, AppError> {
    let day = time::day_of(tx.now + days * DAY_MS, ZONE);
    let answer = Answer {
        sending: Money::rupiah(rupiah),
        service: String::new(),
        promised_at: Some(time::at(day, 1_440, ZONE)),
        deposit_percent,
        text: text.to_owned(),
        at: tx.now,
    };
    let doing = Doing { answer: Some(answer), ..Doing::new(Who::Artisan, Act::Answer) };
    moves::act(tx, &hers(shop), part, &doing).await?;
    Ok(tx.now)
}

fn hers(shop: &Shop) -> By {
    By::Account(Role::Artisan, AccountId(shop.account.clone()))
}

/// Her shop as an order sees it.
fn counter(ground: &Ground, shop: &Shop) -> Counter {
    let owner = shop.makers.first().map_or(&shop.row.name, |(_, name)| name);
    let [name, address, contact] = OPERATOR.map(str::to_owned);
    Counter {
        id: ShopId(shop.id.clone()),
        name: shop.row.name.clone(),
        code: shop.code.clone(),
        band: u8::try_from(shop.row.band).unwrap_or_default(),
        village: String::new(),
        lang: Lang::Id,
        owner: owner.clone(),
        whatsapp: None,
        regency: ground.regency.clone(),
        regency_name: String::new(),
        regency_slug: String::new(),
        zone: ZONE,
        sends: true,
        delivers: true,
        times: Times::default(),
        operator: Operator { name, address, contact, complaint_days: COMPLAINT_DAYS },
    }
}
