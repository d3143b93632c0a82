-- What admins did. Rows are added, never changed and never deleted.
CREATE TABLE admin_audit (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    admin_id    bigint REFERENCES users (id),
    action      text        NOT NULL,
    target_type text        NOT NULL,
    target_id   text        NOT NULL,
    reason      text,
    request_id  text,
    CONSTRAINT admin_audit_reason_length CHECK (char_length(reason) BETWEEN 1 AND 500)
);

COMMENT ON COLUMN admin_audit.admin_id IS 'null where the configuration did it';
CREATE INDEX admin_audit_target ON admin_audit (target_type, target_id, id DESC);
CREATE INDEX admin_audit_admin ON admin_audit (admin_id, id DESC);

CREATE FUNCTION admin_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only added to';
END $$;

CREATE TRIGGER admin_audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_audit
    FOR EACH STATEMENT EXECUTE FUNCTION admin_audit_stays();
