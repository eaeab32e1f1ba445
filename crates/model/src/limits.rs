//! Every limit of the product in one place, with its unit in the name.

/// People per operation on the Licenses page unless the tenant set another number (UNA-10, 25.17).
pub const LICENSES_PAGE_USERS_DEFAULT: u32 = 20;
/// People in one all-or-nothing change (25.12).
pub const ATOMIC_USERS_MAX: usize = 1_000;
/// People in one synchronous change or preview; beyond it a job.
pub const SYNC_USERS_MAX: usize = 5_000;
/// People a job decides in one chunk, small enough that single commands enter between chunks.
pub const JOB_CHUNK_USERS: usize = 250;
/// People in one job.
pub const JOB_USERS_MAX: usize = 2_000_000;
/// Bytes of a JSON request body.
pub const JSON_BODY_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Bytes of an imported file.
pub const IMPORT_BODY_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Requests in one `$batch`.
pub const BATCH_REQUESTS_MAX: usize = 20;
/// `$top` on directory collections.
pub const PAGE_TOP_MAX: u32 = 999;
/// Page size without `$top` on directory collections.
pub const PAGE_TOP_DEFAULT: u32 = 100;
/// Rows one page may scan when no index fits; the page is then short with a nextLink.
pub const PAGE_ROW_BUDGET: usize = 10_000;
/// Bytes of a `$filter`.
pub const FILTER_BYTES_MAX: usize = 16 * 1024;
/// Nodes of a `$filter`'s tree.
pub const FILTER_NODES_MAX: usize = 256;
/// Depth of a `$filter`'s tree.
pub const FILTER_DEPTH_MAX: usize = 24;
/// Products added or removed in one licence change of one person.
pub const PRODUCTS_PER_CHANGE_MAX: usize = 200;
/// Characters of a text property of a person.
pub const TEXT_CHARS_MAX: usize = 256;
/// Characters of a reason given for a change.
pub const REASON_CHARS_MAX: usize = 1_000;
/// Applications registered in one tenant.
pub const APPLICATIONS_MAX: usize = 1_000;
/// Addresses to which an application's codes may go.
pub const REDIRECT_URIS_MAX: usize = 100;
/// Secrets of one application.
pub const APPLICATION_SECRETS_MAX: usize = 50;
/// Days a secret of an application works unless its maker said otherwise.
pub const APPLICATION_SECRET_DAYS_DEFAULT: i64 = 730;
/// Commands the writer takes into one commit.
pub const WRITER_BATCH_COMMANDS_MAX: usize = 512;
/// Submissions that may wait for the writer; beyond it 429.
pub const WRITER_QUEUE_MAX: usize = 10_000;
/// Rounds of loading before a command is refused as unloadable (design section 3).
pub const LOAD_ROUNDS_MAX: usize = 4;
/// Days audit and change sets are kept unless the tenant set another number.
pub const HISTORY_DAYS_DEFAULT: i64 = 400;
/// Days audit and change sets are kept at least: the longest grace that can be running (rules.md 9 and 10), so that what
/// began it can be looked up, and undone, until it ends.
pub const HISTORY_DAYS_MIN: i64 = longest(&[
    crate::services::MAILBOX_GRACE_DAYS,
    crate::services::DELETED_USER_DAYS,
    crate::services::DRIVE_RETENTION_DAYS,
]);
/// Days audit and change sets are kept at most.
pub const HISTORY_DAYS_MAX: i64 = 36_500;
/// Days a deleted organisation is kept unless the operator says otherwise.
pub const DELETED_TENANT_DAYS_DEFAULT: i64 = 30;
/// Days a deleted organisation is kept at least.
pub const DELETED_TENANT_DAYS_MIN: i64 = 1;
/// Days a deleted organisation is kept at most.
pub const DELETED_TENANT_DAYS_MAX: i64 = 3_650;
/// Hours an idempotency key is kept.
pub const IDEMPOTENCY_HOURS: i64 = 24;
/// Seconds an access token lives.
pub const ACCESS_TOKEN_SECONDS: i64 = 3_600;
/// Seconds an authorization code lives.
pub const AUTH_CODE_SECONDS: i64 = 600;
/// Seconds a device code lives.
pub const DEVICE_CODE_SECONDS: i64 = 900;
/// Days a refresh token lives.
pub const REFRESH_TOKEN_DAYS: i64 = 90;
/// Hours a console session lives without use.
pub const SESSION_HOURS: i64 = 12;
/// Bytes of a request's line and headers together.
pub const HEAD_BYTES_MAX: usize = 128 * 1024;
/// Headers of a request.
pub const HEADERS_MAX: usize = 100;
/// Seconds in which a request's line and headers must have come, from the first byte or the end of the request before.
pub const HEAD_SECONDS: u64 = 15;
/// Seconds of a TLS handshake.
pub const TLS_HANDSHAKE_SECONDS: u64 = 10;
/// Seconds that a body may take whatever its size; beyond them it must have kept [`BODY_BYTES_PER_SECOND_MIN`].
pub const BODY_GRACE_SECONDS: u64 = 20;
/// Bytes per second that a body must come with on average after the grace.
pub const BODY_BYTES_PER_SECOND_MIN: u64 = 16 * 1024;
/// Seconds that a client may take none of an answer.
pub const ANSWER_STALL_SECONDS: u64 = 60;
/// Connections at the same time.
pub const CONNECTIONS_MAX: usize = 4_096;
/// Connections at the same time from one address.
pub const CONNECTIONS_PER_SOURCE_MAX: usize = 1_024;
/// Requests at the same time over one HTTP/2 connection.
pub const STREAMS_PER_CONNECTION_MAX: u32 = 100;
/// Wrong passwords in a row, for one account from one place, before that place waits for that account.
pub const SIGN_IN_FAILURES_MAX: u32 = 10;
/// Wrong passwords from one place, for whatever accounts, before that place waits.
pub const SIGN_IN_FAILURES_PER_SOURCE_MAX: u32 = 100;
/// Seconds a place waits after too many wrong passwords.
pub const SIGN_IN_WAIT_SECONDS: i64 = 60;
/// Password checks that may wait for one place at the same time.
pub const SIGN_IN_WAITING_PER_SOURCE_MAX: usize = 8;
/// Days a browser in which an account signed in counts as known for it.
pub const KNOWN_DEVICE_DAYS: i64 = 180;
/// Accounts of which one browser remembers that they signed in.
pub const KNOWN_DEVICE_ACCOUNTS_MAX: usize = 8;
/// Rows of an imported file of people or products; a longer one is sent in parts.
pub const IMPORT_ROWS_MAX: usize = 250_000;
/// Columns of an imported file.
pub const IMPORT_COLUMNS_MAX: usize = 1_000;

/// The longest of some times.
const fn longest(days: &[i64]) -> i64 {
    let (mut most, mut at) = (0, 0);
    while at < days.len() {
        if days[at] > most {
            most = days[at];
        }
        at += 1;
    }
    most
}
