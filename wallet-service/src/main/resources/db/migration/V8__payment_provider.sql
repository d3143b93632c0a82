-- What was asked of the payment provider and what it said. No money: that is in the ledger, which
-- counts a deposit or a payout by the same id, once.
create table provider_payment (
  id            uuid        primary key,
  kind          text        not null check (kind in ('DEPOSIT', 'PAYOUT')),
  user_id       bigint      not null,
  amount        bigint      not null check (amount > 0),
  -- NEW: the provider may not know it yet. MISMATCH: it said what cannot be; a person has to look.
  state         text        not null
    check (state in ('NEW', 'PENDING', 'CONFIRMED', 'FAILED', 'EXPIRED', 'MISMATCH')),
  confirm_url   text,
  problem       text,
  created_at    timestamptz not null,
  -- Deposits only: until when the user should confirm.
  expires_at    timestamptz,
  -- When the provider is asked next; null where nothing is to be asked any more.
  next_check_at timestamptz,
  checks        int         not null default 0,
  updated_at    timestamptz not null,
  check ((kind = 'DEPOSIT') = (expires_at is not null))
);

create index provider_payment_to_check on provider_payment (next_check_at)
  where next_check_at is not null;
create index provider_payment_problems on provider_payment (updated_at desc, id)
  where problem is not null;

-- Deposits that were taken back, in whole or in part.
create table provider_chargeback (
  id         uuid        primary key,
  payment_id uuid        not null references provider_payment (id),
  amount     bigint      not null check (amount > 0),
  at         timestamptz not null
);

create index provider_chargeback_of on provider_chargeback (payment_id);
