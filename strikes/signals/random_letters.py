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
    version=2,
    params={"least_letters": 8, "z_line": -3.0, "most_odd": 0.05, "enough": 20},
    # `name_score` compares the letters of each name with real names of its script and length: below zero they follow
    # each other less than in names. Where it finds many names of a script odd, it has not read names like these: it is
    # the model that does not fit, and it says nothing (nobody is odd among his like).
    sql="""
        with fit as (
            select script, count(*) >= $enough and count(*) filter (z < $z_line) > $most_odd * count(*) as is_misfit
            from name_score where n_letters >= $least_letters group by script
        ),
        read as (
            select i.claimant_id, s.*, f.is_misfit
            from claimant_record r join identity i using (record_id) join name_score s using (name)
            join fit f using (script) where s.n_letters >= $least_letters
        )
        select claimant_id, claimant_id as unit_id,
            case when is_misfit then null when z < $z_line then 'random' else 'pronounceable' end as grade,
            null::double as p_value, null::double as lr, n_letters as n, n_letters as n_of, name, round(z, 1) as z
        from read qualify row_number() over (partition by claimant_id order by z, name) = 1
    """,
    witnesses=EVERY_CLAIM,
    explain={"random": 'the letters of "{name}" follow each other as in no real name of that script (z = {z})'},
    innocent="Names of languages the model has not read, abbreviations and artists' names look random to it.",
    literature="https://deepai.org/publication/its-all-in-a-name-detecting-and-labeling-bots-by-their-name",
    needs="a name of at least eight letters in Latin, Cyrillic or Arabic script",
)
