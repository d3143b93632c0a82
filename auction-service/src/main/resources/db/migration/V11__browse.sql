-- What a list filters and sorts by, one row per auction, apart from `auction`: a bid writes that row
-- again and again, and an index on its price would make each of these writes several times as dear.
-- Written with the auction where it opens, is edited or ends; a bid's price follows within a second.
create table browse (
  auction_id      bigint  primary key,
  listing_version int     not null,
  seller_id       bigint  not null,
  category        text    not null,
  region          text,
  reach           text    not null,
  item_condition  text    not null,
  -- The start price before the first bid.
  price           bigint  not null,
  ends_ms         bigint  not null,
  ended           boolean not null
) with (fillfactor = 80);

insert into browse
select a.id, l.version, a.seller_id, l.category, l.region, a.reach, l.item_condition,
       case when a.price = 0 then a.start_price else a.price end,
       (extract(epoch from a.ends_at) * 1000)::int8, a.ended
from auction a
join listing l on l.auction_id = a.id and l.version = a.listing_version;

create index browse_price on browse (price, auction_id);
create index browse_seller on browse (seller_id, auction_id);
create index browse_category on browse (category, auction_id);
create index browse_category_price on browse (category, price, auction_id);
create index browse_region on browse (region, auction_id);
create index browse_open on browse (auction_id) where not ended;
create index browse_open_price on browse (price, auction_id) where not ended;
create index browse_open_ends on browse (ends_ms, auction_id) where not ended;

-- The pieces of a text by which any part of a word is found: two characters, as a Korean word often
-- has no more and carries its particles with it; three where both are ASCII.
create function search_grams(value text) returns text[]
language sql immutable parallel safe
return (
  select coalesce(array_agg(distinct gram), '{}')
  from (
    select substr(t, i, size) as gram, size
    from (select lower(value)) as lowered (t),
         generate_series(1, length(t)) as i,
         lateral (select case when substr(t, i, 2) ~ '^[ -~]{2}$' then 3 else 2 end) as wide (size)
  ) as cut
  where length(gram) = size and gram !~ '\s'
);

-- Whole words and beginnings of words in both texts, English ones by their stems too; any part of a
-- word in the title.
alter table listing
  add column words tsvector generated always as (
    to_tsvector('simple', title || ' ' || description)
    || to_tsvector('english', title || ' ' || description)) stored,
  add column grams text[] generated always as (search_grams(title)) stored;

create index listing_words on listing using gin (words);
create index listing_grams on listing using gin (grams);
