-- The platform's fee goes from clearing to fees: the one transfer between two accounts of the platform.
-- It stands beside the winner's payment, of whose record it is, without moving his balances.
do $$
declare
  unnamed record;
begin
  -- One of the checks to widen got its name from its place in the table.
  for unnamed in
    select conname from pg_constraint
    where conrelid = 'transfer'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) ~ 'debit_user IS NOT NULL\) OR \(credit_user IS NOT NULL'
  loop
    execute format('alter table transfer drop constraint %I', unnamed.conname);
  end loop;
end
$$;

alter table transfer drop constraint transfer_type_check;
alter table transfer
  add constraint transfer_type_check check (type in
    ('DEPOSIT', 'WITHDRAWAL', 'BID_HOLD', 'BID_RELEASE', 'PAYMENT', 'FEE', 'EARNING', 'ADJUSTMENT')),
  add constraint transfer_check_owner
    check (type = 'FEE' or debit_user is not null or credit_user is not null),
  add constraint transfer_check_fee check (
    (type = 'FEE') = (debit_account = 'CLEARING' and credit_account = 'FEES')
    and (type <> 'FEE' or auction_id is not null));

-- An auction's fee is taken once.
create unique index transfer_one_fee on transfer (auction_id) where type = 'FEE';
