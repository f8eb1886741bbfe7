-- The nodes' common salt of a day; what is hashed under it is hashed under a key of the key store too. Unlogged, so that it is
-- in no write-ahead log, no replica and no backup: it must be gone with its day.
create unlogged table visitor_salt (
    day date primary key,
    salt bytea not null
);
