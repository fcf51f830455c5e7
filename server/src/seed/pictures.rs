//! The demo's photos: every scene of every piece, drawn on all cores, made into all sizes, kept like a real
//! one. A run that is stopped leaves files no row names, which the sweep removes.

use app::error::AppError;
use futures::stream::{self, StreamExt as _};

use super::cloth::{self, ClothStyle, Scene};
use super::progress::Progress;
use super::world::Product;
use crate::clock;
use crate::house::House;
use crate::media::{MediaKey, Picture, sizes};

/// How much is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Pixels of a side.
    pub pixels: u32,
    /// Photos a piece, at most.
    pub scenes: usize,
}

/// A photo that lies in the media folder.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its piece, as a place in the world's list.
    pub product: usize,
    pub position: i64,
    pub private: String,
    pub public: String,
    pub width: i64,
    pub height: i64,
    pub tint: String,
}

struct Wanted {
    product: usize,
    position: i64,
    seed: u64,
    style: ClothStyle,
    scene: Scene,
}

/// Draws them all.
///
/// # Errors
/// `Unavailable` when the media folder cannot be written.
pub async fn draw(house: &House, products: &[Product], seed: u64, amount: Amount) -> Result<Vec<Drawn>, AppError> {
    let wanted = wanted(products, seed, amount).map_err(|error| {
        tracing::error!(error, "the seed files are wrong");
        AppError::Internal
    })?;
    let progress = Progress::new("pictures", wanted.len());
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let mut drawn = Vec::new();
    let mut work = stream::iter(wanted.into_iter().map(|wanted| one(house.clone(), wanted, amount.pixels)))
        .buffer_unordered(cores);
    while let Some(done) = work.next().await {
        drawn.push(done?);
        progress.step(drawn.len());
    }
    drawn.sort_by_key(|photo| (photo.product, photo.position));
    Ok(drawn)
}

fn wanted(products: &[Product], seed: u64, amount: Amount) -> Result<Vec<Wanted>, String> {
    let mut all = Vec::new();
    for (at, product) in products.iter().enumerate() {
        let row = &product.row;
        let style = ClothStyle::parse(&row.warp, &row.weft, &row.figure)?;
        for (position, scene) in row.scenes.split_whitespace().take(amount.scenes).enumerate() {
            let number = at as u64 * 16 + position as u64;
            all.push(Wanted {
                product: at,
                position: i64::try_from(position).unwrap_or(0),
                seed: seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15),
                style: style.clone(),
                scene: Scene::parse(scene)?,
            });
        }
    }
    Ok(all)
}

async fn one(house: House, wanted: Wanted, pixels: u32) -> Result<Drawn, AppError> {
    let Wanted { product, position, seed, style, scene } = wanted;
    let made = tokio::task::spawn_blocking(move || {
        // A main picture stands upright on a phone; the others lie.
        let height = if position == 0 { pixels } else { pixels * 3 / 4 };
        sizes::make(cloth::draw(seed, &style, scene, pixels, height))
    });
    let picture = made.await.map_err(|_| AppError::Internal)?.map_err(|_| AppError::Internal)?;
    let (private, public) = keep(&house, &picture).await?;
    Ok(Drawn {
        product,
        position,
        private,
        public,
        width: i64::from(picture.width),
        height: i64::from(picture.height),
        tint: picture.tint,
    })
}

/// Keys are random, whatever the seed: a private one must not be guessed.
async fn keep(house: &House, picture: &Picture) -> Result<(String, String), AppError> {
    let unwritten = |error| {
        tracing::error!(%error, "the media folder cannot be written");
        AppError::Unavailable { retry_after: 1 }
    };
    let (private, public) = (clock::token(), clock::token());
    let keys = MediaKey::parse(&private).and_then(|one| Ok((one, MediaKey::parse(&public)?)));
    let (one, other) = keys.map_err(unwritten)?;
    house.media.put_private(&one, &picture.files).await.map_err(unwritten)?;
    house.media.publish(&one, &other).await.map_err(unwritten)?;
    Ok((private, public))
}
