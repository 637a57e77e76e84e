//! Products as long multiplication on paper, nine decimal digits at a time.

/// A whole number that is not negative: least significant digits first, no zeros at the end.
#[derive(PartialEq, Eq)]
pub(super) struct Big(Vec<u64>);

const BASE: u64 = 1_000_000_000;

impl Big {
    /// The product of the factors.
    pub(super) fn product(factors: &[i64]) -> Self {
        let mut product = vec![1];
        for factor in factors {
            product = long_multiplication(&product, &digits(factor.unsigned_abs()));
        }
        Self(product)
    }

    /// Whether this number is below the other.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        if self.0.len() != other.0.len() {
            return self.0.len() < other.0.len();
        }
        self.0.iter().rev().lt(other.0.iter().rev())
    }
}

fn digits(mut number: u64) -> Vec<u64> {
    let mut digits = Vec::new();
    while 0 < number {
        digits.push(number % BASE);
        number /= BASE;
    }
    digits
}

fn long_multiplication(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut product = vec![0; a.len() + b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            product[i + j] += x * y;
            product[i + j + 1] += product[i + j] / BASE;
            product[i + j] %= BASE;
        }
    }
    for place in 1..product.len() {
        product[place] += product[place - 1] / BASE;
        product[place - 1] %= BASE;
    }
    while product.last() == Some(&0) {
        product.pop();
    }
    product
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Long multiplication agrees with the machine where the machine can.
        #[test]
        fn products_are_right(factors in prop::collection::vec(1_i64..(1 << 31), 0..4)) {
            let mut product: u128 = factors.iter().map(|&it| u128::try_from(it).unwrap()).product();
            let mut digits = Vec::new();
            while 0 < product {
                digits.push(u64::try_from(product % u128::from(BASE)).unwrap());
                product /= u128::from(BASE);
            }
            prop_assert!(Big::product(&factors) == Big(digits));
        }
    }
}
