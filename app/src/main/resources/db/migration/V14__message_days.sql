-- What was sent is committed to by days (spec/log.md, "Days"; decision 18). Nothing in here names anybody.
set role echt_person;

-- SHA-256 of what a message said; null where nobody knows.
alter table person.message add column said bytea check (octet_length(said) = 32);

create table person.message_day (
    day date primary key,
    count int4 not null check (count > 0),
    root bytea not null check (octet_length(root) = 32),
    at timestamptz not null
);

-- The records of a day, in the order of its tree. Item: null for a message about none.
create table person.message_record (
    day date not null references person.message_day deferrable initially deferred,
    place int4 not null,
    message int8 not null references person.message,
    item int8,
    state text not null,
    salt bytea not null check (octet_length(salt) = 32),
    leaf bytea not null check (octet_length(leaf) = 32),
    primary key (day, place),
    unique nulls not distinct (message, item)
);

-- Put in by the transaction that finds a message sent, taken out by the one that commits to its day.
create table person.message_sent (
    message int8 primary key references person.message,
    at timestamptz not null
);
create index message_sent_at on person.message_sent (at);
insert into person.message_sent select id, sent_at from person.message where sent_at is not null;

create trigger message_day_stays before update or delete or truncate on person.message_day
    for each statement execute function echt_commitment_stays();
create trigger message_record_stays before update or delete or truncate on person.message_record
    for each statement execute function echt_commitment_stays();

reset role;
