//! Progress bars: on standard error, only for people.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::Ui;

/// A bar with counts; hidden where nobody would see it.
pub fn bar(ui: &Ui<'_>, total: u64, what: &'static str) -> ProgressBar {
    if ui.quiet || !ui.progress || total < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    // The template is constant; should it ever be wrong, the default style does.
    let style = ProgressStyle::with_template(ui.lang.pick(
        "{msg} [{bar:30}] {human_pos} of {human_len}, {elapsed} so far, {eta} left",
        "{msg} [{bar:30}] {human_pos}/{human_len}，已用 {elapsed}，剩余 {eta}",
    ))
    .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("=> "));
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
