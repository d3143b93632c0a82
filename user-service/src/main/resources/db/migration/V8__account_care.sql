ALTER TABLE users ADD COLUMN email_verified_at timestamptz;
ALTER TABLE users ADD CONSTRAINT users_email_verified CHECK (email_verified_at IS NULL OR email IS NOT NULL);

-- Who forgot a password is found by the address.
CREATE INDEX users_email ON users (lower(email)) WHERE email IS NOT NULL;

-- Names of erased accounts, which nobody else gets: only their SHA-256.
CREATE TABLE erased_usernames (
    name_hash bytea PRIMARY KEY,
    CONSTRAINT erased_usernames_hash CHECK (octet_length(name_hash) = 32)
);

-- What a sign-in looks like to its owner.
ALTER TABLE refresh_families ADD COLUMN device text;
ALTER TABLE refresh_families ADD COLUMN last_used_at timestamptz;
UPDATE refresh_families SET last_used_at = created_at;
ALTER TABLE refresh_families ALTER COLUMN last_used_at SET NOT NULL;
ALTER TABLE refresh_families ADD CONSTRAINT refresh_families_device_length CHECK (char_length(device) <= 200);
ALTER TABLE refresh_families DROP CONSTRAINT refresh_families_reason;
ALTER TABLE refresh_families ADD CONSTRAINT refresh_families_reason
    CHECK (end_reason IN ('LOGOUT', 'REUSE', 'ENDED', 'PASSWORD', 'SUSPENDED'));

-- Links in e-mails. The secret is known to the mail only; here is its SHA-256.
CREATE TABLE account_links (
    token_hash bytea PRIMARY KEY,
    user_id    bigint      NOT NULL REFERENCES users (id),
    purpose    text        NOT NULL,
    email      text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    CONSTRAINT account_links_hash CHECK (octet_length(token_hash) = 32),
    CONSTRAINT account_links_purpose CHECK (purpose IN ('VERIFY_EMAIL', 'RESET_PASSWORD')),
    CONSTRAINT account_links_life CHECK (expires_at > created_at)
);

CREATE INDEX account_links_user ON account_links (user_id, purpose, created_at);
CREATE INDEX account_links_expiry ON account_links (expires_at);

-- A key is published before it signs; null for keys that signed at once.
ALTER TABLE signing_keys ADD COLUMN signs_from timestamptz;
ALTER TABLE signing_keys ADD CONSTRAINT signing_keys_start CHECK (signs_from >= created_at);
