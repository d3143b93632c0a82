-- What is being closed is a handful among all that is open, and a list may ask for just these.
create index auction_closing on auction (id) where closing and not ended;
