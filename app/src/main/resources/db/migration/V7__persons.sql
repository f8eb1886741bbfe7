-- Personal data, apart from everything else: a schema and a role of their own. Who names them is sealed with a key of each
-- person (spec/personal-data.md). The program's own role does not inherit the role of this schema: it takes it on for one
-- transaction at a time, and a statement anywhere else cannot read a person by mistake.
do $$
begin
    if not exists (select from pg_roles where rolname = 'echt_person') then
        create role echt_person nologin;
    end if;
exception
    when duplicate_object or unique_violation then null; -- another database of this server made it just now
    when insufficient_privilege then
        raise exception 'the role echt_person is missing and % may not make it', current_user
            using hint = 'Let an administrator run: create role echt_person nologin; grant echt_person to '
                || quote_ident(current_user) || ' with inherit false, set true;';
end $$;
do $$
begin
    if not pg_has_role(current_user, 'echt_person', 'SET') then
        execute format('grant echt_person to %I with inherit false, set true', current_user);
    end if;
end $$;

create schema person authorization echt_person;
grant usage on schema public to echt_person;
grant insert on audit_entry to echt_person;
grant select, insert, update on item_state to echt_person;

set role echt_person;

create table person.person (
    id int8 primary key,
    lookup bytea not null unique,
    key bytea not null,
    address bytea not null,
    kind text not null,
    language text not null,
    country text not null,
    news_at timestamptz,
    generation int4 not null,
    since timestamptz not null,
    unreachable_since timestamptz
);

create table person.watch (
    person int8 not null references person.person on delete cascade,
    item int8 not null,
    source text not null,
    clear boolean not null,
    since timestamptz not null,
    confirmed_at timestamptz,
    keep_until timestamptz,
    primary key (person, item)
);
create index watch_item on person.watch (item, person);

create table person.registration (
    id int8 generated always as identity primary key,
    item int8 not null,
    person int8 not null references person.person on delete cascade,
    state text not null,
    proof text not null,
    taken_from int8 not null,
    at timestamptz not null,
    ended_at timestamptz
);
create index registration_item on person.registration (item);
create index registration_person on person.registration (person);

create table person.evidence (
    registration int8 not null references person.registration on delete cascade,
    at timestamptz not null,
    statement bytea,
    picture bytea
);
create index evidence_registration on person.evidence (registration, at);

create table person.dispute (
    id text collate "C" primary key,
    item int8 not null,
    opened_at timestamptz not null,
    winner int8,
    decided_by text,
    decided_at timestamptz,
    why text
);
create unique index dispute_open on person.dispute (item) where decided_at is null;

create table person.inside_try (
    item int8 primary key,
    failures int4 not null,
    not_before timestamptz not null
);

reset role;
