//! `reseat clock ...`

use reseat_client::reseat::Clock;

use crate::args::ClockCommand;
use crate::exit::{Exit, Failure, Outcome};
use crate::output::{Column, Sheet, minute};
use crate::session::Session;

/// `reseat clock ...`
pub fn run(session: &mut Session<'_, '_>, command: Option<ClockCommand>) -> Outcome {
    session.needs_reseat("clock")?;
    let reseat = session.client.reseat();
    let clock = match command {
        None | Some(ClockCommand::Show) => reseat.clock()?,
        Some(ClockCommand::Advance { days: Some(days), .. }) => reseat.advance_clock_days(days)?,
        Some(ClockCommand::Advance { to: Some(to), .. }) => reseat.advance_clock_to(&instant(&to)?)?,
        Some(ClockCommand::Advance { .. }) => {
            return Err(Failure::usage("how far?").next("add --days N or --to INSTANT"));
        }
    };
    show(session, &clock)
}

/// A day alone means its beginning.
pub(super) fn instant(text: &str) -> Result<String, Failure> {
    let is_day = text.len() == 10
        && text.bytes().enumerate().all(|(n, byte)| match n {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_day {
        return Ok(format!("{text}T00:00:00Z"));
    }
    if text.ends_with('Z') && text.contains('T') {
        return Ok(text.to_owned());
    }
    Err(Failure::usage(format!("'{text}' is no instant"))
        .next("write 2026-04-01 or 2026-04-01T09:00:00Z (UTC)"))
}

fn show(session: &mut Session<'_, '_>, clock: &Clock) -> Outcome {
    let lang = session.ui.lang;
    let columns = vec![
        Column::text("now", lang.pick("Now (UTC)", "现在 (UTC)")),
        Column::text("kind", lang.pick("Clock", "时钟")),
    ];
    let mut sheet = Sheet::new(columns, "");
    let kind = match clock.kind.as_str() {
        "simulated" => lang.pick("simulated", "模拟"),
        _ => lang.pick("the system's", "系统时钟"),
    };
    sheet.row(vec![minute(Some(&clock.now)), kind.to_owned()]);
    session.ui.list(&sheet, clock)?;
    if clock.kind == "simulated" && session.ui.is_table() {
        session.ui.note(lang.pick(
            "'reseat clock advance --days 1' moves it forward.",
            "可用“reseat clock advance --days 1”将其向前移动。",
        ));
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_means_its_beginning() {
        assert_eq!(instant("2026-04-01").unwrap(), "2026-04-01T00:00:00Z");
        assert_eq!(instant("2026-04-01T09:30:00Z").unwrap(), "2026-04-01T09:30:00Z");
        assert_eq!(instant("tomorrow").unwrap_err().exit, Exit::Usage);
    }
}
