-- Who watches which auction. told: its end has been announced to him, or need not be any more.
create table watch (
  user_id    bigint      not null,
  auction_id bigint      not null,
  since      timestamptz not null,
  told       boolean     not null default false,
  primary key (user_id, auction_id)
);

-- A person's list, newest first.
create index watch_of_user on watch (user_id, since desc, auction_id desc);
-- Whom the end of an auction is still to be announced to.
create index watch_untold on watch (auction_id) where not told;

-- How many watch an auction; kept with every change, because a view must not count.
create table watch_count (
  auction_id bigint primary key,
  watchers   bigint not null check (watchers >= 0)
) with (fillfactor = 80);

-- An end that is announced to a person: written once for both, kept until the auction is long over, whether he goes on
-- watching or not. It is also the outbox: what it is to be sent by waits until it has been sent.
create table ending_notice (
  auction_id bigint      not null,
  user_id    bigint      not null,
  ends_at    timestamptz not null,
  price      bigint      not null,
  made_at    timestamptz not null,
  kafka_sent boolean     not null default false,
  redis_sent boolean     not null default false,
  primary key (auction_id, user_id)
);

create index ending_notice_to_kafka on ending_notice (ends_at) where not kafka_sent;
create index ending_notice_to_redis on ending_notice (ends_at) where not redis_sent;
create index ending_notice_made on ending_notice (made_at);

-- What ends next: of the open auctions only, and changed only where an end moves.
create index auction_ends on auction (ends_at) where not ended;
