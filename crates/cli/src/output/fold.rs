//! Breaking lines where people would: at blanks, between Chinese signs, and only then within a name.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Signs that may not begin a line.
const NOT_FIRST: &str = "，。；：！？、）」』”’》〉】％,.;:!?)]}%";
/// Signs that may not end one.
const NOT_LAST: &str = "（「『“‘《〈【([{";

/// How good a place to break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Only when there is nothing better: within `contoso.example`.
    Weak,
    /// Before the sign of a mail address.
    Joint,
    /// Between words.
    Good,
}

/// `text` in lines of at most `width` columns; its own line breaks stay.
pub fn fold(text: &str, width: usize) -> String {
    let mut folded = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            folded.push('\n');
        }
        fold_line(&mut folded, line, width.max(2));
    }
    folded
}

/// The same for messages: what follows a break is indented.
pub fn hanging(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let sentence = line.trim_start();
        let indent = line.len() - sentence.len();
        let next = format!("\n{}", " ".repeat(indent + 2));
        wrapped.push_str(&line[..indent]);
        wrapped.push_str(&fold(sentence, width.saturating_sub(indent + 2)).replace('\n', &next));
        wrapped.push('\n');
    }
    wrapped
}

fn fold_line(folded: &mut String, line: &str, width: usize) {
    let mut rest = line;
    while rest.width() > width {
        let at = place(rest, width);
        let (first, after) = rest.split_at(at);
        folded.push_str(first.trim_end_matches(' '));
        folded.push('\n');
        rest = after.trim_start_matches(' ');
    }
    folded.push_str(rest);
}

/// Where the first line of `text` ends: at the last of the best places within `width`, else anywhere.
fn place(text: &str, width: usize) -> usize {
    let (mut used, mut fits) = (0, 0);
    let mut best: Option<(Break, usize)> = None;
    let mut before = None;
    for (at, sign) in text.char_indices() {
        if let Some(found) = before.and_then(|before| between(before, sign))
            && best.is_none_or(|(known, _)| found >= known)
        {
            best = Some((found, at));
        }
        used += sign.width().unwrap_or(0);
        // A blank may hang over the edge: it is not printed there.
        if used > width && sign != ' ' {
            break;
        }
        fits = at + sign.len_utf8();
        before = Some(sign);
    }
    best.map_or(fits, |(_, at)| at).max(text.chars().next().map_or(0, char::len_utf8))
}

fn between(before: char, sign: char) -> Option<Break> {
    if sign == ' ' || NOT_FIRST.contains(sign) || NOT_LAST.contains(before) {
        return None;
    }
    let wide = |sign: char| sign.width() == Some(2);
    if before == ' ' || wide(before) || wide(sign) {
        return Some(Break::Good);
    }
    if sign == '@' {
        return Some(Break::Joint);
    }
    // Dates and numbers stay whole.
    ("-_./,:;".contains(before) && !sign.is_ascii_digit()).then_some(Break::Weak)
}

/// Columns of the longest piece when lines are broken at places at least so good.
pub fn longest_piece(text: &str, least: Break) -> usize {
    let (mut longest, mut used) = (0, 0);
    let mut before = None;
    for sign in text.chars() {
        let ends = before.and_then(|before| between(before, sign)).is_some_and(|found| found >= least);
        if ends {
            used = 0;
        }
        if sign != ' ' {
            used += sign.width().unwrap_or(0);
        }
        longest = longest.max(used);
        before = Some(sign);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_blanks_and_keep_their_own_breaks() {
        assert_eq!(fold("one two three\nfour", 8), "one two\nthree\nfour");
        assert_eq!(fold("exactly eight", 7), "exactly\neight");
        assert_eq!(fold("", 8), "");
    }

    #[test]
    fn a_name_that_is_too_long_breaks_at_its_joints() {
        assert_eq!(fold("callum.patel@larkfield.example", 20), "callum.patel\n@larkfield.example");
        assert_eq!(fold("by callum.patel@larkfield.example", 20), "by\ncallum.patel\n@larkfield.example");
        assert_eq!(fold("aaaaaaaaaaaa", 5), "aaaaa\naaaaa\naa");
    }

    #[test]
    fn chinese_breaks_between_signs_but_not_before_a_comma() {
        assert_eq!(fold("请记下号码，并分配给其他人", 10), "请记下号\n码，并分配\n给其他人");
        assert_eq!(fold("已安装的 Office 应用", 12), "已安装的\nOffice 应用");
        assert_eq!(fold("保留（重要）", 6), "保留\n（重\n要）");
    }

    #[test]
    fn a_message_is_indented_where_it_goes_on() {
        let text = "error: one two three four\n  next: five six seven\n";
        assert_eq!(hanging(text, 18), "error: one two\n  three four\n  next: five six\n    seven\n");
    }

    #[test]
    fn pieces_are_measured_as_they_break() {
        assert_eq!(longest_piece("by dana@contoso.example", Break::Good), 20);
        assert_eq!(longest_piece("by dana@contoso.example", Break::Weak), 9);
        assert_eq!(longest_piece("取消分配", Break::Good), 2);
    }
}
