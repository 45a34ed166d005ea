//! Numbers as pictures: eighth blocks beside the number, never instead of it.

/// From nothing to a whole cell, in eighths from the foot up.
pub(crate) const UP: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ACROSS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// One character per value, as high as the value; anything above zero shows at least the lowest block.
pub(crate) fn spark(values: &[u64]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    values.iter().map(|&value| UP[eighths(value, most, 1)]).collect()
}

/// A bar of at most `columns` columns, exact to an eighth of one.
pub(crate) fn bar(value: u64, most: u64, columns: usize) -> String {
    let eighths = eighths(value, most, columns);
    let mut out: String = std::iter::repeat_n('█', eighths / 8).collect();
    if !eighths.is_multiple_of(8) {
        out.push(ACROSS[eighths % 8]);
    }
    out
}

fn eighths(value: u64, most: u64, cells: usize) -> usize {
    if value == 0 || most == 0 || cells == 0 {
        return 0;
    }
    let exact = value as f64 / most as f64 * (cells * 8) as f64;
    (exact.round() as usize).clamp(1, cells * 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_exact_to_an_eighth_and_nothing_small_vanishes() {
        assert_eq!(spark(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(spark(&[0, 1, 100_000]), " ▁█");
        assert_eq!(bar(5, 8, 2), "█▎");
        assert_eq!(bar(0, 8, 2), "");
        assert_eq!(bar(3, 0, 4), "");
        assert_eq!(bar(3, 4, 0), "", "a column that has left");
    }
}
