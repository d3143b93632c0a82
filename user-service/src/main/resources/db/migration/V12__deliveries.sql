-- Where a person's own programs hear of his notifications; the secret signs what they get.
CREATE TABLE webhooks (
    user_id    bigint PRIMARY KEY REFERENCES users (id),
    url        text        NOT NULL,
    secret     bytea       NOT NULL,
    created_at timestamptz NOT NULL
);

-- Browsers that want to be woken.
CREATE TABLE push_subscriptions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint      NOT NULL REFERENCES users (id),
    endpoint   text        NOT NULL,
    p256dh     bytea       NOT NULL,
    auth       bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT push_subscriptions_endpoint UNIQUE (endpoint)
);

CREATE INDEX push_subscriptions_user ON push_subscriptions (user_id, id);

-- The key pair by which push services know us; one for all instances and for ever, because
-- subscriptions are bound to it.
CREATE TABLE push_keys (
    singleton  boolean PRIMARY KEY DEFAULT true,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT push_keys_one CHECK (singleton)
);

-- What is to leave, over which channel, and what became of it. DIGEST waits to be gathered into a
-- digest, which is a row without a notification; IN_DIGEST has been. SENDING is at work: due_at is
-- then the time after which nobody knows what became of it.
CREATE TABLE deliveries (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notification_id bigint REFERENCES notifications (id) ON DELETE CASCADE,
    user_id         bigint      NOT NULL REFERENCES users (id),
    channel         text        NOT NULL,
    target          text        NOT NULL DEFAULT '',
    urgent          boolean     NOT NULL,
    status          text        NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    due_at          timestamptz NOT NULL,
    digest_id       bigint REFERENCES deliveries (id) ON DELETE CASCADE,
    error           text,
    created_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    CONSTRAINT deliveries_channel CHECK (channel IN ('EMAIL', 'PUSH', 'WEBHOOK', 'SMS')),
    CONSTRAINT deliveries_status CHECK (status IN
        ('DIGEST', 'IN_DIGEST', 'WAITING', 'SENDING', 'SENT', 'DROPPED', 'DEAD')),
    CONSTRAINT deliveries_once UNIQUE (notification_id, channel, target)
);

-- The queues: each channel has one for what is urgent and one for the rest, so that neither the
-- rest nor another channel's outage can be in the way.
CREATE INDEX deliveries_queue ON deliveries (channel, urgent, due_at) WHERE status = 'WAITING';
CREATE INDEX deliveries_sending ON deliveries (due_at) WHERE status = 'SENDING';
CREATE INDEX deliveries_digest ON deliveries (user_id) WHERE status = 'DIGEST';
CREATE INDEX deliveries_in_digest ON deliveries (digest_id) WHERE digest_id IS NOT NULL;
CREATE INDEX deliveries_dead ON deliveries (id) WHERE status = 'DEAD';
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;
