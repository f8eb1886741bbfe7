-- Spares a walk down the leaves. One bit for each batch number modulo 2^15: set if something is installed in an item of such
-- a batch, or a remedy recorded of one. A bit not set says for certain that there is nothing; bits are never taken back.
-- Triggers set them, so that no writer can forget to: a bit missing would hide a part.

create table walk_sieve (
    one boolean primary key default true check (one),
    bits bytea not null
);
-- Read by every check: as it is, not compressed or kept apart.
alter table walk_sieve alter column bits set storage plain;

create function echt_sieve_bit(item int8) returns int8 language sql immutable strict parallel safe
    return item >> 38 & 32767;

insert into walk_sieve (bits) values (decode(repeat('00', 4096), 'hex'));

create function echt_sieve(wanted int8[]) returns void language plpgsql as $$
declare
    bit int8;
begin
    foreach bit in array wanted loop
        update walk_sieve set bits = set_bit(bits, bit, 1) where get_bit(bits, bit) = 0;
    end loop;
end $$;

create function echt_sieve_installed() returns trigger language plpgsql as $$
begin
    perform echt_sieve(array(select distinct echt_sieve_bit(parent) from added order by 1));
    return null;
end $$;
create trigger walk_sieve after insert on installation
    referencing new table as added for each statement execute function echt_sieve_installed();

create function echt_sieve_remedied() returns trigger language plpgsql as $$
begin
    perform echt_sieve(array(select distinct echt_sieve_bit(item) from added order by 1));
    return null;
end $$;
create trigger walk_sieve after insert on remedy
    referencing new table as added for each statement execute function echt_sieve_remedied();

select echt_sieve(array(
    select echt_sieve_bit(parent) from installation union select echt_sieve_bit(item) from remedy order by 1));
