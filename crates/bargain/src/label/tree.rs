//! Which vectors are covered, for five coordinates and more.
//!
//! As the first coordinate only falls, a vector counts no longer once a later one covers it in the
//! others: what counts is a frontier of one coordinate less, some ten times smaller than all that
//! was taken. It is kept in a tree whose leaves all have the same depth; nodes split when full and
//! go when empty. Each knows the box around its vectors, and a search passes by the boxes that are
//! nowhere above what is asked for. The members of a node lie coordinate by coordinate, so that
//! one instruction compares several.
//!
//! # Source
//!
//! A. Guttman, "R-Trees: A Dynamic Index Structure for Spatial Searching", *SIGMOD* 1984,
//! pp. 47–57.

use super::Number;
use super::lanes::{LANES, Lanes};

pub(super) struct Tree<T, const P: usize> {
    leaves: Arena<Lanes<T, P>>,
    nodes: Arena<Node<T, P>>,
    /// Number of levels above the leaves.
    height: usize,
    /// The leaf or node that holds all others.
    root: u32,
    /// Vectors that covered others lately and are asked first.
    recent: Lanes<T, P>,
    turn: usize,
}

/// The boxes of leaves or of other nodes.
struct Node<T, const P: usize> {
    upper: Lanes<T, P>,
    lower: Lanes<T, P>,
    children: [u32; LANES],
}

/// The box around the vectors of a leaf or node.
struct Boxed<T, const P: usize> {
    place: u32,
    upper: [T; P],
    lower: [T; P],
}

impl<T: Number, const P: usize> Tree<T, P> {
    pub(super) fn new() -> Self {
        let mut leaves = Arena { items: Vec::new(), spare: Vec::new() };
        let root = leaves.add(Lanes::new());
        let nodes = Arena { items: Vec::new(), spare: Vec::new() };
        Self { leaves, nodes, height: 0, root, recent: Lanes::new(), turn: 0 }
    }

    /// Takes a vector, unless one taken before is at or above it in all coordinates but the first.
    pub(super) fn take(&mut self, vector: &[T; P]) -> bool {
        if self.recent.above(vector) != 0 {
            return false;
        }
        if let Some(found) = self.covering(self.height, self.root, vector) {
            if self.turn < LANES {
                self.recent.push(&found);
            } else {
                self.recent.put(self.turn % LANES, &found);
            }
            self.turn += 1;
            return false;
        }
        self.remove(self.height, self.root, vector);
        if 0 < self.height && self.nodes.items[self.root as usize].upper.len() == 0 {
            self.nodes.spare.push(self.root);
            self.root = self.leaves.add(Lanes::new());
            self.height = 0;
        }
        if let Some(halves) = self.insert(self.height, self.root, vector) {
            self.root = self.nodes.add(Node::new(&halves));
            self.height += 1;
        }
        true
    }

    /// A vector below a node that is at or above this one.
    fn covering(&self, height: usize, place: u32, vector: &[T; P]) -> Option<[T; P]> {
        if height == 0 {
            let leaf = &self.leaves.items[place as usize];
            let above = leaf.above(vector);
            return (above != 0).then(|| leaf.member(above.trailing_zeros() as usize));
        }
        let node = &self.nodes.items[place as usize];
        let mut above = node.upper.above(vector);
        while above != 0 {
            let child = node.children[above.trailing_zeros() as usize];
            let found = self.covering(height - 1, child, vector);
            if found.is_some() {
                return found;
            }
            above &= above - 1;
        }
        None
    }

    /// Removes all vectors below a node that are at or below this one; whether there were any.
    fn remove(&mut self, height: usize, place: u32, vector: &[T; P]) -> bool {
        if height == 0 {
            let leaf = &mut self.leaves.items[place as usize];
            let below = leaf.below(vector);
            // The last one takes the place of one that is removed, hence from the last on.
            descending(below).for_each(|at| leaf.remove(at));
            return below != 0;
        }
        let mut is_changed = false;
        for at in descending(self.nodes.items[place as usize].lower.below(vector)) {
            let child = self.nodes.items[place as usize].children[at];
            if !self.remove(height - 1, child, vector) {
                continue;
            }
            is_changed = true;
            let rest = self.boxed(height - 1, child);
            let node = &mut self.nodes.items[place as usize];
            if let Some(rest) = rest {
                node.put(at, &rest);
            } else {
                node.remove(at);
                let spare =
                    if height == 1 { &mut self.leaves.spare } else { &mut self.nodes.spare };
                spare.push(child);
            }
        }
        is_changed
    }

    /// Inserts a vector below a node, into the nearest boxes. Where that splits the node, its
    /// halves.
    fn insert(&mut self, height: usize, place: u32, vector: &[T; P]) -> Option<[Boxed<T, P>; 2]> {
        let other = if height == 0 {
            let leaf = &mut self.leaves.items[place as usize];
            if leaf.len() < LANES {
                leaf.push(vector);
                return None;
            }
            let mut halves = [Lanes::new(), Lanes::new()];
            for (turn, at) in leaf.order().into_iter().enumerate() {
                halves[2 * turn / LANES].push(&leaf.member(at));
            }
            let nearer = usize::from(distance(vector, &halves[1]) < distance(vector, &halves[0]));
            halves[nearer].push(vector);
            let [first, second] = halves;
            *leaf = first;
            self.leaves.add(second)
        } else {
            let node = &mut self.nodes.items[place as usize];
            let at = node.nearest(vector);
            node.upper.raise(at, vector);
            node.lower.lower(at, vector);
            let child = node.children[at];
            let [first, second] = self.insert(height - 1, child, vector)?;
            let node = &mut self.nodes.items[place as usize];
            node.put(at, &first);
            if node.upper.len() < LANES {
                node.push(&second);
                return None;
            }
            let mut halves = [Node::new(&[]), Node::new(&[])];
            for (turn, at) in node.upper.order().into_iter().enumerate() {
                halves[2 * turn / LANES].push(&node.member(at));
            }
            let [low, high] = halves.each_ref().map(|it| distance(&second.upper, &it.upper));
            halves[usize::from(high < low)].push(&second);
            let [first, second] = halves;
            *node = first;
            self.nodes.add(second)
        };
        let half = |place| self.boxed(height, place).expect("half of a full one is left");
        Some([half(place), half(other)])
    }

    /// The box around the vectors below a node, if there are any.
    fn boxed(&self, height: usize, place: u32) -> Option<Boxed<T, P>> {
        let (upper, lower) = if height == 0 {
            let leaf = &self.leaves.items[place as usize];
            (leaf, leaf)
        } else {
            let node = &self.nodes.items[place as usize];
            (&node.upper, &node.lower)
        };
        Some(Boxed { place, upper: upper.most()?, lower: lower.least()? })
    }
}

impl<T: Number, const P: usize> Node<T, P> {
    fn new(members: &[Boxed<T, P>]) -> Self {
        let mut node = Self { upper: Lanes::new(), lower: Lanes::new(), children: [0; LANES] };
        for member in members {
            node.push(member);
        }
        node
    }

    fn member(&self, at: usize) -> Boxed<T, P> {
        Boxed {
            place: self.children[at],
            upper: self.upper.member(at),
            lower: self.lower.member(at),
        }
    }

    fn put(&mut self, at: usize, member: &Boxed<T, P>) {
        self.children[at] = member.place;
        self.upper.put(at, &member.upper);
        self.lower.put(at, &member.lower);
    }

    fn push(&mut self, member: &Boxed<T, P>) {
        self.children[self.upper.len()] = member.place;
        self.upper.push(&member.upper);
        self.lower.push(&member.lower);
    }

    fn remove(&mut self, at: usize) {
        self.upper.remove(at);
        self.lower.remove(at);
        self.children[at] = self.children[self.upper.len()];
    }

    /// The member whose box is nearest to a vector, by the coordinate that is farthest off.
    fn nearest(&self, vector: &[T; P]) -> usize {
        let distances = Lanes::distances(&self.upper, &self.lower, vector);
        let members = 0..self.upper.len();
        members.min_by_key(|&it| distances[it]).expect("a node has members")
    }
}

/// How far a vector is from the box around members, in the coordinate that is farthest off.
fn distance<T: Number, const P: usize>(vector: &[T; P], members: &Lanes<T, P>) -> Option<T> {
    let (most, least) = (members.most()?, members.least()?);
    let apart =
        |at: usize| vector[at].saturating_sub(most[at]) | least[at].saturating_sub(vector[at]);
    (1..P).map(apart).max()
}

/// The places of set bits, from the last on.
fn descending(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.checked_ilog2()?;
        bits ^= 1 << at;
        Some(at as usize)
    })
}

/// A list in which places are given anew.
struct Arena<X> {
    items: Vec<X>,
    spare: Vec<u32>,
}

impl<X> Arena<X> {
    fn add(&mut self, item: X) -> u32 {
        if let Some(place) = self.spare.pop() {
            self.items[place as usize] = item;
            return place;
        }
        self.items.push(item);
        u32::try_from(self.items.len() - 1).expect("fewer than vectors")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All vectors whose coordinates but the first have a sum; a larger sum comes later.
    fn shell(sum: u16) -> Vec<[u16; 5]> {
        let mut vectors = Vec::new();
        for b in 0..=sum {
            for c in 0..=sum - b {
                vectors.extend((0..=sum - b - c).map(|d| [99 - sum, b, c, d, sum - b - c - d]));
            }
        }
        vectors
    }

    #[test]
    fn what_is_covered_later_leaves_the_tree() {
        let mut tree = Tree::new();
        let live =
            |tree: &Tree<u16, 5>| -> usize { tree.leaves.items.iter().map(Lanes::len).sum() };
        for sum in 20..=24 {
            assert!(shell(sum).iter().all(|it| tree.take(it)));
            assert_eq!(live(&tree), shell(sum).len());
        }
        assert_eq!(tree.height, 2);
        assert!(!(0..=24).flat_map(shell).any(|it| tree.take(&it)));
        assert!(tree.take(&[0, 24, 24, 24, 24]));
        assert_eq!((live(&tree), tree.height), (1, 0));
        assert!(!shell(24).iter().any(|it| tree.take(it)));
    }
}
