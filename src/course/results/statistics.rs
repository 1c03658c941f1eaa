//! The arithmetic of a class: medians and correlations. What cannot be computed is no number.

/// Gives the middle of some numbers; of an even count, the mean of the two in the middle.
pub fn median(numbers: &mut [u32]) -> Option<f64> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = f64::from(*numbers.get(middle)?);
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = f64::from(*numbers.get(middle.checked_sub(1)?)?);
    Some(f64::midpoint(lower, upper))
}

/// Computes how much a yes goes together with a number: the point-biserial correlation, from -1 to 1.
///
/// Where all say the same, or all numbers are the same, there is none.
pub fn point_biserial(pairs: &[(bool, f64)]) -> Option<f64> {
    let count = number(pairs.len());
    let mean_of = |wanted: bool| {
        let numbers = pairs.iter().filter(|(is_yes, _)| *is_yes == wanted);
        let (sum, count) = numbers.fold((0.0, 0.0), |(sum, count), (_, number)| {
            (sum + number, count + 1.0)
        });
        (count > 0.0).then_some((sum / count, count))
    };
    let (mean_yes, yes) = mean_of(true)?;
    let (mean_no, no) = mean_of(false)?;
    let mean = pairs.iter().map(|(_, number)| number).sum::<f64>() / count;
    let squares = pairs.iter().map(|(_, number)| (number - mean).powi(2));
    let deviation = (squares.sum::<f64>() / count).sqrt();
    if deviation < 1e-9 {
        return None;
    }
    let weight = (yes / count * (no / count)).sqrt();
    Some(((mean_yes - mean_no) / deviation * weight).clamp(-1.0, 1.0))
}

/// Gives the upper end of what a correlation may be in truth, where it was found among so many: nine times in
/// ten it is lower. Among three or fewer it may be anything.
pub fn upper_end(correlation: f64, count: usize) -> f64 {
    /// Nine tenths of a normal distribution lie below it.
    const NINE_TENTHS: f64 = 1.281_551_6;
    if count <= 3 {
        return 1.0;
    }
    // Fisher's scale, on which correlations scatter alike wherever they lie.
    let spread = NINE_TENTHS / number(count - 3).sqrt();
    (correlation.clamp(-0.999_999, 0.999_999).atanh() + spread).tanh()
}

/// Gives a part of a whole; of nothing there is none.
pub fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| number(part) / number(whole))
}

/// Gives a count as a number to compute with.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{median, point_biserial, upper_end};

    #[test]
    fn medians_are_in_the_middle() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [7]), Some(7.0));
        assert_eq!(median(&mut [9, 1, 4]), Some(4.0));
        assert_eq!(median(&mut [9, 1, 4, 6]), Some(5.0));
    }

    #[test]
    fn what_is_found_among_few_may_be_chance() {
        // By hand: atanh 0.2 = 0.20273; 1.28155 / √97 = 0.13012; tanh 0.33285 = 0.32108.
        assert!((upper_end(0.2, 100) - 0.321_08).abs() < 1e-4);
        assert!(upper_end(0.0, 10) > 0.4 && upper_end(0.0, 500) < 0.06);
        assert!((upper_end(-1.0, 3) - 1.0).abs() < 1e-9);
        assert!(upper_end(1.0, 50) <= 1.0);
    }

    #[test]
    fn a_correlation_is_what_it_is_by_hand() {
        // Yes: 4 and 6; no: 1, 3. Mean 3.5, population deviation sqrt(13/4); (5 - 2) / 1.8028 * 0.5 = 0.8321.
        let pairs = [(true, 4.0), (true, 6.0), (false, 1.0), (false, 3.0)];
        let correlation = point_biserial(&pairs).unwrap();
        assert!((correlation - 0.832_05).abs() < 1e-5, "{correlation}");
        assert_eq!(point_biserial(&[(true, 1.0), (true, 2.0)]), None);
        assert_eq!(point_biserial(&[(true, 1.0), (false, 1.0)]), None);
        assert_eq!(point_biserial(&[]), None);
        let all = [(true, 2.0), (false, 1.0)];
        assert!((point_biserial(&all).unwrap() - 1.0).abs() < 1e-9);
    }
}
