-- Due payments are read page by page.
drop index payment_due;
create index payment_due on payment (release_at, auction_id) where state = 'OPEN';
