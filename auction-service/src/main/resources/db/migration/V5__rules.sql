-- What the complete rules need to be kept.
alter table auction
  add column increments            text        not null default 'FIXED' check (increments in ('FIXED', 'TIERED')),
  add column instant_until_percent int         not null default 100 check (instant_until_percent between 0 and 100),
  add column latest_end            timestamptz,
  add column fee_basis_points      int         not null default 0 check (fee_basis_points between 0 and 10000),
  add column fee_minimum           bigint      not null default 0 check (fee_minimum >= 0),
  add column listing_hash          text        not null default '',
  add column cancelled             boolean     not null default false check (not cancelled or ended),
  -- Why it stands still, joined by commas, and since when.
  add column pauses                text        not null default '',
  add column paused_since          timestamptz,
  add column suspended_bidders     bigint[]    not null default '{}',
  add column offer_bidder          bigint,
  add column offer_amount          bigint,
  add column offer_until           timestamptz,
  -- The public ledger: how many bidders have a number in it, and its last hash.
  add column bidders               int         not null default 0,
  add column ledger_hash           text        not null default repeat('0', 64),
  drop constraint auction_ended_by_check,
  add check (ended_by in ('TIME', 'SELLER', 'BUY_NOW', 'SECOND_CHANCE')),
  add check ((pauses = '') = (paused_since is null)),
  add check ((offer_bidder is null) = (offer_until is null)),
  add check (not cancelled or winner_id is null);

-- Ended ones can still have undecided inputs: an offer that is being taken.
create index auction_offers on auction (log_partition) where offer_bidder is not null;

-- The head of the queue of undecided inputs is found by its place in the log; the history of an auction is in its
-- ledger; where somebody bids is in the levels of his money. So a bid's row has no index on what its decision changes,
-- and deciding it writes no index again.
drop index bid_undecided;
drop index bid_history;
drop index bid_of_bidder;
alter table auction add column first_undecided bigint;
update auction a set first_undecided =
  (select min(log_offset) from bid b where b.auction_id = a.id and b.status = 'RECEIVED');
create index hold_of_bidder on hold_level (bidder_id, auction_id);

alter table bid
  add column kind text not null default 'BID' check (kind in ('BID', 'BUY_NOW', 'TAKE_OFFER')),
  -- A bid is written when it arrives and once more when it is decided, in the room beside it.
  set (fillfactor = 50);

alter table hold_level
  add column number  int    not null default 0,
  add column highest bigint not null default 0;

-- Everything besides bids that waits behind undecided bids: the record as it stands in the log.
create table queued_command (
  auction_id bigint      not null,
  log_offset bigint      not null,
  logged_at  timestamptz not null,
  type       text        not null,
  value      text        not null,
  primary key (auction_id, log_offset)
);
insert into queued_command
  select c.auction_id, c.log_offset, c.logged_at, 'auction.CloseAuction.v1',
      case when c.by_seller
        then format('{"auctionId":%s,"cause":"SELLER","requestedBy":%s}', c.auction_id, a.seller_id)
        else format('{"auctionId":%s,"cause":"TIMER"}', c.auction_id)
      end
  from queued_close c join auction a on a.id = c.auction_id;
drop table queued_close;

-- What became of a command that somebody waits for; code is null where it was done.
create table command_outcome (
  id         uuid        primary key,
  auction_id bigint      not null,
  code       text,
  seq_after  bigint      not null,
  decided_at timestamptz not null
);
