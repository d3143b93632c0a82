-- Due payments are read page by page.
drop index payment_due;
create index payment_due on payment (release_at, auction_id) where state = 'OPEN';

-- What is on its way to or from somebody.
create index provider_payment_of_user on provider_payment (user_id) where kind = 'DEPOSIT';
create index payout_of_user on payout (user_id) where state = 'IN_FLIGHT';
