-- Dossiers as they were made: every copy whole, so that it can be handed out again byte for byte.
create table dossier (
    id text collate "C" primary key,
    item int8 not null,
    as_of timestamptz not null,
    made_at timestamptz not null,
    reference text not null
);
create index dossier_item on dossier (item, made_at);
create index dossier_made on dossier (made_at);

create table dossier_copy (
    dossier text collate "C" not null references dossier,
    profile text not null,
    archive bytea not null,
    primary key (dossier, profile)
);

-- For what was sent about one item.
set role echt_person;
create index message_item_item on person.message_item (item);
reset role;
