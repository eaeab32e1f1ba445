//! Tokens made by somebody else, or by this server for something else: none is accepted as an access token.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rcgen::{KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use super::*;

/// The claims of a token as they are.
fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// A token with any header, signed by `sign`.
fn made(header: &Value, claims: &Value, sign: impl FnOnce(&str) -> Vec<u8>) -> String {
    let signed =
        format!("{}.{}", base64url(header.to_string().as_bytes()), base64url(claims.to_string().as_bytes()));
    let signature = base64url(&sign(&signed));
    format!("{signed}.{signature}")
}

fn hs256(key: &[u8]) -> impl FnOnce(&str) -> Vec<u8> {
    move |signed| {
        use aws_lc_rs::hmac;
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes()).as_ref().to_vec()
    }
}

fn assert_refused(world: &World, forged: &str, what: &str) {
    let answer = world.identity.verify(forged);
    assert!(matches!(answer, Err(TokenError::Invalid(_) | TokenError::Expired)), "{what}: {answer:?}");
}

#[test]
fn a_token_without_a_signature_or_signed_with_the_public_key_is_refused() {
    let world = World::new();
    let claims = claims(&world.user_token());
    let public = world.identity.public_keys().remove(0);
    for alg in ["none", "None", "NONE", "nOnE", ""] {
        let forged = made(&json!({"alg": alg, "typ": "JWT", "kid": public.kid}), &claims, |_| Vec::new());
        assert_refused(&world, &forged, alg);
    }
    let der = BASE64_STANDARD.decode(&public.x5c[0]).unwrap();
    let pem = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", public.x5c[0]);
    let keys = [public.n.as_bytes(), public.e.as_bytes(), pem.as_bytes(), der.as_slice(), b"".as_slice()];
    for key in keys {
        let header = json!({"alg": "HS256", "typ": "JWT", "kid": public.kid});
        assert_refused(&world, &made(&header, &claims, hs256(key)), "HS256 with what everybody knows");
    }
}

#[test]
fn a_key_that_the_token_itself_brings_or_names_is_not_used() {
    let world = World::new();
    let claims = claims(&world.user_token());
    let own = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let key = EncodingKey::from_rsa_pem(own.serialize_pem().as_bytes()).unwrap();
    let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&key, Algorithm::RS256).unwrap();
    for kid in [Some(world.identity.public_keys().remove(0).kid), Some("../../dev/null".to_owned()), None] {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = kid;
        header.jku = Some("https://evil.example/keys".to_owned());
        header.x5u = Some("https://evil.example/cert".to_owned());
        header.jwk = Some(jwk.clone());
        let forged = jsonwebtoken::encode(&header, &claims, &key).unwrap();
        assert_refused(&world, &forged, "a key of somebody else");
    }
}

#[test]
fn of_what_this_server_signed_only_a_present_access_token_of_a_tenant_is_accepted() {
    let world = World::new();
    let genuine = claims(&world.user_token());
    let now = START.seconds();
    let other = TenantId::from_bytes([9; 16]);
    let changed = |changes: Value| {
        let mut claims = genuine.clone();
        claims.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        world.identity.keys.ring(START).current(START).unwrap().sign(&claims).unwrap()
    };
    assert!(world.identity.verify(&changed(json!({}))).is_ok(), "the genuine one");
    for (what, changes) in [
        ("another audience", json!({"aud": "https://management.azure.com"})),
        ("several audiences, none ours", json!({"aud": ["a", "b"]})),
        ("another issuer", json!({"iss": "https://evil.example/"})),
        ("another tenant's issuer", json!({"iss": format!("https://sts.windows.net/{other}/")})),
        ("no tenant", json!({"tid": "common"})),
        ("expired", json!({"exp": now - 1})),
        ("expired long ago", json!({"exp": 0})),
        ("not yet valid", json!({"nbf": now + 3_600})),
        ("a number that is none", json!({"exp": "9999999999"})),
        ("a number too large", json!({"exp": 1e300})),
        ("of no kind", json!({"idtyp": "device"})),
        ("nobody", json!({"oid": "x"})),
    ] {
        assert_refused(&world, &changed(changes), what);
    }
    // A tenant that is not there has no such application and no such person.
    let elsewhere =
        changed(json!({"tid": other.to_string(), "iss": format!("https://sts.windows.net/{other}/")}));
    assert!(world.identity.verify(&elsewhere).is_err());
}
