//! Vectors and their form on the wire.

use super::ordered;
use crate::value::VectorFormat;

/// The numbers of a vector, by its storage format.
#[derive(Clone, Debug, PartialEq)]
pub enum Elements {
    /// FLOAT32
    Float32(Vec<f32>),
    /// FLOAT64
    Float64(Vec<f64>),
    /// INT8
    Int8(Vec<i8>),
    /// BINARY: eight dimensions in each byte.
    Binary(Vec<u8>),
}

/// A value of type VECTOR.
#[derive(Clone, Debug, PartialEq)]
pub enum Vector {
    /// All numbers.
    Dense(Elements),
    /// Those that are not zero.
    Sparse {
        /// How many there are in all.
        dimensions: u32,
        /// Where they are, from 0.
        places: Vec<u32>,
        /// The numbers at these places.
        elements: Elements,
    },
}

const MAGIC: u8 = 0xdb;
/// By what is in a vector clients see whether they know its form.
const VERSION: u8 = 0;
const VERSION_BINARY: u8 = 1;
const VERSION_SPARSE: u8 = 2;
/// Room for its length in the Euclidean sense is behind the header.
const HAS_NORM: u16 = 0x0002;
const HAS_ROOM_FOR_NORM: u16 = 0x0010;
const IS_SPARSE: u16 = 0x0020;

impl Elements {
    /// The number of the storage format.
    fn format(&self) -> u8 {
        match self {
            Elements::Float32(_) => 2,
            Elements::Float64(_) => 3,
            Elements::Int8(_) => 4,
            Elements::Binary(_) => 5,
        }
    }

    fn dimensions(&self) -> usize {
        match self {
            Elements::Float32(numbers) => numbers.len(),
            Elements::Float64(numbers) => numbers.len(),
            Elements::Int8(numbers) => numbers.len(),
            Elements::Binary(bytes) => bytes.len() * 8,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Elements::Float32(numbers) => {
                out.extend(numbers.iter().flat_map(|number| ordered(number.to_be_bytes())));
            }
            Elements::Float64(numbers) => {
                out.extend(numbers.iter().flat_map(|number| ordered(number.to_be_bytes())));
            }
            Elements::Int8(numbers) => out.extend(numbers.iter().map(|number| number.cast_unsigned())),
            Elements::Binary(bytes) => out.extend_from_slice(bytes),
        }
    }
}

impl Vector {
    /// `[1.5, -2]` as the format of a column has it, FLOAT32 if that is any; `None` if it is none.
    #[must_use]
    pub fn from_text(text: &str, format: Option<VectorFormat>) -> Option<Vector> {
        let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
        fn all<T: std::str::FromStr>(inner: &str) -> Option<Vec<T>> {
            inner
                .split(',')
                .map(|number| number.trim().parse().ok())
                .collect()
        }
        Some(Vector::Dense(match format {
            None | Some(VectorFormat::Float32) => Elements::Float32(all(inner)?),
            Some(VectorFormat::Float64) => Elements::Float64(all(inner)?),
            Some(VectorFormat::Int8) => Elements::Int8(all(inner)?),
            Some(VectorFormat::Binary) => Elements::Binary(all(inner)?),
        }))
    }
}

/// The bytes of a vector.
#[must_use]
pub fn encode(vector: &Vector) -> Vec<u8> {
    let base = HAS_NORM | HAS_ROOM_FOR_NORM;
    let (version, flags, dimensions, elements) = match vector {
        Vector::Dense(elements @ Elements::Binary(_)) => {
            (VERSION_BINARY, base, elements.dimensions(), elements)
        }
        Vector::Dense(elements) => (VERSION, base, elements.dimensions(), elements),
        Vector::Sparse {
            dimensions, elements, ..
        } => (VERSION_SPARSE, base | IS_SPARSE, *dimensions as usize, elements),
    };
    let mut out = vec![MAGIC, version];
    out.extend(flags.to_be_bytes());
    out.push(elements.format());
    out.extend(u32::try_from(dimensions).unwrap_or(u32::MAX).to_be_bytes());
    out.extend([0; 8]);
    if let Vector::Sparse { places, .. } = vector {
        out.extend(u16::try_from(places.len()).unwrap_or(u16::MAX).to_be_bytes());
        out.extend(places.iter().flat_map(|place| place.to_be_bytes()));
    }
    elements.write(&mut out);
    out
}
