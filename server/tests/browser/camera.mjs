// A photo as a phone's camera leaves it: large, lying on its side, with the place it was taken at.

/** A JPEG of 4000 by 3000 pixels whose EXIF says "turn right" (orientation 6) and carries GPS. Upright it is red at
 *  the top and blue at the bottom. */
export async function photo(page) {
  const base64 = await page.evaluate(() => {
    const [width, height] = [4000, 3000];
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    // Turned right, the left edge comes to the top.
    for (let x = 0; x < width; x += 20) {
      const stripe = (x / 20) % 3 === 0 ? 30 : 0;
      pen.fillStyle = x < width / 2 ? `rgb(${190 - stripe}, 30, 40)` : `rgb(20, 40, ${190 - stripe})`;
      pen.fillRect(x, 0, 20, height);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  });
  const jpeg = Buffer.from(base64, 'base64');
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}

/** An APP1 segment: TIFF, big endian, with Orientation and a GPS directory (CIPA DC-008, 4.5 and 4.6). */
function exif() {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(count, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else if (type === 2) bytes.write(value, 8, 'latin1');
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const directory = (...entries) => Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  const head = Buffer.from('MM\0*\0\0\0\x08', 'latin1');
  const main = directory(entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, 8 + 2 + 24 + 4));
  const gps = directory(entry(1, 2, 2, 'S\0'), entry(3, 2, 2, 'E\0'));
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, main, gps]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), length, body]);
}
