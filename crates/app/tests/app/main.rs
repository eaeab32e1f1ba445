//! The writer under load and under failing stores, and one workload on two stores (design sections 3 and 10).

mod audit_trail;
mod batches;
mod differential;
mod seats;
