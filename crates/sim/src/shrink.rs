//! From a case that fails to a shorter one that fails in the same way: steps are left out while the failure stays, then
//! faults, then people.

use crate::case::{Case, Op};
use crate::run::Violation;

/// Runs a case and answers what goes wrong.
pub type Try<'a> = dyn FnMut(&Case) -> Option<Violation> + 'a;

/// The shortest case that was found, with its violation. At most `runs_max` cases are run.
pub fn shrink(case: &Case, violation: &Violation, runs_max: usize, run: &mut Try<'_>) -> (Case, Violation) {
    let mut best = (case.clone(), violation.clone());
    best.0.steps.truncate(violation.step + 1);
    let mut left = runs_max;
    let mut attempt = |best: &mut (Case, Violation), candidate: Case| {
        if left == 0 {
            return false;
        }
        left -= 1;
        match run(&candidate) {
            Some(found) if found.invariant == best.1.invariant => {
                *best = (candidate, found);
                let last = best.1.step + 1;
                best.0.steps.truncate(last);
                true
            }
            _ => false,
        }
    };
    let mut size = best.0.steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < best.0.steps.len() {
            let mut candidate = best.0.clone();
            let until = (at + size).min(candidate.steps.len());
            candidate.steps.drain(at..until);
            if !attempt(&mut best, candidate) {
                at += size;
            }
        }
        size /= 2;
    }
    for at in 0..best.0.steps.len() {
        if at < best.0.steps.len() && !best.0.steps[at].faults.is_empty() {
            let mut candidate = best.0.clone();
            candidate.steps[at].faults.clear();
            attempt(&mut best, candidate);
        }
    }
    for at in 0..best.0.steps.len() {
        while let Some(candidate) = fewer_people(&best.0, at) {
            if !attempt(&mut best, candidate) {
                break;
            }
        }
    }
    best
}

/// The case with one person less in a step that has several.
fn fewer_people(case: &Case, at: usize) -> Option<Case> {
    let mut candidate = case.clone();
    let dropped = match &mut candidate.steps.get_mut(at)?.op {
        Op::Licenses { who, .. } | Op::UpdateMany { who, .. } | Op::Copy { to: who, .. } if who.len() > 1 => {
            who.pop().is_some()
        }
        Op::Together { changes } if changes.len() > 1 => changes.pop().is_some(),
        Op::Import { rows } if rows.len() > 1 => rows.pop().is_some(),
        _ => false,
    };
    dropped.then_some(candidate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Step;
    use crate::generate;

    #[test]
    fn only_what_is_needed_for_the_failure_stays() {
        let fails = |case: &Case| {
            let at = |kind: &str| case.steps.iter().position(|step: &Step| step.op.kind() == kind);
            let step = at("Restart").zip(at("Delete")).map(|(a, b)| a.max(b))?;
            Some(Violation { step, invariant: "both".to_owned(), detail: String::new() })
        };
        // Which seed has both depends on what there is to generate.
        let mut cases = (0..100).map(|seed| generate::case(seed, 60));
        let (case, violation) = cases.find_map(|case| fails(&case).map(|found| (case, found))).unwrap();
        let (small, found) = shrink(&case, &violation, 1_000, &mut |case| fails(case));
        assert_eq!(small.steps.len(), 2, "{:?}", small.steps);
        assert_eq!(found.invariant, "both");
    }
}
