//! How wide each column of a table becomes: words stay whole as long as the terminal allows it.

use unicode_width::UnicodeWidthStr;

/// Columns of the terminal beyond which a single word may be cut.
const WORD_MAX: usize = 40;
/// A script without blanks can be cut anywhere, but not into single signs.
const UNSPACED_MIN: usize = 10;

/// What a column needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// So that no word is cut.
    min: usize,
    /// So that nothing wraps.
    max: usize,
}

impl Need {
    /// Takes one more cell into account; `whole` cells must not wrap.
    pub fn add(&mut self, text: &str, whole: bool) {
        for line in text.lines() {
            self.max = self.max.max(line.width());
            let longest = line.split(' ').map(word).max().unwrap_or(0);
            self.min = self.min.max(if whole { line.width() } else { longest }).min(WORD_MAX);
        }
    }
}

fn word(word: &str) -> usize {
    if word.is_ascii() { word.len() } else { word.width().min(UNSPACED_MIN) }
}

/// Widths of the columns within `width`, `gap` blanks between them: what does not wrap gets what it needs, the rest
/// share what is left. `None` when not even the words fit.
pub fn widths(needs: &[Need], width: usize, gap: usize) -> Option<Vec<usize>> {
    let gaps = gap * needs.len().saturating_sub(1);
    let least: usize = needs.iter().map(|need| need.min).sum();
    let mut spare = width.checked_sub(gaps + least)?;
    let mut widths: Vec<usize> = needs.iter().map(|need| need.min).collect();
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|n| needs[*n].max - needs[*n].min);
    for (done, n) in order.iter().enumerate() {
        // A little more than a fair share: a column that ends up whole is worth a wrapped line elsewhere.
        let share = spare / (needs.len() - done);
        let more = (needs[*n].max - needs[*n].min).min(share + share / 2).min(spare);
        widths[*n] += more;
        spare -= more;
    }
    Some(widths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(cells: &[&str]) -> Need {
        let mut need = Need::default();
        cells.iter().for_each(|cell| need.add(cell, false));
        need
    }

    #[test]
    fn short_columns_stay_whole_and_long_ones_share_the_rest() {
        let needs =
            [need(&["dana@contoso.example"]), need(&["2026-03-01 09:05"]), need(&["a b c d e f g h i j"])];
        assert_eq!(widths(&needs, 100, 2), Some(vec![20, 16, 19]));
        assert_eq!(widths(&needs, 50, 2), Some(vec![20, 16, 10]));
        assert_eq!(widths(&needs, 40, 2), Some(vec![20, 13, 3]));
        assert_eq!(widths(&needs, 30, 2), None);
    }

    #[test]
    fn chinese_counts_double_and_can_be_cut() {
        assert_eq!(need(&["取消分配许可证"]), Need { min: 10, max: 14 });
    }
}
