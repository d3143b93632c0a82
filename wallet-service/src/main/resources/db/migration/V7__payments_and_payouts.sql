-- No hold may be raised and nothing withdrawn while this is set.
alter table wallet add column blocked_at timestamptz;

-- PAYOUTS: withdrawn, and not yet confirmed by the payment provider.
alter table transfer drop constraint transfer_debit_account_check;
alter table transfer drop constraint transfer_credit_account_check;
alter table transfer drop constraint transfer_type_check;
alter table transfer drop constraint transfer_check_owner;
alter table transfer
  add constraint transfer_debit_account_check check (debit_account in
    ('AVAILABLE', 'HELD', 'CASH_IN', 'CASH_OUT', 'CLEARING', 'PAYOUTS', 'FEES', 'LOSS')),
  add constraint transfer_credit_account_check check (credit_account in
    ('AVAILABLE', 'HELD', 'CASH_IN', 'CASH_OUT', 'CLEARING', 'PAYOUTS', 'FEES', 'LOSS')),
  add constraint transfer_type_check check (type in
    ('DEPOSIT', 'WITHDRAWAL', 'BID_HOLD', 'BID_RELEASE', 'PAYMENT', 'FEE', 'EARNING', 'ADJUSTMENT',
     'REFUND', 'PAYOUT', 'WITHDRAWAL_RETURN', 'CHARGEBACK', 'CHARGEBACK_LOSS')),
  -- Between two accounts of the platform; they stand beside a movement of the user's money.
  add constraint transfer_check_owner check (
    (debit_user is null and credit_user is null) = (type in ('FEE', 'PAYOUT', 'CHARGEBACK_LOSS')));

alter table money_request drop constraint money_request_kind_check;
alter table money_request drop constraint money_request_outcome_check;
alter table money_request drop constraint if exists money_request_check;
alter table money_request drop constraint if exists money_request_amount_check;
alter table money_request
  add constraint money_request_kind_check check (kind in
    ('DEPOSIT', 'WITHDRAWAL', 'ADJUSTMENT', 'CHARGEBACK', 'UNBLOCK',
     'PAYMENT_CONFIRM', 'PAYMENT_DISPUTE', 'PAYMENT_DECISION')),
  add constraint money_request_outcome_check check (outcome in
    ('DONE', 'INSUFFICIENT_FUNDS', 'AMOUNT_OUT_OF_RANGE', 'BLOCKED', 'NOT_FOUND',
     'ALREADY_DECIDED')),
  add constraint money_request_amount_check check (
    case when kind = 'ADJUSTMENT' then amount <> 0
         when kind in ('DEPOSIT', 'WITHDRAWAL', 'CHARGEBACK') then amount > 0
         else amount >= 0 end);

-- Captured prices that stay with the platform until it is known who gets them. A price that went to
-- its seller at once has no row here.
create table payment (
  auction_id  bigint      primary key,
  buyer_id    bigint      not null,
  seller_id   bigint      not null,
  price       bigint      not null check (price > 0),
  -- What the platform keeps if the seller gets the price.
  fee         bigint      not null check (fee between 0 and price),
  state       text        not null check (state in ('OPEN', 'DISPUTED', 'RELEASED', 'REFUNDED')),
  since       timestamptz not null,
  release_at  timestamptz not null,
  disputed_at timestamptz,
  decided_by  text        not null check (decided_by in ('NOBODY', 'BUYER', 'TIME', 'ADMIN')),
  decided_at  timestamptz,
  check (state <> 'DISPUTED' or disputed_at is not null),
  check ((state in ('OPEN', 'DISPUTED')) = (decided_at is null)),
  check ((decided_by = 'NOBODY') = (decided_at is null))
);

create index payment_of_buyer on payment (buyer_id, since desc, auction_id desc);
create index payment_of_seller on payment (seller_id, since desc, auction_id desc);
create index payment_due on payment (release_at) where state = 'OPEN';
create index payment_disputed on payment (disputed_at, auction_id) where state = 'DISPUTED';

-- What was paid at once, for the lists of buyers and sellers.
create index position_paid on position (user_id, closed_at desc, auction_id desc)
  where captured > 0;
create index credit_of_seller on credit (user_id, at desc, auction_id desc);

-- What buyers say is wrong. Not in the log, because texts must be erasable and the log is for ever.
create table dispute (
  auction_id bigint      primary key,
  buyer_id   bigint      not null,
  reason     text        not null,
  at         timestamptz not null
);

-- Withdrawals on their way out.
create table payout (
  id         uuid        primary key,
  user_id    bigint      not null,
  amount     bigint      not null check (amount > 0),
  state      text        not null check (state in ('IN_FLIGHT', 'PAID', 'RETURNED')),
  at         timestamptz not null,
  decided_at timestamptz,
  check ((state = 'IN_FLIGHT') = (decided_at is null))
);

create index payout_in_flight on payout (at) where state = 'IN_FLIGHT';
