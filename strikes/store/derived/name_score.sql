-- How the letters of each name follow each other, compared with real names of its script and length: z below zero is odd.
-- `name_trigram` holds log2 P(letter | the two before), `name_fit` what real names score. A name that mixes scripts, or has
-- letters the model never read, is not scored.
create table name_score as
with name as (
    select distinct name, regexp_replace(lower(left(name, 60)), '[^\p{L}]+', ' ', 'g') as letters
    from claimant_record where name is not null
),
script as (
    select name, '  ' || trim(letters) || ' ' as framed, case
        when regexp_full_match(letters, '[\p{Latin} ]+') then 'latin'
        when regexp_full_match(letters, '[\p{Cyrillic} ]+') then 'cyrillic'
        when regexp_full_match(letters, '[\p{Arabic} ]+') then 'arabic' end as script
    from name
),
spelt as (
    select name, script, framed[i:i + 1] as context, framed[i + 2] as letter
    from (select *, unnest(range(1, len(framed) - 1)) as i from script where script is not null)
),
scored as (
    -- whole millionths: no sum of fractions depends on the order of adding
    select s.name, s.script, sum(round(1e6 * coalesce(t.log2p, c.unseen_log2p, m.unseen_log2p))::bigint) / count(*) / 1e6 as score,
        count(*) filter (s.letter <> ' ') as n_letters
    from spelt s
    left join name_trigram t on t.script = s.script and t.context = s.context and t.letter = s.letter
    left join name_context c on c.script = s.script and c.context = s.context
    join name_context m on m.script = s.script and m.context is null
    left join name_letter k on k.script = s.script and k.letter = s.letter
    group by s.name, s.script having bool_and(k.letter is not null)
)
select s.name, s.script, s.n_letters, round((s.score - f.mean) / f.spread, 3) as z
from scored s join name_fit f on f.script = s.script and s.n_letters between f.from_letters and f.to_letters
order by s.name;
