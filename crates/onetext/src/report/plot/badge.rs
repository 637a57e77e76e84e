//! Where the letters beside marks stand, so that no two cover each other.

/// The letters of a mark, and where they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Badge {
    /// Middle of the letters.
    pub(super) x: f64,
    /// Middle of the letters.
    pub(super) y: f64,
    /// Whether they stand so far from the mark that a line has to lead there.
    pub(super) is_far: bool,
}

/// Height of the letters.
const HIGH: f64 = 13.0;

/// The directions that are tried, the best first: up to the right, then around.
const AROUND: [(f64, f64); 12] = [
    (0.8, -0.6),
    (0.8, 0.6),
    (-0.8, -0.6),
    (-0.8, 0.6),
    (1.0, 0.0),
    (0.0, -1.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (0.5, -0.87),
    (0.5, 0.87),
    (-0.5, -0.87),
    (-0.5, 0.87),
];

/// Places letters of these widths beside these marks, inside the field from left, top to right,
/// bottom: each as near as it can be without covering a mark or other letters.
pub(super) fn badges(marks: &[((f64, f64), f64)], field: [f64; 4]) -> Vec<Badge> {
    let [left, top, right, bottom] = field;
    let mut taken: Vec<[f64; 4]> =
        marks.iter().map(|((x, y), _)| [x - 6.0, y - 6.0, x + 6.0, y + 6.0]).collect();
    let mut found = Vec::new();
    for &((x, y), wide) in marks {
        let around = |it: (f64, f64), far: f64| {
            let (half, high) = (wide / 2.0, HIGH / 2.0);
            let (x, y) = (x + it.0 * (far + half), y + it.1 * (far + high * 0.5));
            [x - half, y - high, x + half, y + high]
        };
        let is_free = |it: &[f64; 4]| {
            let is_inside = left <= it[0] && top <= it[1] && it[2] <= right && it[3] <= bottom;
            let meets = |other: &[f64; 4]| {
                it[0] < other[2] && other[0] < it[2] && it[1] < other[3] && other[1] < it[3]
            };
            is_inside && !taken.iter().any(meets)
        };
        let distances = [9.0, 14.0, 22.0, 32.0, 44.0, 58.0, 74.0, 92.0, 112.0, 134.0];
        let places = distances.into_iter().flat_map(|far| AROUND.map(|it| (it, far)));
        let (it, far) = places
            .into_iter()
            .find(|&(it, far)| is_free(&around(it, far)))
            .unwrap_or((AROUND[0], distances[0]));
        let place = around(it, far);
        taken.push(place);
        found.push(Badge {
            x: f64::midpoint(place[0], place[2]),
            y: f64::midpoint(place[1], place[3]),
            is_far: 14.0 < far,
        });
    }
    found
}

/// Heights for letters in one column, each as near to what it would like as it can be: in order, so
/// far apart, above a lowest place.
pub(super) fn column(wanted: &[f64], apart: f64, lowest: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[b].total_cmp(&wanted[a]).then(b.cmp(&a)));
    let mut places = vec![0.0; wanted.len()];
    let mut floor = lowest + apart;
    for it in order {
        floor = wanted[it].min(floor - apart);
        places[it] = floor;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_marks_in_one_place_stand_apart() {
        let marks = vec![((50.0, 50.0), 16.0); 12];
        let found = badges(&marks, [0.0, 0.0, 400.0, 300.0]);
        for (index, one) in found.iter().enumerate() {
            for other in &found[..index] {
                let apart = (one.x - other.x).abs() >= 16.0 || (one.y - other.y).abs() >= HIGH;
                assert!(apart, "{one:?} covers {other:?}");
            }
        }
    }

    #[test]
    fn a_column_keeps_its_order_and_its_distance() {
        let places = column(&[10.0, 100.0, 98.0, 99.0], 14.0, 100.0);
        assert_eq!(places, [10.0, 100.0, 72.0, 86.0]);
    }
}
