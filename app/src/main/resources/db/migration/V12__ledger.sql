-- The transparency log: commitments to all that was audited, each in its place for ever.

alter table audit_entry add column facts bytea not null default '\x7b7d'; -- {}

-- Without the salt nobody can tell what a commitment is about: destroying it is deleting.
create table audit_salt (
    audit int8 primary key references audit_entry,
    salt bytea not null
);

-- Put in by the transaction of the fact; has no place yet.
create table log_pending (
    id int8 generated always as identity primary key,
    audit int8 not null references audit_entry,
    entry bytea not null
);

-- What is done for persons is audited by their role, which reads nothing of it but the number of its own entry.
grant select (id) on audit_entry to echt_person;
grant insert on audit_salt, log_pending to echt_person;

create table log_entry (
    place int8 primary key,
    entry bytea not null,
    leaf bytea not null,
    audit int8 not null unique references audit_entry
);

-- Roots of complete subtrees of 256, 256 x 256, ... leaves, by the level of the tile they stand in.
create table log_node (
    level int2 not null,
    number int8 not null,
    hash bytea not null,
    primary key (level, number)
);

-- One row, locked by whoever makes the log grow.
create table log_head (
    one boolean primary key default true check (one),
    origin text not null,
    state bytea not null,
    checkpoint text not null,
    at timestamptz not null
);
insert into log_head (origin, state, checkpoint, at) values ('', '', '', '-infinity');

create table log_witnessed (
    size int8 not null,
    stamped boolean not null,
    note text not null,
    stamp bytea,
    at timestamptz not null,
    primary key (size, stamped)
);

create function echt_log_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the transparency log is only ever appended to';
end $$;
create trigger log_entry_stays before update or delete or truncate on log_entry
    for each statement execute function echt_log_stays();
create trigger log_node_stays before update or delete or truncate on log_node
    for each statement execute function echt_log_stays();

-- What was audited before there was a log; each gets its place when the log next grows.
create table log_adopted (audit int8 primary key references audit_entry);
insert into log_adopted select id from audit_entry;
