-- What auction.events have told so far: who led before a bid is who was outbid by it.
-- The title is auction-service's; it is kept once it was asked for.
CREATE TABLE known_auctions (
    auction_id  bigint PRIMARY KEY,
    seller_id   bigint,
    leader_id   bigint,
    seq         bigint  NOT NULL DEFAULT -1,
    event_index integer NOT NULL DEFAULT -1,
    title       text
);

-- The inbox. The words are made when somebody reads, in his language: here are only the figures.
CREATE TABLE notifications (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint      NOT NULL REFERENCES users (id),
    event_id   text        NOT NULL,
    kind       text        NOT NULL,
    auction_id bigint,
    figures    jsonb       NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    -- When it may be delivered: a person who is outbid every second is not written to every second.
    deliver_at timestamptz NOT NULL,
    read_at    timestamptz,
    -- An event tells a person one thing once, however often it comes.
    CONSTRAINT notifications_once UNIQUE (event_id, user_id, kind)
);

CREATE INDEX notifications_inbox ON notifications (user_id, id DESC);
CREATE INDEX notifications_unread ON notifications (user_id, id DESC) WHERE read_at IS NULL;
CREATE INDEX notifications_outbid ON notifications (auction_id, user_id) WHERE kind = 'OUTBID';
CREATE INDEX notifications_age ON notifications (created_at);

-- How somebody wants to be told. Choices hold only what differs from the defaults.
CREATE TABLE notice_settings (
    user_id    bigint PRIMARY KEY REFERENCES users (id),
    language   text  NOT NULL DEFAULT 'en',
    phone      text,
    choices    jsonb NOT NULL DEFAULT '{}',
    changed_at timestamptz NOT NULL,
    CONSTRAINT notice_settings_language CHECK (language IN ('en', 'ko'))
);
