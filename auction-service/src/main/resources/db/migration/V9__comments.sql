-- Questions and answers below an auction. A deleted one keeps its place and loses its text.
create table auction_comment (
  id         bigint generated always as identity primary key,
  auction_id bigint      not null,
  -- The question that is answered; questions themselves have none.
  parent_id  bigint      references auction_comment (id),
  author_id  bigint      not null,
  by_seller  boolean     not null,
  body       text        not null check (char_length(body) <= 1000),
  created_at timestamptz not null,
  deleted_at timestamptz,
  check ((body = '') = (deleted_at is not null))
);

create index auction_comment_questions on auction_comment (auction_id, id) where parent_id is null;
create index auction_comment_replies on auction_comment (parent_id, id) where parent_id is not null;
create index auction_comment_author on auction_comment (author_id, created_at);
