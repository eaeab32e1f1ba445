//! How wide each column of a table becomes: words stay whole as long as the terminal allows it.

use unicode_width::UnicodeWidthStr;

use super::fold::{Break, longest_piece};

/// Columns of the terminal beyond which a single word may be cut.
const WORD_MAX: usize = 40;
/// Columns from which on a word counts as a name that may be cut at its joints.
const NAME_MIN: usize = 21;
/// A script without blanks can be cut anywhere, but not into single signs.
const UNSPACED_MIN: usize = 10;

/// What a column needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// So that names are cut at their joints at worst.
    floor: usize,
    /// So that no word is cut, and a mail address only before its sign.
    min: usize,
    /// So that nothing wraps.
    max: usize,
}

impl Need {
    /// Takes one more cell into account; `whole` cells must not wrap.
    pub fn add(&mut self, text: &str, whole: bool) {
        for line in text.lines() {
            let width = line.width();
            let least = if line.is_ascii() { 0 } else { width.min(UNSPACED_MIN) };
            let (floor, min) = if whole {
                (width, width)
            } else {
                let piece = |at| longest_piece(line, at).max(least);
                let word = piece(Break::Good);
                (piece(Break::Weak), if word < NAME_MIN { word } else { piece(Break::Joint) })
            };
            self.max = self.max.max(width);
            self.min = self.min.max(min).min(WORD_MAX);
            self.floor = self.floor.max(floor).min(WORD_MAX);
        }
    }
}

/// Widths of the columns within `width`, `gap` blanks between them: what does not wrap gets what it needs, the rest
/// share what is left. `None` when the names do not fit even in pieces.
pub fn widths(needs: &[Need], width: usize, gap: usize) -> Option<Vec<usize>> {
    let gaps = gap * needs.len().saturating_sub(1);
    let mut widths: Vec<usize> = needs.iter().map(|need| need.floor).collect();
    let mut spare = width.checked_sub(gaps + widths.iter().sum::<usize>())?;
    for wanted in [|need: &Need| need.min, |need: &Need| need.max] {
        let more: Vec<usize> =
            needs.iter().zip(&widths).map(|(need, has)| wanted(need).saturating_sub(*has)).collect();
        spare -= share(&mut widths, &more, spare);
    }
    Some(widths)
}

/// Gives columns what they lack, small wishes first; returns what was given away.
fn share(widths: &mut [usize], more: &[usize], spare: usize) -> usize {
    let mut left = spare;
    let mut order: Vec<usize> = (0..more.len()).collect();
    order.sort_by_key(|n| more[*n]);
    for (done, n) in order.iter().enumerate() {
        // A little more than a fair share: a column that ends up whole is worth a wrapped line elsewhere.
        let fair = left / (more.len() - done);
        let given = more[*n].min(fair + fair / 2).min(left);
        widths[*n] += given;
        left -= given;
    }
    spare - left
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
        assert_eq!(widths(&needs, 20, 2), None);
    }

    #[test]
    fn a_name_is_cut_at_its_joints_before_the_table_gives_up() {
        let needs = [need(&["dana@contoso.example"]), need(&["Microsoft 365 E3"])];
        assert_eq!(widths(&needs, 30, 2), Some(vec![19, 9]));
        assert_eq!(widths(&needs, 15, 2), None);
    }

    #[test]
    fn chinese_counts_double_and_can_be_cut() {
        assert_eq!(need(&["取消分配许可证"]), Need { floor: 10, min: 10, max: 14 });
    }
}
