//! Rows and columns, laid out for a terminal or written as CSV.

use std::io;

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, Width};
use reseat_formats::defused;

use super::cell::{alignment, body_cell};
use super::layout::{Need, widths};

/// Blanks between two columns.
const GAP: u16 = 2;
/// Terminals from this width on show the columns that narrower ones leave out.
const WIDE: u16 = 100;
/// Rows from which on a text that they share is told once.
const COMMON_ROWS: usize = 3;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in CSV; never translated, so that programs can rely on it.
    key: &'static str,
    /// Its heading.
    title: String,
    right: bool,
    wide: bool,
    keep: bool,
    common: bool,
    shown: Shown,
}

/// Where a column appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Everywhere,
    /// Words for people, where programs get a code in another column.
    OnScreen,
    /// Codes, ids and whatever has no place on a screen.
    InCsv,
}

impl Column {
    /// A column of text.
    pub fn text(key: &'static str, title: &str) -> Self {
        Self {
            key,
            title: title.to_owned(),
            right: false,
            wide: false,
            keep: false,
            common: false,
            shown: Shown::Everywhere,
        }
    }

    /// A column of numbers, aligned right.
    pub fn number(key: &'static str, title: &str) -> Self {
        Self { right: true, ..Self::text(key, title) }
    }

    /// The same, only on wide terminals.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// The same, wrapped last: names and ids that people copy.
    #[must_use]
    pub fn keep(self) -> Self {
        Self { keep: true, ..self }
    }

    /// The same; told once above the table when every row says the same ([`Sheet::take_common`]).
    #[must_use]
    pub fn common(self) -> Self {
        Self { common: true, ..self }
    }

    /// A column that only programs get.
    pub fn hidden(key: &'static str) -> Self {
        Self { shown: Shown::InCsv, ..Self::text(key, "") }
    }

    /// A column that only people get.
    pub fn words(title: &str) -> Self {
        Self { shown: Shown::OnScreen, ..Self::text("", title) }
    }
}

/// A table before it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    empty: String,
}

impl Sheet {
    /// A table with these columns; `empty` is what people read when there are no rows.
    pub fn new(columns: Vec<Column>, empty: &str) -> Self {
        Self { columns, rows: Vec::new(), empty: empty.to_owned() }
    }

    /// Adds a row, one text per column.
    pub fn row(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a row has one cell per column");
        self.rows.push(cells);
    }

    /// Laid out for a terminal of `width` columns.
    pub fn table(&self, width: u16, color: bool) -> String {
        if self.rows.is_empty() {
            return if self.empty.is_empty() { String::new() } else { format!("{}\n", self.empty) };
        }
        let shown: Vec<usize> = (0..self.columns.len()).filter(|n| self.is_shown(*n, width)).collect();
        let mut table = Table::new();
        table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        if color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table.set_header(shown.iter().map(|n| {
            let cell = Cell::new(&self.columns[*n].title).add_attribute(Attribute::Bold);
            cell.set_alignment(alignment(self.columns[*n].right))
        }));
        let widths = widths(&self.needs(&shown), usize::from(width), usize::from(GAP));
        for row in &self.rows {
            let cells = shown.iter().enumerate().map(|(at, n)| {
                let within = widths.as_ref().map_or(usize::MAX, |all| all[at]);
                body_cell(self.columns[*n].right, &row[*n], within)
            });
            table.add_row(cells);
        }
        for (n, column) in table.column_iter_mut().enumerate() {
            // Blanks between columns, none at the edges.
            let padding = if n + 1 == shown.len() { 0 } else { GAP };
            column.set_padding((0, padding));
            if let Some(own) = widths.as_ref().and_then(|all| u16::try_from(all[n]).ok()) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(own + padding)));
            }
        }
        let mut text = String::new();
        for line in table.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Takes columns off the screen that say the same in every row that says anything, when there are several such rows;
    /// gives them back as title and text.
    pub fn take_common(&mut self) -> Vec<(String, String)> {
        let mut taken = Vec::new();
        for (n, column) in self.columns.iter_mut().enumerate().filter(|(_, column)| column.common) {
            let mut said = self.rows.iter().map(|row| &row[n]).filter(|text| !text.is_empty());
            let Some(first) = said.next().cloned() else { continue };
            let others: Vec<_> = said.collect();
            if others.len() + 1 >= COMMON_ROWS && others.iter().all(|text| **text == first) {
                column.shown = Shown::InCsv;
                taken.push((column.title.clone(), first));
            }
        }
        taken
    }

    /// A column that is empty in every row says nothing.
    fn is_shown(&self, n: usize, width: u16) -> bool {
        let column = &self.columns[n];
        column.shown != Shown::InCsv
            && (width >= WIDE || !column.wide)
            && self.rows.iter().any(|row| !row[n].is_empty())
    }

    fn needs(&self, shown: &[usize]) -> Vec<Need> {
        let need = |n: &usize| {
            let column = &self.columns[*n];
            let mut need = Need::default();
            need.add(&column.title, column.right);
            self.rows.iter().for_each(|row| need.add(&row[*n], column.keep || column.right));
            need
        };
        shown.iter().map(need).collect()
    }

    /// As CSV, every column.
    pub fn csv(&self) -> io::Result<Vec<u8>> {
        self.csv_page(true)
    }

    /// As CSV; the names of the columns only on the first page of several.
    pub fn csv_page(&self, first: bool) -> io::Result<Vec<u8>> {
        let in_csv: Vec<usize> =
            (0..self.columns.len()).filter(|n| self.columns[*n].shown != Shown::OnScreen).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        if first {
            writer.write_record(in_csv.iter().map(|n| self.columns[*n].key))?;
        }
        for row in &self.rows {
            writer.write_record(in_csv.iter().map(|n| defused(&row[*n])))?;
        }
        writer.into_inner().map_err(|e| io::Error::other(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let columns = vec![
            Column::text("product", "Product"),
            Column::number("assigned", "Assigned"),
            Column::text("skuId", "Id").wide(),
            Column::hidden("secret"),
        ];
        let mut sheet = Sheet::new(columns, "No products.");
        sheet.row(vec!["Office 365 E3".into(), "12".into(), "6fd2".into(), "x".into()]);
        sheet.row(vec!["微软 365 商业版".into(), "1234".into(), "cbdc".into(), "=y".into()]);
        sheet
    }

    #[test]
    fn numbers_are_right_aligned_and_wide_characters_counted() {
        insta::assert_snapshot!(sheet().table(80, false), @r"
        Product          Assigned
        Office 365 E3          12
        微软 365 商业版      1234
        ");
    }

    #[test]
    fn wide_terminals_show_more_columns() {
        assert!(sheet().table(120, false).starts_with("Product          Assigned  Id\n"));
    }

    #[test]
    fn what_every_row_says_is_told_once() {
        let columns = vec![Column::text("who", "Who"), Column::text("what", "What").common()];
        let mut sheet = Sheet::new(columns, "");
        for (who, what) in [("a", "mail"), ("b", "mail"), ("c", "")] {
            sheet.row(vec![who.into(), what.into()]);
        }
        assert!(sheet.take_common().is_empty(), "two rows are not many");
        sheet.row(vec!["d".into(), "mail".into()]);
        assert_eq!(sheet.take_common(), [("What".to_owned(), "mail".to_owned())]);
        assert_eq!(sheet.table(80, false), "Who\na\nb\nc\nd\n");
    }

    #[test]
    fn csv_has_every_column_under_its_fixed_name_and_no_formulas() {
        let text = String::from_utf8(sheet().csv().unwrap()).unwrap();
        assert_eq!(
            text,
            "product,assigned,skuId,secret\nOffice 365 E3,12,6fd2,x\n微软 365 商业版,1234,cbdc,'=y\n"
        );
        assert_eq!(["-", "-5", "-5+1", "a@b"].map(defused), ["-", "-5", "'-5+1", "a@b"]);
        assert_eq!(["'=1", "'-5", "'s", "＝1"].map(defused), ["''=1", "''-5", "'s", "'＝1"]);
    }

    #[test]
    fn long_texts_wrap_within_the_width() {
        let mut sheet = Sheet::new(vec![Column::text("a", "A"), Column::text("b", "B")], "");
        sheet.row(vec!["dana@contoso.example".into(), "word ".repeat(60)]);
        for width in [80, 120] {
            assert!(sheet.table(width, false).lines().all(|l| l.chars().count() <= usize::from(width)));
        }
    }

    #[test]
    fn an_empty_table_says_so_and_control_characters_do_not_reach_the_terminal() {
        let mut sheet = Sheet::new(vec![Column::text("a", "A")], "Nothing.");
        assert_eq!(sheet.table(80, false), "Nothing.\n");
        sheet.row(vec!["a\u{1b}[31mb".into()]);
        assert!(!sheet.table(80, false).contains('\u{1b}'));
    }
}
