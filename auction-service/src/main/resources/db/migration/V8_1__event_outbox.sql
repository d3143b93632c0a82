-- Events of what is no engine's: written with the change, sent by one publisher.
create table outbox (
  id         bigint generated always as identity primary key,
  event_id   uuid        not null unique,
  topic      text        not null,
  record_key text        not null,
  type       text        not null,
  value      text        not null,
  request_id text,
  created_at timestamptz not null,
  sent_at    timestamptz
);

create index outbox_unsent on outbox (id) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;
