//! Products as long multiplication on paper, nine decimal digits at a time.

/// A whole number that is not negative: least significant digits first, no zeros at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// The number itself.
    pub(super) fn of(mut number: u128) -> Self {
        let mut digits = Vec::new();
        while 0 < number {
            digits.push(u64::try_from(number % u128::from(BASE)).expect("below the base"));
            number /= u128::from(BASE);
        }
        Self(digits)
    }

    /// The product of both.
    pub(super) fn times(&self, other: &Self) -> Self {
        Self(long_multiplication(&self.0, &other.0))
    }

    /// The sum of both.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let (mut sum, mut carry) = (Vec::new(), 0);
        for place in 0..=self.0.len().max(other.0.len()) {
            let digit = |it: &Self| it.0.get(place).copied().unwrap_or(0);
            carry += digit(self) + digit(other);
            sum.push(carry % BASE);
            carry /= BASE;
        }
        while sum.last() == Some(&0) {
            sum.pop();
        }
        Self(sum)
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

        /// So do sums, and products of two.
        #[test]
        fn sums_are_right(a in 0..1_u128 << 63, b in 0..1_u128 << 63) {
            let (x, y) = (Big::of(a), Big::of(b));
            prop_assert_eq!(x.plus(&y), Big::of(a + b));
            prop_assert_eq!(x.times(&y), Big::of(a * b));
            prop_assert_eq!(x.is_below(&y), a < b);
        }
    }
}
