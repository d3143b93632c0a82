-- Mails of the last day, to bound them over accounts: by the SHA-256 of an address that nobody has
-- confirmed, or of the network address that ordered them. Without any account, so that an erasure
-- does not reset them.
CREATE TABLE mail_counts (
    key_hash   bytea       NOT NULL,
    counted_at timestamptz NOT NULL,
    CONSTRAINT mail_counts_hash CHECK (octet_length(key_hash) = 32)
);

CREATE INDEX mail_counts_key ON mail_counts (key_hash, counted_at);
CREATE INDEX mail_counts_age ON mail_counts (counted_at);
