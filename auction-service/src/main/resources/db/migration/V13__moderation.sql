-- What people say is wrong with an auction; each once per auction. An erased person's words go, the report stays.
create table auction_report (
  id          bigint generated always as identity primary key,
  auction_id  bigint      not null,
  reporter_id bigint      not null,
  reason      text        not null check (reason in ('PROHIBITED_ITEM', 'COUNTERFEIT', 'MISLEADING', 'FRAUD',
    'SHILL_BIDDING', 'OFFENSIVE', 'DUPLICATE', 'OTHER')),
  body        text        not null check (char_length(body) <= 1000),
  created_at  timestamptz not null,
  status      text        not null default 'OPEN' check (status in ('OPEN', 'DISMISSED', 'UPHELD')),
  decided_at  timestamptz,
  decided_by  bigint,
  unique (auction_id, reporter_id),
  check ((status = 'OPEN') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null))
);

create index auction_report_status on auction_report (status, id);
create index auction_report_of_reporter on auction_report (reporter_id, id desc);

-- What admins did. Rows are added, never changed and never deleted.
create table admin_audit (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  admin_id    bigint,
  action      text        not null,
  target_type text        not null,
  target_id   text        not null,
  reason      text check (char_length(reason) between 1 and 500),
  request_id  text
);

create index admin_audit_target on admin_audit (target_type, target_id, id desc);
create index admin_audit_admin on admin_audit (admin_id, id desc);

create function admin_audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is only added to' using errcode = 'restrict_violation';
end
$$;

create trigger admin_audit_stays before update or delete or truncate on admin_audit
  for each statement execute function admin_audit_stays();

-- What happened on a day of Asia/Seoul. The day that is not over is written again and again.
create table daily_statistics (
  day             date        primary key,
  auctions_opened bigint      not null check (auctions_opened >= 0),
  auctions_ended  bigint      not null check (auctions_ended >= 0),
  auctions_sold   bigint      not null check (auctions_sold >= 0),
  bids            bigint      not null check (bids >= 0),
  gross_sales     bigint      not null check (gross_sales >= 0),
  fees            bigint      not null check (fees >= 0),
  computed_at     timestamptz not null
);
