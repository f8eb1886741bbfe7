-- Who makes goods for us, and how many codes they may have. Batches name a maker by its text since V1.
create table maker (
    name text collate "C" primary key,
    own boolean not null,
    certificate text not null
);

-- An empty GTIN is the quota of all products together.
create table maker_quota (
    maker text collate "C" not null references maker,
    gtin text collate "C" not null,
    codes int8 not null check (codes >= 0),
    primary key (maker, gtin)
);

create index batch_maker on batch (maker collate "C");
