//! Doors of what the artisan prints for a parcel. Nothing is written.

use app::orders::shipping::papers as pages;
use axum::extract::Path;

use crate::http::{Answer, Here};

/// `GET /studio/orders/{code}/cn22`
pub async fn cn22(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::cn22(&here.backend, &code).await?))
}

/// `GET /studio/orders/{code}/label`
pub async fn label(here: Here, Path(code): Path<String>) -> Answer {
    Ok(here.show(pages::label(&here.backend, &code).await?))
}

/// `GET /studio/orders/packing`
pub async fn packing(here: Here) -> Answer {
    Ok(here.show(pages::packing(&here.backend).await?))
}
