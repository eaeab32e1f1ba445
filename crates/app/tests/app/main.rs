//! The writer under load and under failing stores, one workload on several stores, and several servers on one store (design
//! sections 3 and 10).

mod audit_trail;
mod batches;
mod differential;
mod retention;
mod seats;
mod servers;
