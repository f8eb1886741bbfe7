-- Pictures of notices, made anew from what was uploaded; never changed, known by their hash.
create table picture (
    hash text collate "C" primary key,
    media_type text not null,
    width int4 not null,
    height int4 not null,
    bytes bytea not null,
    by_whom text not null,
    at timestamptz not null default now()
);
