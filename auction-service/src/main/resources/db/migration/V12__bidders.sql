-- Whose bids do not count now, as user-service and wallet-service tell it; who was never suspended has no row.
create table bidder_standing (
  user_id            bigint      primary key,
  account_suspended  boolean     not null default false,
  -- When it was said: what comes late or twice changes nothing.
  account_changed_at timestamptz not null default '-infinity',
  wallet_blocked     boolean     not null default false,
  wallet_changed_at  timestamptz not null default '-infinity'
);

-- Whose bids a seller does not want, on any of his auctions.
create table blocked_bidder (
  seller_id  bigint      not null,
  bidder_id  bigint      not null,
  blocked_at timestamptz not null,
  primary key (seller_id, bidder_id),
  check (seller_id <> bidder_id)
);

-- A seller's list, newest first.
create index blocked_bidder_of_seller on blocked_bidder (seller_id, blocked_at desc, bidder_id desc);
create index blocked_bidder_person on blocked_bidder (bidder_id);
