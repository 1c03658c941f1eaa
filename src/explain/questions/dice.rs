//! Chance that is the same for the same seed: no clock, nothing of the machine.
//!
//! The numbers are those of `SplitMix64` (Steele, Lea, Flood: *Fast splittable pseudorandom number
//! generators*, 2014). It is good enough to shuffle, and for nothing that must be secret.

/// Throws numbers.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// Takes a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// Takes a seed, and a name that it is mixed with: each name has throws of its own.
    pub fn named(seed: u64, name: &str) -> Self {
        // FNV-1a.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self::new(seed ^ hash)
    }

    /// Throws a number below a limit; below 0 it is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        let number = self.next().checked_rem(limit).unwrap_or_default();
        usize::try_from(number).unwrap_or_default()
    }

    /// Picks one of several.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// Puts things into an order of chance.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn throws_are_those_of_splitmix64() {
        let mut dice = Dice::new(1_234_567);
        // The reference implementation's first two numbers for this seed.
        assert_eq!(dice.next(), 6_457_827_717_110_365_317);
        assert_eq!(dice.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn shuffling_loses_nothing_and_repeats_itself() {
        let mut first: Vec<u32> = (0..20).collect();
        let mut second = first.clone();
        Dice::named(3, "a").shuffle(&mut first);
        Dice::named(3, "a").shuffle(&mut second);
        assert_eq!(first, second);
        assert!(!first.is_sorted());
        first.sort_unstable();
        assert_eq!(first, (0..20).collect::<Vec<u32>>());
    }
}
