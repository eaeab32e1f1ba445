//! The sign-in routes in process, over the memory store: two tenants, a few people, a few applications.

mod authorization_code;
mod client_credentials;
mod console;
mod device;
mod discovery;
mod password;
mod refresh;
mod site;
mod throttle;

use site::{Answer, Browser, Site};
