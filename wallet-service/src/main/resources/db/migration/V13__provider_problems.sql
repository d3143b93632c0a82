-- A payout of which the provider says what cannot be is decided by an admin, through the log.
alter table money_request drop constraint money_request_kind_check;
alter table money_request add constraint money_request_kind_check check (kind in
  ('DEPOSIT', 'WITHDRAWAL', 'ADJUSTMENT', 'CHARGEBACK', 'UNBLOCK',
   'PAYMENT_CONFIRM', 'PAYMENT_DISPUTE', 'PAYMENT_DECISION', 'PAYOUT_DECISION'));

alter table admin_action drop constraint admin_action_action_check;
alter table admin_action add constraint admin_action_action_check check (action in
  ('ADJUST', 'UNBLOCK', 'PAY_SELLER', 'REFUND_BUYER', 'DECIDE_PAYOUT', 'CLOSE_PROBLEM'));

-- When a person had put right what the provider said; it is listed again only if the provider then
-- says something else.
alter table provider_payment add column solved_at timestamptz;
alter table provider_payment add constraint provider_payment_solved
  check (solved_at is null or problem is not null);

drop index provider_payment_problems;
create index provider_payment_problems on provider_payment (updated_at desc, id)
  where problem is not null and solved_at is null;
