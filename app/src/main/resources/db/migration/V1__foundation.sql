-- Every hot table is keyed by an item number (int8, see ItemNumber): batch * 2^38 + index, foreign parts above 2^62.

-- Instants travel as whole microseconds since 1970; all three are exact up to the year 9999.
create function echt_instant(micros int8) returns timestamptz language sql immutable strict parallel safe
    return timestamptz 'epoch' + (micros / 86400000000) * interval '24 hours' + (micros % 86400000000) * interval '1 microsecond';

create function echt_micros(instant timestamptz) returns int8 language sql immutable strict parallel safe
    return (extract(epoch from instant) * 1000000)::int8;

-- The catalogue: small tables every node holds in memory. Each change raises the version in its own transaction, and the
-- row lock this takes puts all changes of the catalogue in one order.

create table catalogue_version (
    single boolean primary key default true check (single),
    version int8 not null
);
insert into catalogue_version (version) values (1);

create table product (
    gtin text collate "C" primary key,
    key text collate "C" not null unique,
    name text not null,
    brand text not null,
    plan json not null
);

create table batch (
    number int4 primary key,
    order_id text collate "C" not null unique,
    gtin text collate "C" not null,
    lot text collate "C" not null,
    maker text not null,
    count int8 not null,
    length text not null,
    slot text not null,
    slot_version int4 not null,
    word_list text not null,
    produced_on date not null,
    issued_at timestamptz not null
);

create table attribute_definition (
    name text collate "C" primary key,
    body json not null
);

create table attribute_change_set (
    id int8 primary key,
    body json not null
);

create table recall_revision (
    recall text collate "C" not null,
    number int4 not null,
    state text not null,
    version int4 not null,
    kind text not null,
    content json not null,
    impact json not null,
    by_whom text not null,
    at timestamptz not null,
    why text not null,
    primary key (recall, number)
);

-- Items something happened to. An item without a row here is untouched.

create table remedy (
    recall text collate "C" not null,
    item int8 not null,
    at timestamptz not null,
    by_whom text not null,
    primary key (recall, item)
);
create index remedy_item on remedy (item);

create table item_state (
    item int8 primary key,
    life text not null,
    first_checked_at timestamptz,
    last_checked_at timestamptz,
    checks int8 not null,
    use text not null
) with (fillfactor = 85);

-- Checks, a partition a day. The default partition takes what no day's partition is there for, so an insert never fails.

create table scan (
    at timestamptz not null,
    item int8 not null,
    reference text collate "C" not null,
    issue text not null,
    safety text not null,
    data_version int8 not null,
    text_version text not null,
    language text not null,
    channel text not null,
    visitor int8 not null
) partition by range (at);
create index scan_at on scan using brin (at) with (autosummarize = on);
create table scan_default partition of scan default;

-- Makes the partition of one day (UTC) unless it is there; false when scans of that day lie in the default partition.
-- Attached, not created in place: inserts go on meanwhile.
create function echt_scan_partition(day date) returns boolean language plpgsql as $$
declare
    name text := 'scan_' || to_char(day, 'YYYYMMDD');
    first timestamptz := day::timestamp at time zone 'UTC';
    next timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
    perform pg_advisory_xact_lock(hashtext('echt scan partitions'));
    if to_regclass(name) is not null then
        return true;
    end if;
    if exists (select from scan_default where at >= first and at < next) then
        return false;
    end if;
    execute format('create table %I (like scan including defaults)', name);
    execute format('alter table scan attach partition %I for values from (%L) to (%L)', name, first, next);
    return true;
end $$;

-- The as-built record. Two covering indexes, so that walks down and up read no heap page.

create table installation (
    parent int8 not null,
    part int8 not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
create index installation_down on installation (parent, part, valid_from) include (valid_to);
create unique index installation_up on installation (part, valid_from, parent) include (valid_to);

-- Parts of other makers. A serialised part is known by maker, type and serial; what is learnt of its lot and name comes later.
create table foreign_part (
    item int8 primary key,
    maker text collate "C" not null,
    type text collate "C" not null,
    lot text collate "C" not null,
    serial text collate "C" not null,
    name text not null
);
create unique index foreign_part_serial on foreign_part (serial, type, maker) where serial <> '';
create unique index foreign_part_lot on foreign_part (lot, type, maker) where serial = '';

create table import_job (
    id int8 generated always as identity primary key,
    content_hash text collate "C" not null unique,
    name text not null,
    bytes int8 not null,
    done_bytes int8 not null,
    done_lines int8 not null,
    added int8 not null,
    closed int8 not null,
    same int8 not null,
    rejected int8 not null,
    started_at timestamptz not null,
    finished_at timestamptz
);

create table import_reject (
    job int8 not null references import_job,
    line int8 not null,
    place int8 not null,
    field text not null,
    cause text not null,
    detail text not null,
    primary key (job, line, place)
);
