//! Makes a camera's picture small on the phone: upright, at most 1600 pixels, about 200 KB of JPEG. What the
//! browser cannot open is sent as it is; the server then says what it is.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, ImageBitmap, ImageBitmapOptions,
    ImageOrientation, Url,
};

use super::page::tried;

/// Pixels of the longer side, from the best down.
const SIDES: [u32; 3] = [1600, 1280, 960];
/// Qualities of JPEG, from the best down.
const QUALITIES: [f64; 4] = [0.82, 0.72, 0.62, 0.5];
/// Bytes to stay under.
const MOST: f64 = 200.0 * 1024.0;

/// The picture made small, or the file itself where that is smaller or cannot be done.
pub async fn shrink(file: &File) -> Blob {
    if file.size() <= MOST {
        return file.clone().into();
    }
    match smaller(file).await {
        Ok(small) if small.size() < file.size() => small,
        _ => file.clone().into(),
    }
}

async fn smaller(file: &File) -> Result<Blob, JsValue> {
    let picture = Picture::open(file).await?;
    let mut small = None;
    'found: for side in SIDES {
        let canvas = picture.drawn(side)?;
        for quality in QUALITIES {
            let jpeg = jpeg(&canvas, quality).await?;
            let fits = jpeg.size() <= MOST;
            small = Some(jpeg);
            if fits {
                break 'found;
            }
        }
        // Phones with little memory need the pixels back at once.
        canvas.set_width(0);
    }
    picture.close();
    small.ok_or(JsValue::NULL)
}

/// A decoded picture, turned as its EXIF says.
enum Picture {
    Bitmap(ImageBitmap),
    Image(HtmlImageElement),
}

impl Picture {
    async fn open(file: &File) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let options = ImageBitmapOptions::new();
        options.set_image_orientation(ImageOrientation::FromImage);
        if let Ok(promise) = window.create_image_bitmap_with_blob_and_image_bitmap_options(file, &options)
            && let Ok(bitmap) = JsFuture::from(promise).await
        {
            return Ok(Self::Bitmap(bitmap.dyn_into()?));
        }
        // Older browsers know no such option; an image element turns the picture by itself.
        let image = HtmlImageElement::new()?;
        let address = Url::create_object_url_with_blob(file)?;
        image.set_src(&address);
        let opened = JsFuture::from(image.decode()).await;
        Url::revoke_object_url(&address)?;
        opened.map(|_| Self::Image(image))
    }

    fn sides(&self) -> (u32, u32) {
        match self {
            Self::Bitmap(bitmap) => (bitmap.width(), bitmap.height()),
            Self::Image(image) => (image.natural_width(), image.natural_height()),
        }
    }

    fn drawn(&self, longest: u32) -> Result<HtmlCanvasElement, JsValue> {
        let (width, height) = fitted(self.sides(), longest);
        let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
        let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
        canvas.set_width(width);
        canvas.set_height(height);
        let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
        let (wide, high) = (f64::from(width), f64::from(height));
        // What is transparent lies on cotton, as on the server.
        context.set_fill_style_str("#f9f4ea");
        context.fill_rect(0.0, 0.0, wide, high);
        match self {
            Self::Bitmap(bitmap) => context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, wide, high)?,
            Self::Image(image) => {
                context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, wide, high)?
            }
        }
        Ok(canvas)
    }

    fn close(self) {
        if let Self::Bitmap(bitmap) = self {
            bitmap.close();
        }
    }
}

async fn jpeg(canvas: &HtmlCanvasElement, quality: f64) -> Result<Blob, JsValue> {
    let made = js_sys::Promise::new(&mut |done, failed| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            tried(if blob.is_null() { failed.call0(&JsValue::NULL) } else { done.call1(&JsValue::NULL, &blob) });
        });
        tried(canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), "image/jpeg", &quality.into()));
    });
    JsFuture::from(made).await?.dyn_into()
}

/// The sides with the longer one at most `longest`; a smaller picture keeps its own.
fn fitted((width, height): (u32, u32), longest: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= longest {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let exact = (u64::from(side) * u64::from(longest) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(exact).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_blown_up() {
        assert_eq!(fitted((4000, 3000), 1600), (1600, 1200));
        assert_eq!(fitted((3000, 4000), 1600), (1200, 1600));
        assert_eq!(fitted((800, 600), 1600), (800, 600));
        assert_eq!(fitted((50_000, 1), 1600), (1600, 1));
        assert_eq!(fitted((0, 0), 1600), (1, 1));
    }
}
