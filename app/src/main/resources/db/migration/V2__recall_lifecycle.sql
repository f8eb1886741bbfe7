-- Recalls get notices of every kind, a lapse for what one person published alone, and remedies that can be corrected.

alter table recall_revision add column lapses_at timestamptz;

-- The content of a revision before: action, remedyFrom and texts by language stood beside the scope.
update recall_revision set content = json_build_object(
    'scope', content -> 'scope',
    'unknownBuild', content -> 'unknownBuild',
    'unknownReason', content -> 'unknownReason',
    'notice', json_build_object(
        'kind', case content ->> 'action' when 'UPDATE' then 'UPDATE' when 'INFO' then 'INFO' else 'RECALL' end,
        'action', content -> 'action',
        'remedyFrom', content -> 'remedyFrom',
        'offered', '[]'::json,
        'fewerRemedies', '',
        'pictures', '[]'::json,
        'texts', json_build_object('EU', (
            select json_object_agg(t.key, (t.value::jsonb || jsonb_build_object(
                'subject', jsonb_build_object('brand', '', 'name', '', 'identifiers', '', 'where', '', 'sold', ''),
                'share', '',
                'report', jsonb_build_object('units', '', 'price', '', 'incidents', '')))::json)
              from json_each(content -> 'texts') t))));

-- What stands now; remedy_record is its whole history.
alter table remedy add column kind text not null default 'REPAIR';
alter table remedy add column note text not null default '';
alter table remedy alter column kind drop default;
alter table remedy alter column note drop default;

-- Only ever appended to. A record without a kind takes back the one before.
create table remedy_record (
    id int8 generated always as identity primary key,
    recall text collate "C" not null,
    item int8 not null,
    kind text,
    at timestamptz not null,
    by_whom text not null,
    note text not null
);
create index remedy_record_item on remedy_record (item, recall, id);
insert into remedy_record (recall, item, kind, at, by_whom, note)
select recall, item, kind, at, by_whom, note from remedy order by at;
