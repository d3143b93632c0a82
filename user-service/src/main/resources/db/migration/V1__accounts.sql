CREATE TABLE users (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username      text        NOT NULL,
    nickname      text        NOT NULL,
    email         text,
    region        text,
    password_hash text        NOT NULL,
    status        text        NOT NULL DEFAULT 'ACTIVE',
    admin         boolean     NOT NULL DEFAULT false,
    rating_sum    bigint      NOT NULL DEFAULT 0,
    rating_count  bigint      NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL,
    version       bigint      NOT NULL DEFAULT 0,
    CONSTRAINT users_username_key UNIQUE (username),
    CONSTRAINT users_username_form CHECK (username ~ '^[a-z0-9._-]{3,30}$'),
    CONSTRAINT users_nickname_length CHECK (char_length(nickname) BETWEEN 1 AND 30),
    CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT users_region_form CHECK (region ~ '^[A-Za-z0-9._/-]{1,64}$'),
    CONSTRAINT users_status_known CHECK (status IN ('ACTIVE', 'SUSPENDED', 'DELETED')),
    CONSTRAINT users_ratings CHECK (rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count)
);

-- A family is what grew out of one sign-in; it ends as a whole.
CREATE TABLE refresh_families (
    id         uuid PRIMARY KEY,
    user_id    bigint      NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    end_reason text,
    CONSTRAINT refresh_families_end CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT refresh_families_reason CHECK (end_reason IN ('LOGOUT', 'REUSE'))
);

CREATE INDEX refresh_families_user ON refresh_families (user_id);

-- The token itself is known to its owner only; here is its SHA-256.
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    family_id  uuid        NOT NULL REFERENCES refresh_families (id) ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT refresh_tokens_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT refresh_tokens_life CHECK (expires_at > issued_at)
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

-- The newest key that is not retired signs; a key is shown until verify_until.
CREATE TABLE signing_keys (
    key_id       text PRIMARY KEY,
    jwk          text        NOT NULL,
    created_at   timestamptz NOT NULL,
    retired_at   timestamptz,
    verify_until timestamptz,
    CONSTRAINT signing_keys_end CHECK (verify_until IS NULL OR retired_at IS NOT NULL)
);

CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   uuid        NOT NULL UNIQUE,
    topic      text        NOT NULL,
    record_key text        NOT NULL,
    type       text        NOT NULL,
    value      text        NOT NULL,
    request_id text,
    created_at timestamptz NOT NULL,
    sent_at    timestamptz
);

CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
