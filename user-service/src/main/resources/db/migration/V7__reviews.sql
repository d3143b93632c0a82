-- What winners say of sellers: one per auction. The text goes with either person; the rating stays.
CREATE TABLE reviews (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    auction_id  bigint      NOT NULL,
    reviewer_id bigint      NOT NULL REFERENCES users (id),
    reviewed_id bigint      NOT NULL REFERENCES users (id),
    rating      smallint    NOT NULL,
    content     text,
    created_at  timestamptz NOT NULL,
    CONSTRAINT reviews_auction_key UNIQUE (auction_id),
    CONSTRAINT reviews_rating CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT reviews_content_length CHECK (char_length(content) BETWEEN 1 AND 1000),
    CONSTRAINT reviews_of_others CHECK (reviewer_id <> reviewed_id)
);

CREATE INDEX reviews_of_person ON reviews (reviewed_id, id DESC);
CREATE INDEX reviews_by_person ON reviews (reviewer_id, id DESC);
