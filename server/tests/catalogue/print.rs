//! Hang tags on paper: a real server's sheet, printed to PDF by Chromium, measured, turned into pixels at 300 dpi,
//! and every tag read by two decoders. Needs the built site, Node, Chromium, poppler-utils and zbar: `make test`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use image::{GrayImage, RgbImage};
use server::http::{serve, site};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::{Shop, TestApp};

/// Pixels of a millimetre at 300 dpi.
const MM: f32 = 300.0 / 25.4;
/// Tags of a sheet, and the side of one in millimetres.
const PER_SHEET: usize = 10;
const TAG: (f32, f32) = (55.0, 85.0);
const MARGIN: (f32, f32) = (11.0, 20.0);

/// Twelve pieces, so that a second sheet begins: short, long and longest names, one dear.
async fn pieces(app: &TestApp, shop: &Shop) -> BTreeMap<String, String> {
    let longest = "Selendang tenun ikat dengan garis laut, tiga warna alam, dari benang yang dipintal sendiri";
    let names = ["Senja di karang", "Kotak ombak", "Selendang tenun ikat dua warna laut", &longest[..80]];
    let mut codes = BTreeMap::new();
    for (n, name) in names.iter().cycle().take(12).enumerate() {
        let name = format!("{name:.76} {n}");
        let piece = app.a_product(shop, &name, 125_000 * (n as i64 + 1)).await;
        codes.insert(piece.code, name);
    }
    codes
}

/// Runs a program and gives what it wrote.
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The sheets as PDF, from a server that listens on a port of its own.
async fn printed(app: &TestApp, session: &str, folder: &Path) -> PathBuf {
    assert!(site::is_built(), "the site is not built: node .ci/site.mjs, then compile again");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/studio/tags/sheet", listener.local_addr().unwrap());
    let stop = CancellationToken::new();
    let serving = tokio::spawn(serve::serve(listener, app.router.clone(), stop.clone()));
    let pdf = folder.join("tags.pdf");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/print.mjs");
    let arguments = [script.display().to_string(), url, session.to_owned(), pdf.display().to_string()];
    let print = move || run("node", &arguments.each_ref().map(String::as_str));
    tokio::task::spawn_blocking(print).await.unwrap();
    stop.cancel();
    serving.await.unwrap();
    pdf
}

/// Each page at 300 dpi, in colour or grey.
fn pixels(pdf: &Path, grey: bool) -> Vec<PathBuf> {
    let stem = pdf.with_extension(if grey { "grey" } else { "colour" }).display().to_string();
    let pdf = pdf.display().to_string();
    let mut arguments = vec!["-png", "-r", "300"];
    arguments.extend(grey.then_some("-gray"));
    arguments.extend([pdf.as_str(), stem.as_str()]);
    run("pdftoppm", &arguments);
    (1..).map(|page| PathBuf::from(format!("{stem}-{page}.png"))).take_while(|file| file.exists()).collect()
}

/// The tag at a place on its sheet, cut out where the marks say.
fn cut(page: &RgbImage, at: usize) -> RgbImage {
    let (column, row) = ((at % 5) as f32, (at / 5) as f32);
    let (x, y) = ((MARGIN.0 + TAG.0 * column) * MM, (MARGIN.1 + TAG.1 * row) * MM);
    image::imageops::crop_imm(page, x as u32, y as u32, (TAG.0 * MM) as u32, (TAG.1 * MM) as u32).to_image()
}

/// What rqrr reads from a tag, and the millimetres of the symbol's side.
fn by_rqrr(tag: &RgbImage) -> (String, f32) {
    let grey: GrayImage = image::imageops::grayscale(tag);
    let mut prepared = rqrr::PreparedImage::prepare(grey);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1, "one symbol on a tag");
    // Its first row begins and ends with the upper edges of two finder patterns.
    let row = u32::try_from(grids[0].bounds[0].y).unwrap() + 5;
    let dark: Vec<u32> = (0..(27.0 * MM) as u32).filter(|x| tag.get_pixel(*x, row).0[0] < 128).collect();
    let side = (dark[dark.len() - 1] + 1 - dark[0]) as f32 / MM;
    (grids[0].decode().unwrap().1, side)
}

fn by_zbar(tag: &RgbImage, folder: &Path) -> String {
    let file = folder.join("one.png");
    tag.save(&file).unwrap();
    run("zbarimg", &["--quiet", "--raw", &file.display().to_string()]).trim().to_owned()
}

/// True when the band's stripes are on the paper: light and dark threads between its edges.
fn has_band(tag: &RgbImage) -> bool {
    let x = (TAG.0 / 2.0 * MM) as u32;
    let light = |y: f32| tag.get_pixel(x, (y * MM) as u32).0.iter().map(|part| u32::from(*part)).sum::<u32>() / 3;
    let stripes: Vec<u32> = (0..=14).map(|step| light(10.5 + step as f32 * 0.5)).collect();
    stripes.iter().min() < Some(&90) && stripes.iter().max() > Some(&180)
}

/// True when something is drawn within a quarter of a millimetre beside the place.
fn is_dark(page: &RgbImage, x: f32, y: f32) -> bool {
    let middle = (x * MM) as u32;
    (middle - 3..=middle + 3).any(|x| page.get_pixel(x, (y * MM) as u32).0[0] < 128)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_printed_tag_is_read_by_two_decoders_in_colour_and_in_grey() {
    let app = TestApp::on_sqlite().await;
    let place = app.a_place().await;
    let shop = app.a_shop(&place, "Rumah Tenun Ombak").await;
    let mut left = pieces(&app, &shop).await;
    let owner = app.owner_of(&shop).await;
    let folder = tempfile::tempdir().unwrap();
    let pdf = printed(&app, &owner.cookies["session"], folder.path()).await;

    let about = run("pdfinfo", &["-f", "1", "-l", "9", &pdf.display().to_string()]);
    let sizes: Vec<&str> = about.lines().filter(|line| line.contains("size:") && line.starts_with("Page")).collect();
    assert_eq!(sizes.len(), 2, "{about}");
    for size in sizes {
        let points: Vec<f32> = size.split_whitespace().filter_map(|part| part.parse().ok()).skip(1).collect();
        let [wide, high] = points[..] else { panic!("{size}") };
        assert!((wide - 841.89).abs() < 0.5 && (high - 595.28).abs() < 0.5, "A4 lying down: {size}");
    }

    let (colour, grey) = (pixels(&pdf, false), pixels(&pdf, true));
    assert_eq!((colour.len(), grey.len()), (2, 2));
    for (sheet, (colour, grey)) in colour.iter().zip(&grey).enumerate() {
        let open = |file: &PathBuf| image::open(file).unwrap().into_rgb8();
        let (colour, grey) = (open(colour), open(grey));
        for mark in [(66.0, 12.0), (231.0, 198.0)] {
            assert!(is_dark(&colour, mark.0, mark.1), "a cut mark at {mark:?} mm");
        }
        let tags = if sheet == 0 { PER_SHEET } else { 2 };
        for at in 0..tags {
            let (tag, pale) = (cut(&colour, at), cut(&grey, at));
            let (text, side) = by_rqrr(&tag);
            assert_eq!(text, by_zbar(&tag, folder.path()));
            assert_eq!(text, by_rqrr(&pale).0, "in grey");
            assert_eq!(text, by_zbar(&pale, folder.path()), "in grey");
            assert!(has_band(&tag) && has_band(&pale), "the band of tag {at}");
            // 29 modules of 0.7 mm.
            assert!((side - 20.3).abs() < 0.15, "{side} mm");
            let code = text.strip_prefix("HTTP://LOCALHOST:3000/Q/").unwrap();
            assert!(left.remove(code).is_some(), "{code} twice or unknown");
        }
    }
    assert!(left.is_empty(), "not printed: {left:?}");
}
