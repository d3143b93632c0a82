create table ledger_entry (
  auction_id bigint not null, seq bigint not null, kind text not null check (kind in ('OPENED','STARTED','BID','BOUGHT','CHANGED','ENDED','CANCELLED')),
  at timestamptz not null,
  log_offset bigint not null, amount bigint, price bigint not null, bidder int, leader int,
  ends_at timestamptz not null, detail text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'), bid_id uuid,
  primary key (auction_id, seq));
