//! How does PostgreSQL send a decimal number? In groups of four digits.

use crate::value::{Decimal, ValueError};
use bytes::{BufMut as _, BytesMut};

const NEGATIVE: u16 = 0x4000;
const DIGITS_PER_GROUP: i32 = 4;

/// Writes a number in the binary form of `numeric`, scale included.
pub(super) fn encode(number: Decimal, out: &mut BytesMut) {
    let scale = number.scale();
    // The last group ends at a multiple of four digits after the point.
    let padding = (4 - scale % 4) % 4;
    let mut rest = number.mantissa().unsigned_abs();
    let mut groups: Vec<u16> = Vec::new();
    let mut group = |rest: &mut u128, digits: u32| {
        let base = 10_u128.pow(digits);
        let value =
            u16::try_from(*rest % base).expect("at most four digits") * 10_u16.pow(4 - digits);
        *rest /= base;
        groups.push(value);
    };
    if padding > 0 {
        group(&mut rest, 4 - padding);
    }
    while rest > 0 {
        group(&mut rest, 4);
    }
    let after_point = scale.div_ceil(4);
    let total = u32::try_from(groups.len()).expect("a mantissa of 96 bits has few groups");
    let mut weight = i16::try_from(total).expect("few groups")
        - i16::try_from(after_point).expect("the scale is at most 28")
        - 1;
    while groups.last() == Some(&0) {
        groups.pop();
        weight -= 1;
    }
    let trailing_zeros = groups.iter().take_while(|group| **group == 0).count();
    groups.drain(..trailing_zeros);
    if groups.is_empty() {
        weight = 0;
    }
    out.put_u16(u16::try_from(groups.len()).expect("few groups"));
    out.put_i16(weight);
    out.put_u16(if number.mantissa() < 0 { NEGATIVE } else { 0 });
    out.put_u16(u16::try_from(scale).expect("the scale is at most 28"));
    for group in groups.iter().rev() {
        out.put_u16(*group);
    }
}

/// Reads the binary form of `numeric`; what is not a number, or has too many digits, is refused.
pub(super) fn decode(raw: &[u8]) -> Result<Decimal, ValueError> {
    let mut words = raw
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let mut word = || words.next().ok_or(ValueError::Malformed);
    let count = i32::from(word()?);
    let weight = i32::from(word()?.cast_signed());
    let sign = word()?;
    let scale = u32::from(word()?);
    if sign != 0 && sign != NEGATIVE {
        return Err(ValueError::OutOfRange);
    }
    let mut mantissa = 0_i128;
    for _ in 0..count {
        let group = i128::from(word()?);
        mantissa = mantissa
            .checked_mul(10_000)
            .and_then(|mantissa| mantissa.checked_add(group))
            .ok_or(ValueError::OutOfRange)?;
    }
    // So many digits after the point does the mantissa have now; the scale says how many there are to be.
    let have = (count - weight - 1) * DIGITS_PER_GROUP;
    let wanted = i32::try_from(scale.min(Decimal::MAX_SCALE)).expect("at most 28");
    if mantissa != 0 {
        for _ in have..wanted {
            mantissa = mantissa.checked_mul(10).ok_or(ValueError::OutOfRange)?;
        }
        for _ in wanted..have {
            if mantissa % 10 != 0 {
                return Err(ValueError::Inexact);
            }
            mantissa /= 10;
        }
    }
    Decimal::new(
        if sign == NEGATIVE {
            -mantissa
        } else {
            mantissa
        },
        scale.min(Decimal::MAX_SCALE),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed step is a failed test")]
    use super::*;

    #[test]
    fn every_number_comes_back_with_its_scale() {
        let mut texts: Vec<String> = [
            "0",
            "0.00",
            "1",
            "10",
            "10000",
            "100000000",
            "1.50",
            "-1.5",
            "0.0001",
            "0.00001",
            "12345.6789",
            "79228162514264337593543950335",
            "-7.9228162514264337593543950335",
            "0.0000000000000000000000000001",
            "1000000.000001",
        ]
        .map(String::from)
        .to_vec();
        for zeros in 0..28 {
            texts.push(format!("1{}", "0".repeat(zeros)));
            texts.push(
                format!("0.{}1", "0".repeat(zeros))
                    .chars()
                    .take(30)
                    .collect(),
            );
            texts.push(format!("7.{}", "0".repeat(zeros + 1)));
        }
        for text in texts {
            let number: Decimal = text.parse().unwrap();
            let mut raw = BytesMut::new();
            encode(number, &mut raw);
            assert_eq!(decode(&raw).unwrap().to_string(), text, "{raw:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for sign in [0xC000_u16, 0xD000, 0xF000] {
            let raw: Vec<u8> = [0, 0, sign, 0]
                .iter()
                .flat_map(|word| word.to_be_bytes())
                .collect();
            assert_eq!(decode(&raw), Err(ValueError::OutOfRange));
        }
        assert_eq!(decode(&[0, 1, 0]), Err(ValueError::Malformed));
        assert_eq!(
            decode(&[0, 1, 0, 0, 0, 0, 0, 0]),
            Err(ValueError::Malformed)
        );
    }
}
