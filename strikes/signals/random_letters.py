"""S04: do the letters of a name follow each other as in names?"""

from strikes.model import Axis
from strikes.signals.base import EVERY_CLAIM, Group, Signal, Unit

SIGNAL = Signal(
    id="random_letters",
    code="S04",
    title="A name of random letters",
    question="Do the letters of the claimant's name follow each other as they do in real names of that script?",
    axes=(Axis.IDENTITY,),
    group=Group.G1,
    unit=Unit.CLAIMANT,
    version=1,
    params={"least_letters": 8, "z_line": -3.0},
    # `name_trigram` holds log2 P(letter | the two before), `name_fit` what real names score, by script and length. A
    # name that mixes scripts, or has letters the model never read, is not judged.
    sql="""
        with name as (
            select i.claimant_id, r.name, regexp_replace(lower(left(r.name, 60)), '[^\\p{L}]+', ' ', 'g') as letters
            from claimant_record r join identity i using (record_id) where r.name is not null
        ),
        script as (
            select distinct *, case
                when regexp_full_match(letters, '[\\p{Latin} ]+') then 'latin'
                when regexp_full_match(letters, '[\\p{Cyrillic} ]+') then 'cyrillic'
                when regexp_full_match(letters, '[\\p{Arabic} ]+') then 'arabic' end as script,
                '  ' || trim(letters) || ' ' as framed
            from name
        ),
        spelt as (
            select claimant_id, name, script, framed[i:i + 1] as context, framed[i + 2] as letter
            from (select *, unnest(range(1, len(framed) - 1)) as i from script where script is not null)
        ),
        scored as (
            select s.claimant_id, s.name, s.script, avg(coalesce(t.log2p, c.unseen_log2p, m.unseen_log2p)) as score,
                count(*) filter (s.letter <> ' ') as n_letters, bool_and(k.letter is not null) as is_read
            from spelt s
            left join name_letter k on k.script = s.script and k.letter = s.letter
            left join name_trigram t on t.script = s.script and t.context = s.context and t.letter = s.letter
            left join name_context c on c.script = s.script and c.context = s.context
            join name_context m on m.script = s.script and m.context is null
            group by s.claimant_id, s.name, s.script
        ),
        fitted as (
            select s.*, (s.score - f.mean) / f.spread as z
            from scored s join name_fit f on f.script = s.script and s.n_letters between f.from_letters and f.to_letters
            where s.n_letters >= $least_letters and s.is_read
        )
        select claimant_id, claimant_id as unit_id,
            case when z < $z_line then 'random' else 'pronounceable' end as grade,
            null::double as p_value, null::double as lr, n_letters as n, n_letters as n_of, name, round(z, 1) as z
        from fitted qualify row_number() over (partition by claimant_id order by z, name) = 1
    """,
    witnesses=EVERY_CLAIM,
    explain={"random": 'the letters of "{name}" follow each other as in no real name of that script (z = {z})'},
    innocent="Names of languages the model has not read, abbreviations and artists' names look random to it.",
    literature="https://deepai.org/publication/its-all-in-a-name-detecting-and-labeling-bots-by-their-name",
    needs="a name of at least eight letters in Latin, Cyrillic or Arabic script",
)
