CREATE TABLE tasks (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint      NOT NULL REFERENCES users (id),
    kind       text        NOT NULL,
    auction_id bigint,
    title      text,
    due_at     timestamptz,
    done_at    timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT tasks_kind CHECK (kind IN ('OWN', 'HAND_OVER', 'CONFIRM_RECEIPT', 'WRITE_REVIEW')),
    -- The user's own have a title and no auction; what a sale asks for is worded when it is read.
    CONSTRAINT tasks_form CHECK ((kind = 'OWN') = (title IS NOT NULL) AND (kind = 'OWN') = (auction_id IS NULL)),
    CONSTRAINT tasks_once UNIQUE (auction_id, user_id, kind)
);

CREATE INDEX tasks_of_user ON tasks (user_id, id DESC);
