-- What a user has. Kept in the same transaction as the transfers that change it.
create table wallet (
  user_id   bigint      primary key check (user_id > 0),
  available bigint      not null check (available >= 0),
  held      bigint      not null check (held >= 0),
  opened_at timestamptz not null
);

-- What one user has held for one auction: a level. Rows stay for ever: a closed position refuses everything.
create table position (
  auction_id  bigint      not null,
  user_id     bigint      not null,
  level       bigint      not null check (level >= 0),
  -- The newest command seen; one that is not above it changes nothing.
  command_seq bigint      not null check (command_seq >= 0),
  closed      boolean     not null default false,
  -- The price taken by the capture that closed the position.
  captured    bigint      not null default 0 check (captured >= 0),
  since       timestamptz not null,
  closed_at   timestamptz,
  primary key (auction_id, user_id),
  check (not closed or level = 0),
  check (closed = (captured > 0)),
  check (closed = (closed_at is not null))
);

-- An auction is paid once, by one user.
create unique index position_one_payer on position (auction_id) where captured > 0;

create index position_held on position (user_id, since desc, auction_id desc) where level > 0;

-- Money that moved: debit account, credit account, amount. One row, so it cannot be unbalanced.
create table transfer (
  -- Name-based, from the record's place in the log: a repeat is the same row.
  id              uuid        primary key,
  log_partition   int         not null check (log_partition >= 0),
  log_offset      bigint      not null check (log_offset >= 0),
  index_in_record int         not null check (index_in_record >= 0),
  debit_account   text        not null
    check (debit_account in ('AVAILABLE', 'HELD', 'CASH_IN', 'CASH_OUT', 'CLEARING', 'FEES', 'LOSS')),
  debit_user      bigint,
  credit_account  text        not null
    check (credit_account in ('AVAILABLE', 'HELD', 'CASH_IN', 'CASH_OUT', 'CLEARING', 'FEES', 'LOSS')),
  credit_user     bigint,
  amount          bigint      not null check (amount > 0),
  type            text        not null
    check (type in ('DEPOSIT', 'WITHDRAWAL', 'BID_HOLD', 'BID_RELEASE', 'PAYMENT', 'EARNING', 'ADJUSTMENT')),
  -- Whose history shows it, with the balances right after it.
  user_id         bigint      not null,
  auction_id      bigint,
  available_after bigint      not null check (available_after >= 0),
  held_after      bigint      not null check (held_after >= 0),
  at              timestamptz not null,
  check ((debit_account in ('AVAILABLE', 'HELD')) = (debit_user is not null)),
  check ((credit_account in ('AVAILABLE', 'HELD')) = (credit_user is not null)),
  check (debit_account <> credit_account),
  check (coalesce(debit_user, user_id) = user_id and coalesce(credit_user, user_id) = user_id),
  check (debit_user is not null or credit_user is not null)
);

create index transfer_history
  on transfer (user_id, at desc, log_offset desc, index_in_record desc);

create index transfer_clearing on transfer (auction_id) include (credit_account, amount)
  where debit_account = 'CLEARING' or credit_account = 'CLEARING';

-- Decided deposits, withdrawals and corrections, refused ones too, so that a repeat gets the same answer.
create table money_request (
  id        uuid        primary key,
  user_id   bigint      not null,
  kind      text        not null check (kind in ('DEPOSIT', 'WITHDRAWAL', 'ADJUSTMENT')),
  amount    bigint      not null check (amount > 0 or (kind = 'ADJUSTMENT' and amount <> 0)),
  outcome   text        not null check (outcome in ('DONE', 'INSUFFICIENT_FUNDS', 'AMOUNT_OUT_OF_RANGE')),
  -- The balances right after the decision.
  available bigint      not null check (available >= 0),
  held      bigint      not null check (held >= 0),
  reason    text        not null default '',
  at        timestamptz not null
);

-- Prices given to sellers: one per auction.
create table credit (
  id         uuid        primary key,
  auction_id bigint      not null unique,
  user_id    bigint      not null,
  amount     bigint      not null check (amount > 0),
  at         timestamptz not null
);

-- What happened to money stays as it was written; a mistake is corrected by another transfer.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger transfer_is_final before update or delete on transfer
  for each row execute function refuse_change();
create trigger transfer_is_kept before truncate on transfer
  for each statement execute function refuse_change();
create trigger money_request_is_final before update or delete on money_request
  for each row execute function refuse_change();
create trigger credit_is_final before update or delete on credit
  for each row execute function refuse_change();
