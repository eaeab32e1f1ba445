//! The token of a client: fetched when first needed, renewed shortly before it ends.

use std::sync::{Mutex, PoisonError};

use crate::{Credential, Error, SignIn, Token};

/// Seconds before its end at which a token counts as ended, so that it does not end on the way.
const MARGIN_SECONDS: u64 = 120;

pub(crate) struct TokenSource {
    sign_in: SignIn,
    state: Mutex<State>,
}

struct State {
    credential: Credential,
    token: Option<Token>,
}

impl TokenSource {
    pub(crate) fn new(sign_in: SignIn, credential: Credential, token: Option<Token>) -> Self {
        Self { sign_in, state: Mutex::new(State { credential, token }) }
    }

    /// A token that is good for now; `now` in seconds since 1970.
    pub(crate) fn bearer(&self, now: u64) -> Result<String, Error> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Credential::AccessToken(token) = &state.credential {
            return Ok(token.clone());
        }
        if let Some(token) = &state.token
            && token.expires_at > now.saturating_add(MARGIN_SECONDS)
        {
            return Ok(token.access_token.clone());
        }
        let token = match &state.credential {
            Credential::ClientSecret { client_id, client_secret } => {
                self.sign_in.client_credentials(client_id, client_secret)?
            }
            Credential::Refresh { client_id, refresh_token } => {
                self.sign_in.refresh(client_id, refresh_token)?
            }
            Credential::AccessToken(token) => return Ok(token.clone()),
        };
        if let (Credential::Refresh { refresh_token, .. }, Some(newer)) =
            (&mut state.credential, &token.refresh_token)
        {
            refresh_token.clone_from(newer);
        }
        let bearer = token.access_token.clone();
        state.token = Some(token);
        Ok(bearer)
    }

    /// Forgets a token that the server no longer accepts. False when it cannot be renewed.
    pub(crate) fn discard(&self, bearer: &str) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(state.credential, Credential::AccessToken(_)) {
            return false;
        }
        if state.token.as_ref().is_some_and(|t| t.access_token == bearer) {
            state.token = None;
        }
        true
    }

    /// The token as it is now, to be kept for the next run.
    pub(crate) fn current(&self) -> Option<Token> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).token.clone()
    }
}
