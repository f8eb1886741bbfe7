-- Files in which sellers hand in who was delivered what. A file is known by its seller and its content; its watches are those
-- of its seller that are since its beginning. Nothing in here names a buyer.
set role echt_person;

create table person.delivery (
    id int8 generated always as identity primary key,
    seller text not null,
    content_hash text not null,
    name text not null,
    bytes int8 not null,
    done_bytes int8 not null,
    done_lines int8 not null,
    added int8 not null,
    same int8 not null,
    rejected int8 not null,
    handed_in_by text not null,
    started_at timestamptz not null,
    keep_until timestamptz not null,
    finished_at timestamptz,
    unique (seller, content_hash),
    unique (seller, started_at)
);

create table person.delivery_reject (
    delivery int8 not null references person.delivery on delete cascade,
    line int8 not null,
    place text not null,
    cause text not null,
    primary key (delivery, line)
);

create index watch_source on person.watch (source, since) where source like 'delivery:%';

reset role;
