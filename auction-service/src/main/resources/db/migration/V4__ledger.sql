-- The public, hash-chained record of every auction; one row per room step, written by the engine alone.
create table ledger_entry (
  auction_id  bigint      not null,
  seq         bigint      not null,
  kind        text        not null
    check (kind in ('OPENED', 'STARTED', 'BID', 'BOUGHT', 'CHANGED', 'ENDED', 'CANCELLED')),
  -- Log time of the input that is recorded (of the bid itself).
  at          timestamptz not null,
  log_offset  bigint      not null,
  amount      bigint,
  price       bigint      not null,
  -- The auction's own numbering of its bidders, in order of first appearance: the pseudonym.
  bidder      int,
  leader      int,
  ends_at     timestamptz not null,
  -- Public terms for OPENED and CHANGED, how it ended for ENDED and BOUGHT, else ''.
  detail      text        not null,
  hash        text        not null check (length(hash) = 64),
  -- Not published.
  bid_id      uuid,
  primary key (auction_id, seq)
);

-- Rows come nearly in the order of time: the day's root finds them by block, and writing costs nothing.
create index ledger_entry_at on ledger_entry using brin (at) with (pages_per_range = 32, autosummarize = on);

-- One per day of UTC, without a gap, each chained to the one before.
create table ledger_root (
  day          date        primary key,
  root         text        not null check (root ~ '^[0-9a-f]{64}$'),
  auctions     int         not null check (auctions >= 0),
  previous     text        not null unique check (previous ~ '^[0-9a-f]{64}$'),
  hash         text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
  created_at   timestamptz not null,
  -- When Kafka had acknowledged it.
  announced_at timestamptz
);

create index ledger_root_waiting on ledger_root (day) where announced_at is null;

-- What a root was made of: the last entry of each auction that had one.
create table ledger_root_leaf (
  day        date   not null references ledger_root deferrable initially deferred,
  leaf_index int    not null check (leaf_index >= 0),
  auction_id bigint not null,
  seq        bigint not null,
  hash       text   not null,
  primary key (day, leaf_index),
  unique (auction_id, day)
);

create function refuse_change_of_ledger() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger ledger_entry_is_final before update or delete on ledger_entry
  for each row execute function refuse_change_of_ledger();
create trigger ledger_entry_is_kept before truncate on ledger_entry
  for each statement execute function refuse_change_of_ledger();
create trigger ledger_root_leaf_is_final before update or delete on ledger_root_leaf
  for each row execute function refuse_change_of_ledger();
create trigger ledger_root_leaf_is_kept before truncate on ledger_root_leaf
  for each statement execute function refuse_change_of_ledger();
create trigger ledger_root_is_kept before delete on ledger_root
  for each row execute function refuse_change_of_ledger();
create trigger ledger_root_is_final before update on ledger_root
  for each row when (
    (old.day, old.root, old.auctions, old.previous, old.hash, old.created_at)
    is distinct from (new.day, new.root, new.auctions, new.previous, new.hash, new.created_at)
    or old.announced_at is not null)
  execute function refuse_change_of_ledger();
