-- A batch's messages are written once and read hardly ever: compressing them costs more than it saves.
alter table lane_outbox alter column messages set storage external;
