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
