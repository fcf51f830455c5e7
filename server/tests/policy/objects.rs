//! Two worlds: one's own regency, shop and things, and somebody else's. Each thing is made anew for each
//! request, so that what one request does to it is no matter to the next.

use app::ids::OrderId;
use server::clock;
use server::http::caller::Access;

use super::made::{alarm, batch, gone, invitation, maker, message, order, photo, place, proof, service, session};
use super::table::{Object, Row};
use crate::support::{Client, Place, Shop, TestApp};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Nobody,
    Owner,
    Member,
    /// An artisan whose shop is gone.
    Shopless,
    Officer,
    OtherOfficer,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 7] = [
        Self::Nobody,
        Self::Owner,
        Self::Member,
        Self::Shopless,
        Self::Officer,
        Self::OtherOfficer,
        Self::Administrator,
    ];

    /// Who may use a route of this access for what is her own.
    pub fn may(self, access: Access) -> bool {
        match access {
            Access::Public => true,
            Access::SignedIn => self != Self::Nobody,
            Access::Artisan => matches!(self, Self::Owner | Self::Member),
            Access::Owner => self == Self::Owner,
            Access::Officer => self == Self::Officer,
            Access::Administrator => self == Self::Administrator,
        }
    }
}

/// One regency with its people.
pub struct World {
    pub place: Place,
    pub shop: Shop,
    pub member: String,
    pub officer: String,
}

async fn world(app: &TestApp, code: &str, name: &str, slug: &str) -> World {
    let place = app.a_place_named(code, name, slug).await;
    let shop = app.a_shop(&place, &format!("Rahasia {slug}")).await;
    let member = app.an_account("artisan", Some(&place.regency), "Anggota").await;
    let row = vec![
        ("shop_id", (&shop.id).into()),
        ("account_id", (&member).into()),
        ("role", "member".into()),
        ("created_at", app.clock.now().into()),
    ];
    app.insert("memberships", row).await;
    let id = shop.id.clone();
    app.house
        .store
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query("update shops set whatsapp = '+6281200000101', whatsapp_public = 1 where id = $1")
                    .bind(id)
                    .execute(tx.db())
                    .await
                    .unwrap();
                Ok(())
            })
        })
        .await
        .unwrap();
    let officer = app.an_account("officer", Some(&place.regency), "Petugas").await;
    World { place, shop, member, officer }
}

/// Both worlds.
pub struct Stage {
    own: World,
    other: World,
    shopless: String,
    administrator: String,
}

impl Stage {
    pub async fn set(app: &TestApp) -> Self {
        let own = world(app, "74.07", "Kabupaten Wakatobi", "wakatobi").await;
        let other = world(app, "74.01", "Kabupaten Kolaka", "kolaka").await;
        let shopless = app.an_account("artisan", Some(&own.place.regency), "Tanpa Toko").await;
        let administrator = app.an_account("administrator", None, "Administrator").await;
        Self { own, other, shopless, administrator }
    }

    fn account(&self, role: Role) -> Option<&str> {
        Some(match role {
            Role::Nobody => return None,
            Role::Owner => &self.own.shop.owner,
            Role::Member => &self.own.member,
            Role::Shopless => &self.shopless,
            Role::Officer => &self.own.officer,
            Role::OtherOfficer => &self.other.officer,
            Role::Administrator => &self.administrator,
        })
    }

    /// A browser of this role, signed in anew.
    pub async fn client(&self, app: &TestApp, role: Role) -> Client {
        match self.account(role) {
            Some(account) => app.signed_in(account).await,
            None => app.client(),
        }
    }

    /// The row's address with an object of one's own, or with somebody else's.
    pub async fn path(&self, app: &TestApp, row: &Row, role: Role, own: bool) -> String {
        let world = if own { &self.own } else { &self.other };
        let object = match (row.object, self.account(role)) {
            (Object::Session, Some(account)) => session(app, if own { account } else { &world.shop.owner }).await,
            _ => object(app, world, row.object, own).await,
        };
        // An officer's foreign object is asked for in her own office.
        let slug = if own || row.access == Access::Officer && row.path.contains("{id}") {
            &self.own.place.slug
        } else {
            &self.other.place.slug
        };
        let public = &self.own.shop.code;
        let mut path = row.path.replace("{lang}", "id");
        for (name, value) in [
            ("{id}", object.as_str()),
            ("{token}", &object),
            ("{name}", &object),
            ("{year}", &object),
            ("{file}", &object),
            ("{page}", &object),
            ("{village}", &object),
            ("{slug}", if row.object == Object::Slug { &object } else { slug }),
            ("{code}", if row.object == Object::None { public } else { &object }),
        ] {
            path = path.replace(name, value);
        }
        path
    }
}

/// A fresh object; somebody else's where `own` is false, and one that never was where there is no owner.
async fn object(app: &TestApp, world: &World, kind: Object, own: bool) -> String {
    let nothing = clock::new_id(app.clock.now());
    let shop = &world.shop;
    match kind {
        Object::None | Object::Elsewhere | Object::SiteFile => String::new(),
        Object::Slug if own => world.place.slug.clone(),
        Object::Village if own => world.place.village_slug.clone(),
        Object::Slug | Object::Village => "tidak-ada".to_owned(),
        Object::Product => app.a_product(shop, "Rahasia", 450_000).await.id,
        Object::ProductCode if own => app.a_product(shop, "Kain", 450_000).await.code,
        Object::ProductCode | Object::ShopCode if !own => "2222222".to_owned(),
        Object::ProductCode | Object::ShopCode => shop.code.clone(),
        Object::CodeFile => format!("{}.svg", shop.code),
        Object::Photo => photo(app, shop).await,
        Object::Proof => proof(app, world).await,
        Object::Media if own => gone(app).await,
        // Without a built site there is no file; the walk then finds the answer of a missing one.
        Object::Asset if own => app.house.assets.studio_css.trim_start_matches("/pkg/").to_owned(),
        Object::Media | Object::Asset => nothing,
        Object::Maker => maker(app, shop).await,
        Object::Place => place(app, shop).await,
        Object::Order => order(app, world).await.1,
        Object::OrderLink if own => server::orders::token::mint(&app.house.keys, &OrderId(order(app, world).await.0)),
        Object::OrderLink => {
            let whole = server::orders::token::mint(&app.house.keys, &OrderId(order(app, world).await.0));
            format!("{}.AAAAAAAAAAAAAAAAAAAAAA", whole.rsplit_once('.').unwrap().0)
        }
        Object::Alarm => alarm(app, world).await,
        Object::Message => message(app, world).await,
        Object::Invitation => invitation(app, world).await.0,
        Object::InvitationLink if own => invitation(app, world).await.1,
        Object::InvitationLink => clock::token(),
        Object::Regency if own => world.place.regency.clone(),
        Object::Region if own => world.place.village.clone(),
        Object::Officer if own => world.officer.clone(),
        Object::Regency | Object::Region | Object::Officer | Object::Session => nothing,
        Object::Service => service(app, world).await,
        Object::Point => app.a_point(&world.place, "Rahasia", 0).await,
        Object::Batch => batch(app, world).await,
        Object::Year if own => "2026".to_owned(),
        Object::Year => "1999".to_owned(),
        Object::SitemapPage => {
            if own {
                "1".to_owned()
            } else {
                "9999".to_owned()
            }
        }
    }
}
