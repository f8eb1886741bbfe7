-- Who may do what, and the log of who did what.

create table app_user (
    name text collate "C" primary key,
    roles text[] not null,
    password_hash text not null,
    disabled boolean not null,
    failures int4 not null,
    locked_until timestamptz
);

-- Sessions and API keys, known by the SHA-256 of their secrets.
create table token (
    hash text collate "C" primary key,
    kind text not null,
    name text collate "C" not null,
    rights text[] not null,
    expires_at timestamptz,
    revoked boolean not null
);
create unique index token_key on token (name) where kind = 'KEY';

create table audit_entry (
    id int8 generated always as identity primary key,
    at timestamptz not null,
    by_whom text collate "C" not null,
    action text collate "C" not null,
    object text collate "C" not null,
    before text not null,
    after text not null,
    why text not null
);
create index audit_entry_object on audit_entry (object, id);

create function echt_audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only ever appended to';
end $$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function echt_audit_stays();
