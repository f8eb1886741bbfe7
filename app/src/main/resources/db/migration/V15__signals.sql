-- Signs that a code was copied: people by item and day, what is to be judged, and cases for people to decide.
alter table scan add column place text collate "C" not null default '';

-- How far the evaluation has come: the day counted last, and up to which item its items are judged.
create table signal_progress (
    single boolean primary key default true check (single),
    day date not null,
    after_item int8 not null,
    done boolean not null
);

-- Written day after day, so one entry of the index stands for many pages.
create table item_day (
    item int8 not null,
    day date not null,
    place text collate "C" not null,
    people int4 not null,
    primary key (item, day, place)
);
create index item_day_day on item_day using brin (day) with (autosummarize = on);

create table signal_due (item int8 primary key);

create table copy_case (
    id text collate "C" primary key,
    number int8 generated always as identity,
    cause text not null,
    batch int4 not null,
    place text collate "C" not null,
    opened_at timestamptz not null,
    is_open boolean not null
);
create unique index copy_case_open on copy_case (cause, batch, place) where is_open;

create table copy_case_item (
    copy_case text collate "C" not null references copy_case,
    item int8 not null,
    level text not null,
    reasons text[] not null,
    people int4 not null,
    days int4 not null,
    busiest int4 not null,
    places text[] not null,
    homes int4 not null,
    outside int4 not null,
    outside_place text not null,
    first_day date,
    last_day date,
    since timestamptz not null,
    outcome text,
    decided_by text,
    decided_at timestamptz,
    why text,
    primary key (copy_case, item)
);
create unique index copy_case_item_open on copy_case_item (item) where outcome is null;
create index copy_case_item_item on copy_case_item (item);

-- Few items; a check never changes this column, so its update stays on the page.
create index item_state_use on item_state (item) include (use) where use <> 'NORMAL';
