//! The checksum of a QRIS: CRC-16/CCITT-FALSE, also called CRC-16/IBM-3740 (polynomial 0x1021, start
//! 0xFFFF, not reflected), over the UTF-8 bytes.

/// The checksum of `bytes`. Its own check: `123456789` gives 0x29B1.
pub(super) fn crc16(bytes: &[u8]) -> u16 {
    let mut crc = 0xFFFF;
    for byte in bytes {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 };
        }
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_check_value_comes_out() {
        assert_eq!(crc16(b"123456789"), 0x29B1);
        assert_eq!(crc16(b""), 0xFFFF);
    }
}
