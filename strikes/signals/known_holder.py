"""N1: is the claimant a known holder, or its agent?"""

from strikes.model import Axis
from strikes.signals.base import Group, Signal, Unit

SIGNAL = Signal(
    id="known_holder",
    code="N1",
    title="A known holder, or who files for it",
    question="Does the claimant write from a registered holder's own domain, or is it a holder's known agent?",
    axes=(Axis.IDENTITY,),
    group=Group.G2,
    unit=Unit.CLAIMANT,
    version=1,
    # One fact, however many signals see it: the verified domain of S05 and the fitting address of S07 weigh nothing of
    # their own.
    sql="""
        select i.claimant_id, i.claimant_id as unit_id,
            case when bool_or(h.contact = 'holders_own') then 'holders_own' else 'agent' end as grade,
            null::double as p_value, null::double as lr, count(*) as n, count(*) as n_of, min(k.name) as holder
        from holder_match h join claimant_record r using (record_id) join identity i using (record_id)
        join holder k using (holder_id)
        where h.contact in ('holders_own', 'agent') group by i.claimant_id
    """,
    witnesses="""
        select o.claimant_id, o.unit_id, v.event_key
        from observed o join record_voice v using (claimant_id) join holder_match h using (record_id)
        where h.contact in ('holders_own', 'agent')
    """,
    explain={
        "holders_own": "writes from an address of the registered holder {holder}",
        "agent": "is known to file for the registered holder {holder}",
    },
    innocent="A holder's mailbox can be broken into, or its domain forged where a mail is only quoted.",
    literature="https://kulis.az/xeber/media/ermeniler-bu-defe-sovket-elekberovanin-mahnisini-ogurlamaq-istedi-57673",
    needs="the claimant's name and address, and the registry of holders",
)
