-- What admins did to somebody's money, refused or not; written by the engine in the transaction
-- that did it.
create table admin_action (
  id         uuid        primary key,
  admin_id   bigint      not null,
  action     text        not null
    check (action in ('ADJUST', 'UNBLOCK', 'PAY_SELLER', 'REFUND_BUYER')),
  user_id    bigint      not null,
  auction_id bigint,
  -- Signed for a correction; 0 where no money is concerned.
  amount     bigint      not null,
  reason     text        not null,
  outcome    text        not null,
  at         timestamptz not null
);

create index admin_action_newest on admin_action (at desc, id desc);
create index admin_action_of_user on admin_action (user_id, at desc, id desc);

create trigger admin_action_is_final before update or delete on admin_action
  for each row execute function refuse_change();
create trigger admin_action_is_kept before truncate on admin_action
  for each statement execute function refuse_change();
