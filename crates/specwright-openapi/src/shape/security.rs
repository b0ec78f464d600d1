//! The keys of security schemes.

use super::{PLAIN, Shape};

pub(crate) static SECURITY_SCHEME: Shape = Shape {
    name: "a security scheme",
    keys: &[
        "type",
        "description",
        "name",
        "in",
        "scheme",
        "bearerFormat",
        "flows",
        "openIdConnectUrl",
    ],
    since_3_2: &["oauth2MetadataUrl", "deprecated"],
    gone: &[
        ("flow", "the flow as a key of `flows`"),
        ("authorizationUrl", "it in a flow of `flows`"),
        ("tokenUrl", "it in a flow of `flows`"),
        ("scopes", "them in a flow of `flows`"),
    ],
    ..PLAIN
};

pub(crate) static FLOWS: Shape = Shape {
    name: "`flows`",
    keys: &[
        "implicit",
        "password",
        "clientCredentials",
        "authorizationCode",
    ],
    since_3_2: &["deviceAuthorization"],
    gone: &[
        ("application", "`clientCredentials`"),
        ("accessCode", "`authorizationCode`"),
    ],
    ..PLAIN
};

pub(crate) static FLOW: Shape = Shape {
    name: "a flow",
    keys: &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
    since_3_2: &["deviceAuthorizationUrl"],
    ..PLAIN
};
