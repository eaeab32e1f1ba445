//! The log on standard error and, where a collector is named, traces by OpenTelemetry (OTLP over HTTP).

use async_trait::async_trait;
use opentelemetry::global;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use reseat_client::{Http, HttpRequest, Method, UreqHttp};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, Registry};

use super::{ListenArgs, ServerFailure};

/// Traces that may still be on their way; tell it when the server ends.
pub(super) struct Traces(Option<SdkTracerProvider>);

impl Traces {
    /// Sends what has not been sent yet.
    pub fn finish(self) {
        if let Some(provider) = self.0
            && let Err(error) = provider.shutdown()
        {
            tracing::warn!(%error, "the last traces could not be sent");
        }
    }
}

/// Starts the log.
///
/// # Errors
/// When `--log` or `--otlp-endpoint` cannot be understood.
pub(super) fn start(args: &ListenArgs) -> Result<Traces, ServerFailure> {
    let filter = EnvFilter::try_new(&args.log).map_err(|error| ServerFailure::of("--log", error))?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines: Box<dyn Layer<Registry> + Send + Sync> =
        if args.log_json { lines.json().boxed() } else { lines.boxed() };
    let provider = args.otlp_endpoint.as_deref().map(provider).transpose()?;
    let traces = provider.as_ref().map(|provider| {
        let only = Targets::new().with_target(reseat_http::spans::SPANS, LevelFilter::TRACE);
        tracing_opentelemetry::layer().with_tracer(provider.tracer("reseat")).with_filter(only)
    });
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(traces)
        .try_init()
        .map_err(|error| ServerFailure::of("the log cannot start", error))?;
    Ok(Traces(provider))
}

/// Sends spans in batches from a thread of its own; a collector that is down costs lost spans and a line in the log.
fn provider(endpoint: &str) -> Result<SdkTracerProvider, ServerFailure> {
    let failed = |error: &dyn std::fmt::Display| ServerFailure::of("--otlp-endpoint", error);
    let client = Collector(UreqHttp::new(None).map_err(|error| failed(&error))?);
    let address = format!("{}/v1/traces", endpoint.trim_end_matches('/'));
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client)
        .with_endpoint(address)
        .build()
        .map_err(|error| failed(&error))?;
    global::set_text_map_propagator(TraceContextPropagator::new());
    let resource = Resource::builder().with_service_name("reseat").build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}

/// The HTTP client that the commands use, for the exporter. It blocks; the exporter's thread has nothing else to do.
struct Collector(UreqHttp);

impl std::fmt::Debug for Collector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Collector")
    }
}

#[async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let headers = request.headers().iter();
        let headers =
            headers.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
        let sent = HttpRequest {
            method: Method::Post,
            url: request.uri().to_string(),
            headers: headers.collect(),
            body: request.body().to_vec(),
        };
        let answer = self.0.send(&sent)?;
        Ok(Response::builder().status(answer.status).body(Bytes::from(answer.body))?)
    }
}
