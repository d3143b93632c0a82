-- A lane is one consumer group on one partition of a log: how far it is, who owns it, what it has sent.
create table lane (
  consumer_group    text    not null,
  topic             text    not null,
  partition         int     not null,
  -- The log's identity: a recreated or repartitioned topic is another log.
  topic_id          text    not null,
  partition_count   int     not null check (partition_count > partition),
  -- Rises with every taking; a batch of an older epoch decides nothing.
  epoch             bigint  not null default 0 check (epoch >= 0),
  next_offset       bigint  not null default 0 check (next_offset >= 0),
  -- The engine's time in milliseconds: the highest stamp seen.
  log_time_ms       bigint  not null default 0,
  -- The last decided record, read again at taking to notice a truncated log.
  last_offset       bigint,
  last_leader_epoch int,
  last_crc          bigint,
  outbox_seq        bigint  not null default 0,
  kafka_sent        bigint  not null default 0,
  redis_sent        bigint  not null default 0,
  primary key (consumer_group, topic, partition),
  check (kafka_sent <= outbox_seq),
  check (redis_sent <= outbox_seq)
);

-- One row per lane and batch: everything that the batch says to the outside, in order.
create table lane_outbox (
  consumer_group text   not null,
  topic          text   not null,
  partition      int    not null,
  seq            bigint not null,
  -- The partition: rows go by whole days.
  created_on     date   not null default current_date,
  created_at     timestamptz not null default now(),
  messages       bytea  not null,
  primary key (consumer_group, topic, partition, seq, created_on)
) partition by range (created_on);

create table lane_outbox_default partition of lane_outbox default;

-- Records that could not be read or decided; they are on the dead-letter topic as well.
create table lane_skipped (
  consumer_group text        not null,
  topic          text        not null,
  partition      int         not null,
  record_offset  bigint      not null,
  reason         text        not null,
  skipped_at     timestamptz not null default now(),
  primary key (consumer_group, topic, partition, record_offset)
);
