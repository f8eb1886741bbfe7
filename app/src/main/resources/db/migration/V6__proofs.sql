-- What customers send to show that a recall's remedy was carried out, with the picture made anew from their upload.
create table proof (
    id text collate "C" primary key,
    recall text collate "C" not null,
    item int8 not null,
    kind text not null,
    day date not null,
    at timestamptz not null,
    state text not null,
    decided_by text,
    decided_at timestamptz,
    why text not null,
    hash text collate "C" not null,
    media_type text not null,
    width int4 not null,
    height int4 not null,
    bytes bytea not null
);
create index proof_waiting on proof (at, id) where state = 'WAITING';
create index proof_item on proof (item) where state = 'WAITING';
create index proof_recall on proof (recall, at);
create index remedy_recall_at on remedy (recall, at);
