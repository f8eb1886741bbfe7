-- Roots of the blinded trees over the codes of batches (spec/issuance.md).

-- Batches of releases before this one: their codes may have left before their root was in the log.
alter table batch add column early boolean not null default false;
update batch set early = true;

-- Kept while a root is computed, and for the paths of proofs: one row for 2^22 codes.
create table batch_subtree (
    batch int4 not null references batch,
    place int4 not null,
    root bytea not null check (octet_length(root) = 32),
    primary key (batch, place)
);

create table batch_commitment (
    batch int4 primary key references batch,
    root bytea not null check (octet_length(root) = 32),
    key_commitment text not null,
    at timestamptz not null
);

create function echt_commitment_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what was committed stays';
end $$;
create trigger batch_subtree_stays before update or delete or truncate on batch_subtree
    for each statement execute function echt_commitment_stays();
create trigger batch_commitment_stays before update or delete or truncate on batch_commitment
    for each statement execute function echt_commitment_stays();
