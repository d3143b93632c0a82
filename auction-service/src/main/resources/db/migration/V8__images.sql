-- A picture of an auction; its files are in the store, below the key.
create table auction_image (
  key          text        primary key check (key ~ '^[0-9a-f]{32}$'),
  auction_id   bigint      not null,
  -- The order in which the seller wants them.
  position     int         not null,
  -- RECEIVING until the upload is stored, PENDING until its sizes are made.
  status       text        not null check (status in ('RECEIVING', 'PENDING', 'READY', 'FAILED', 'DELETED')),
  -- As the upload says; of a ready one the size of what is shown.
  format       text        not null check (format in ('JPEG', 'PNG', 'WEBP')),
  orientation  int         not null check (orientation between 1 and 8),
  buffered     boolean     not null,
  width        int         not null check (width >= 1),
  height       int         not null check (height >= 1),
  content_type text        not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null
);

create index auction_image_of on auction_image (auction_id, position);
create index auction_image_orphans on auction_image (changed_at) where status in ('RECEIVING', 'FAILED', 'DELETED');
create index auction_image_waiting on auction_image (key) where status = 'PENDING';
