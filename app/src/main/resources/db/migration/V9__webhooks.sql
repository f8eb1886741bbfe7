-- Programs elsewhere that are told of events. What is said about a person is passed through and stands in none of these.
create sequence webhook_key_version as int4;

create table webhook_endpoint (
    id text collate "C" primary key,
    url text not null,
    types text[] not null,
    state text not null,
    why text not null,
    keys text not null,
    created_at timestamptz not null
);
-- A second gateway would send each text twice.
create unique index webhook_endpoint_sms on webhook_endpoint ((true)) where 'SMS_REQUESTED' = any (types);

create table webhook_event (
    id text collate "C" primary key,
    type text not null,
    subject text not null,
    at timestamptz not null,
    data text
);

create table webhook_delivery (
    number int8 generated always as identity primary key,
    event text collate "C" not null references webhook_event on delete cascade,
    endpoint text collate "C" not null references webhook_endpoint on delete cascade,
    state text not null,
    attempts int4 not null,
    since timestamptz not null,
    due_at timestamptz not null,
    settled_at timestamptz,
    unique (event, endpoint)
);
create index webhook_delivery_due on webhook_delivery (endpoint, due_at, number) where state = 'WAITING';
create index webhook_delivery_recent on webhook_delivery (endpoint, number);
create index webhook_delivery_settled on webhook_delivery (endpoint, settled_at) where state = 'DELIVERED';
create index webhook_delivery_ended on webhook_delivery (settled_at);

create table webhook_attempt (
    id int8 generated always as identity primary key,
    delivery int8 not null references webhook_delivery on delete cascade,
    at timestamptz not null,
    status int4 not null,
    cause text not null,
    millis int8 not null
);
create index webhook_attempt_delivery on webhook_attempt (delivery, id);
create index webhook_attempt_at on webhook_attempt (at);
