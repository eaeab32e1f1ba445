//! Cells: how they are aligned, coloured and made harmless.

use comfy_table::{Cell, CellAlignment, Color};

use super::fold::fold;

/// Words for what did not work.
const RED: [&str; 9] =
    ["refused", "已拒绝", "将被拒绝", "cancelled", "已取消", "failed", "失败", "blocked", "已阻止"];
/// Words for what did.
const GREEN: [&str; 8] =
    ["changed", "已更改", "changes", "将更改", "created", "已创建", "completed", "已完成"];

/// Numbers to the right.
pub fn alignment(right: bool) -> CellAlignment {
    if right { CellAlignment::Right } else { CellAlignment::Left }
}

/// A cell of the body, broken into lines of at most `within` columns.
pub fn body_cell(right: bool, text: &str, within: usize) -> Cell {
    let cell = Cell::new(fold(&printable(text), within)).set_alignment(alignment(right));
    if RED.contains(&text) {
        cell.fg(Color::Red)
    } else if GREEN.contains(&text) {
        cell.fg(Color::Green)
    } else {
        cell
    }
}

/// Names come from a directory that others write: control characters must not reach the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
