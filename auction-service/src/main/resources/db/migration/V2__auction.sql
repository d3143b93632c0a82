-- Written by HTTP handlers, one immutable version after the other; the log carries a version and its hash.
create sequence auction_id_seq;

create table listing (
  auction_id      bigint      not null,
  version         int         not null check (version >= 1),
  seller_id       bigint      not null,
  title           text        not null check (char_length(title) between 1 and 100),
  description     text        not null check (char_length(description) between 1 and 10000),
  category        text        not null,
  region          text,
  item_condition  text        not null check (item_condition in ('NEW', 'USED_S', 'USED_A', 'USED_B', 'USED_C')),
  shipping_payer  text        not null check (shipping_payer in ('SELLER', 'BUYER')),
  hash            text        not null,
  created_at      timestamptz not null,
  primary key (auction_id, version)
);

-- Written by the engine alone. The confirmed state of an auction; its queue is in bid and queued_close.
create table auction (
  id               bigint      primary key,
  log_partition    int         not null,
  rules_version    int         not null,
  listing_version  int         not null,
  seller_id        bigint      not null,
  reach            text        not null check (reach in ('NATIONAL', 'NEIGHBORHOOD')),
  start_price      bigint      not null check (start_price between 1 and 1000000000000),
  bid_unit         bigint      not null check (bid_unit between 1 and 1000000000),
  instant_price    bigint      check (instant_price between 1 and 1000000000000),
  reserve_price    bigint      check (reserve_price between 1 and 1000000000000),
  starts_at        timestamptz not null,
  ends_at          timestamptz not null,
  soft_close_ms    bigint      not null check (soft_close_ms >= 0),
  opened_at        timestamptz not null,
  started          boolean     not null,
  closing          boolean     not null default false,
  ended            boolean     not null default false,
  price            bigint      not null default 0 check (price >= 0),
  leader_id        bigint,
  leader_max       bigint      not null default 0,
  leader_bid       uuid,
  bid_count        bigint      not null default 0 check (bid_count >= 0),
  seq              bigint      not null check (seq >= 1),
  event_index      int         not null check (event_index >= 0),
  undecided        int         not null default 0 check (undecided >= 0),
  winner_id        bigint,
  ended_by         text        check (ended_by in ('TIME', 'SELLER', 'BUY_NOW')),
  ended_at         timestamptz,
  check (price <= leader_max),
  check ((leader_id is null) = (leader_bid is null)),
  check (winner_id is null or ended),
  check (winner_id is null or winner_id = leader_id)
) with (fillfactor = 70);

-- Newest first is the order of the list; what is still to end is what timers are made of.
create index auction_timers on auction (log_partition) where not ended;
create index auction_seller on auction (seller_id, id desc);

-- A bid from its arrival in the log to its outcome. Undecided ones are the queue of their auction.
create table bid (
  id              uuid        primary key,
  auction_id      bigint      not null,
  bidder_id       bigint      not null,
  amount          bigint      not null check (amount >= 1),
  max_amount      bigint      check (max_amount >= amount),
  status          text        not null check (status in ('RECEIVED', 'ACCEPTED', 'OUTBID', 'REJECTED', 'WON')),
  code            text,
  logged_at       timestamptz not null,
  log_partition   int         not null,
  log_offset      bigint      not null,
  -- While undecided: how far the asking for its money is.
  reached_minimum boolean     not null,
  asked           bigint      not null default 0,
  command_seq     bigint      not null default 0,
  asked_level     bigint      not null default 0,
  answer          text        not null default 'NOT_ASKED' check (answer in ('NOT_ASKED', 'UNANSWERED', 'PLACED', 'DECLINED')),
  reply_to        text,
  request_id      text,
  -- Once decided: what the bidder was told. step is null where nobody else sees the bid.
  decided_at      timestamptz,
  step            bigint,
  price_after     bigint,
  seq_after       bigint,
  min_next_after  bigint,
  check ((status = 'REJECTED') = (code is not null)),
  check ((status = 'RECEIVED') = (decided_at is null)),
  unique (log_partition, log_offset)
) with (fillfactor = 80);

create index bid_undecided on bid (auction_id, log_offset) where status = 'RECEIVED';
create unique index bid_history on bid (auction_id, step desc) where step is not null;
create index bid_of_bidder on bid (bidder_id, log_partition, log_offset);

-- Closes that wait behind undecided bids.
create table queued_close (
  auction_id bigint  not null,
  log_offset bigint  not null,
  logged_at  timestamptz not null,
  by_seller  boolean not null,
  primary key (auction_id, log_offset)
);

-- The level of money last asked of the wallet, per bidder and auction.
create table hold_level (
  auction_id  bigint  not null,
  bidder_id   bigint  not null,
  command_seq bigint  not null check (command_seq >= 0),
  level_sent  bigint  not null check (level_sent >= 0),
  captured    boolean not null,
  primary key (auction_id, bidder_id)
) with (fillfactor = 70);

-- Names to show, from user.events; never in the logs that are kept for ever.
create table bidder_name (
  user_id    bigint      primary key,
  nickname   text        not null,
  changed_at timestamptz not null
);
