-- A level changes with every bid and `since` with every new hold: an index that mentions either makes
-- each change a new entry in all of the table's indexes. This one mentions what stays, so that a change
-- stays within its page (with room left there for it).
drop index position_held;
create index position_of_user on position (user_id, auction_id) where not closed;
alter table position set (fillfactor = 70);
