-- What people found of each claimant on each axis. Of two views the majority counts; a tie and `undecidable` say nothing.
create table judged as
with view_of as (
    select claimant_id, axis, labelled_by, is_from_outcome,
        label in ('false_identity', 'named_person_is_victim', 'coordinated', 'unfounded', 'overreach') as is_so
    from label_on where label <> 'undecidable'
)
select claimant_id, axis,
    case sign(count(*) filter (is_so) - count(*) filter (not is_so)) when 1 then true when -1 then false end as is_so,
    bool_or(is_from_outcome) as is_from_outcome,
    count(distinct labelled_by) filter (is_so) as n_analysts
from view_of group by claimant_id, axis
order by claimant_id, axis;
