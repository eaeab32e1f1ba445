//! `reseat login` and `reseat logout`

use std::sync::Arc;

use reseat_client::{Runtime, SignIn, Token};

use crate::args::Place;
use crate::config::{self, Login};
use crate::connect::{self, MakeHttp, Target};
use crate::exit::{Exit, Failure, Outcome};
use crate::output::Ui;

/// The public client that every Reseat tenant knows as its command line.
const RESEAT_CLI: &str = "5e5ea7c0-9d1f-4c60-8a52-0d6f1b3e7a02";
/// The tenant that means: whichever the person belongs to.
const ANY_TENANT: &str = "organizations";

/// `reseat login`
pub fn login(
    ui: &mut Ui<'_>,
    place: &Place,
    device: bool,
    make_http: MakeHttp<'_>,
    runtime: Arc<dyn Runtime>,
) -> Outcome {
    let path = config::path(place.config.as_deref())?;
    let mut config = config::read(&path)?;
    let (target, known) = where_to(place, &config)?;
    let ca = match &place.ca {
        Some(ca) => Some(std::path::absolute(ca).map_err(|e| Failure::file(ca, &e))?),
        None => known.as_ref().and_then(|login| login.ca.clone()),
    };
    let http = make_http(ca.as_deref())?;
    let mut login = Login {
        authority: target.endpoints.authority().to_owned(),
        graph: target.endpoints.graph().to_owned(),
        ca,
        ..Login::default()
    };
    let secret = place.client_secret.clone().filter(|_| !device);
    let token = match secret {
        Some(secret) => {
            login.tenant = place.tenant.clone().ok_or_else(connect::tenant_missing)?;
            login.client_id = place.client_id.clone().ok_or_else(|| {
                Failure::usage("whose secret?")
                    .next("add --client-id (RESEAT_CLIENT_ID): the application's id")
            })?;
            let sign_in = SignIn::new(http, runtime, target.endpoints.clone(), &login.tenant);
            let token = sign_in.client_credentials(&login.client_id, &secret)?;
            login.client_secret = Some(secret);
            token
        }
        None => {
            login.tenant = place.tenant.clone().unwrap_or_else(|| ANY_TENANT.to_owned());
            login.client_id = public_client(place, &target)?;
            let sign_in = SignIn::new(http, runtime, target.endpoints.clone(), &login.tenant);
            by_device_code(ui, &sign_in, &login.client_id)?
        }
    };
    let who = token.claims().and_then(|claims| claims.who().map(str::to_owned));
    let login = connect::with_token(login, token);
    let host = login.graph.clone();
    config.put(login);
    config::write(&path, &config)?;
    let who = who.unwrap_or_else(|| "?".to_owned());
    let text = ui.lang.pick("Signed in at {place} as {who}.", "已以 {who} 身份登录 {place}。");
    ui.note(&text.replace("{place}", &host).replace("{who}", &who));
    Ok(Exit::Done)
}

/// Where to sign in: what the options name, else again where the current sign-in is.
fn where_to(place: &Place, config: &config::Config) -> Result<(Target, Option<Login>), Failure> {
    if let Some(target) = connect::target(place)? {
        let known = config.find(Some(target.endpoints.graph()), place.tenant.as_deref()).cloned();
        return Ok((target, known));
    }
    let Some(login) = config.find(None, place.tenant.as_deref()) else {
        return Err(Failure::usage("where?").next("reseat login --url https://localhost:8443 --ca CA.pem"));
    };
    let here = Place {
        cloud: Some(crate::args::CloudName::Custom),
        authority: Some(login.authority.clone()),
        graph: Some(login.graph.clone()),
        ..Place::default()
    };
    let target = connect::target(&here)?.ok_or_else(|| Failure::usage("where?"))?;
    Ok((Target { is_cloud: false, ..target }, Some(login.clone())))
}

fn public_client(place: &Place, target: &Target) -> Result<String, Failure> {
    match &place.client_id {
        Some(id) => Ok(id.clone()),
        None if target.is_cloud => {
            Err(Failure::usage("Microsoft Graph wants to know as which application you sign in")
                .next("add --client-id: an application of your organization that allows public client flows"))
        }
        None => Ok(RESEAT_CLI.to_owned()),
    }
}

fn by_device_code(ui: &mut Ui<'_>, sign_in: &SignIn, client_id: &str) -> Result<Token, Failure> {
    let code = sign_in.device_code(client_id)?;
    let text = ui.lang.pick(
        "Open {url} in any browser and enter the code {code}.",
        "请在任意浏览器中打开 {url} 并输入代码 {code}。",
    );
    // Without this text nobody could sign in, so --quiet does not hide it.
    writeln!(ui.err, "{}", text.replace("{url}", &code.verification_uri).replace("{code}", &code.user_code))?;
    ui.err.flush()?;
    Ok(sign_in.wait_for_person(client_id, &code)?)
}

/// `reseat logout`
pub fn logout(ui: &mut Ui<'_>, place: &Place, all: bool) -> Outcome {
    let path = config::path(place.config.as_deref())?;
    let mut config = config::read(&path)?;
    let graph = connect::target(place)?.map(|t| t.endpoints.graph().to_owned());
    if all {
        config.logins.clear();
    } else if let Some(login) = config.find(graph.as_deref(), place.tenant.as_deref()).cloned() {
        config.remove(&login);
    } else {
        ui.note(ui.lang.pick("Nobody was signed in.", "当前没有登录。"));
        return Ok(Exit::Done);
    }
    config::write(&path, &config)?;
    ui.note(ui.lang.pick("Signed out.", "已注销。"));
    Ok(Exit::Done)
}
