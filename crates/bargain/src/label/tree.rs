//! Which vectors are covered, for five coordinates and more.
//!
//! All vectors are known beforehand, so the tree is balanced once; what changes is which of them
//! count. Each node knows the corner above those that do, and a search passes by the nodes whose
//! corner does not cover what is asked for.
//!
//! # Source
//!
//! J. L. Bentley, "Multidimensional Binary Search Trees Used for Associative Searching",
//! *Communications of the ACM* 18 (1975), pp. 509–517.

use super::Number;

/// Most vectors of a leaf.
const LEAF: usize = 24;

/// Vectors that covered others lately and are asked first.
const RECENT: usize = 8;

pub(super) struct Tree<T, const P: usize> {
    /// Number of levels above the leaves.
    depth: u32,
    /// For each node, the corner above its vectors that count; the root is node 1, and the children
    /// of a node are twice its number and one more.
    corners: Vec<Option<[T; P]>>,
    /// The vectors that count, leaf by leaf.
    leaves: Vec<Vec<[T; P]>>,
    /// The leaf of each vector.
    places: Vec<u32>,
    recent: [Option<[T; P]>; RECENT],
    turn: usize,
}

impl<T: Number, const P: usize> Tree<T, P> {
    pub(super) fn new(vectors: &[[T; P]]) -> Self {
        let depth = vectors.len().div_ceil(LEAF).max(1).next_power_of_two().ilog2();
        let mut order: Vec<u32> = (0..).take(vectors.len()).collect();
        split(vectors, &mut order, depth, 1);
        let count = 1 << depth;
        let mut places = vec![0; vectors.len()];
        for leaf in 0..count {
            let range = order.len() * leaf / count..order.len() * (leaf + 1) / count;
            for &vector in &order[range] {
                places[vector as usize] = u32::try_from(leaf).expect("fewer than vectors");
            }
        }
        Self {
            depth,
            corners: vec![None; 2 * count],
            leaves: vec![Vec::new(); count],
            places,
            recent: [None; RECENT],
            turn: 0,
        }
    }

    /// Whether a vector that counts is at or above this one in all coordinates but the first.
    pub(super) fn covers(&mut self, vector: &[T; P]) -> bool {
        if self.recent.iter().flatten().any(|it| is_covered(vector, it)) {
            return true;
        }
        let mut todo = [0_usize; 64];
        let mut open = 1;
        todo[0] = 1;
        while 0 < open {
            open -= 1;
            let node = todo[open];
            if !self.corners[node].is_some_and(|corner| is_covered(vector, &corner)) {
                continue;
            }
            if node < 1 << self.depth {
                todo[open] = 2 * node;
                todo[open + 1] = 2 * node + 1;
                open += 2;
                continue;
            }
            let leaf = &self.leaves[node - (1 << self.depth)];
            if let Some(it) = leaf.iter().find(|it| is_covered(vector, it)) {
                self.recent[self.turn % RECENT] = Some(*it);
                self.turn += 1;
                return true;
            }
        }
        false
    }

    /// Lets a vector count.
    pub(super) fn insert(&mut self, index: usize, vector: &[T; P]) {
        let leaf = self.places[index] as usize;
        self.leaves[leaf].push(*vector);
        let mut node = leaf + (1 << self.depth);
        while 0 < node {
            match &mut self.corners[node] {
                Some(corner) if is_covered(vector, corner) => return,
                Some(corner) => {
                    for (corner, it) in corner.iter_mut().zip(vector) {
                        *corner = (*corner).max(*it);
                    }
                }
                empty => *empty = Some(*vector),
            }
            node /= 2;
        }
    }
}

/// Brings the vectors of each leaf together, level by level along other coordinates.
fn split<T: Number, const P: usize>(
    vectors: &[[T; P]],
    order: &mut [u32],
    levels: u32,
    along: usize,
) {
    if levels == 0 {
        return;
    }
    // The same places as in `Tree::new`, where ranges are cut in one go.
    let middle = order.len() / 2;
    if middle < order.len() {
        order.select_nth_unstable_by_key(middle, |&it| vectors[it as usize][along]);
    }
    let (low, high) = order.split_at_mut(middle);
    let next = if along + 1 < P { along + 1 } else { 1 };
    split(vectors, low, levels - 1, next);
    split(vectors, high, levels - 1, next);
}

fn is_covered<T: Number, const P: usize>(vector: &[T; P], by: &[T; P]) -> bool {
    let mut covered = true;
    for at in 1..P {
        covered &= vector[at] <= by[at];
    }
    covered
}
