//! Numbers for people.

use std::time::Duration;

/// Prints what machine this is: absolute figures mean nothing without it.
pub fn machine() {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(" unknown");
    println!("machine: {cores} cores,{}", model.trim_start_matches([' ', '\t', ':']));
}

/// What a load did.
#[derive(Debug, Clone)]
pub struct Load {
    /// Requests answered as expected.
    pub done: usize,
    /// How long it took.
    pub took: Duration,
    /// Latency of each, sorted.
    pub latencies: Vec<Duration>,
}

impl Load {
    /// Requests per second.
    pub fn rate(&self) -> f64 {
        self.done as f64 / self.took.as_secs_f64()
    }

    /// The latency that `share` of the requests did not exceed.
    pub fn quantile(&self, share: f64) -> Duration {
        let at = ((self.latencies.len() as f64 * share) as usize).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).copied().unwrap_or_default()
    }

    /// One line of a report.
    pub fn report(&self, what: &str) {
        println!(
            "{what:<52} {:>9.0}/s   p50 {:>8.3} ms   p99 {:>8.3} ms",
            self.rate(),
            self.quantile(0.5).as_secs_f64() * 1e3,
            self.quantile(0.99).as_secs_f64() * 1e3
        );
    }
}
