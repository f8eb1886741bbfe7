-- What people are told. A message names its person by number only, and outlives them: how many were told stays known, who
-- they were does not.
set role echt_person;

create table person.message (
    id int8 generated always as identity primary key,
    person int8 not null,
    channel text not null,
    occasion text not null,
    recall text collate "C" not null,
    version int4 not null,
    object int8 not null,
    letter bytea not null,
    urgent boolean not null,
    first boolean not null,
    state text not null,
    not_before timestamptz not null,
    attempts int4 not null,
    cause text not null,
    at timestamptz not null,
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    answered_at timestamptz,
    wish text
);
-- Once for each person, version and channel, whoever tries it how often and at how many places at once.
create unique index message_alert on person.message (recall, version, person, channel) where occasion = 'ALERT';
create unique index message_change on person.message (recall, version, person, channel) where occasion = 'CHANGE';
create unique index message_once on person.message (person, occasion, object) where occasion in ('DISPUTE', 'DECISION');
create index message_waiting on person.message (channel, urgent desc, first desc, id) where state = 'WAITING';
create index message_sending on person.message (id) where state = 'SENDING';
create index message_person on person.message (person, at);
create index message_recall on person.message (recall, id);

create table person.message_item (
    message int8 not null references person.message on delete cascade,
    item int8 not null,
    primary key (message, item)
);

create table person.hold (
    recall text collate "C" primary key,
    version int4 not null,
    hold text not null
);

reset role;
