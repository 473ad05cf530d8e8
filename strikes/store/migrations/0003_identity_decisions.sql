-- What people decided about who is who: records as reported, taken for one or kept apart. The later decision wins.
create table identity_decision (
    record_a varchar not null,
    record_b varchar not null,
    decision varchar not null,   -- same | different
    reason varchar,
    decided_by varchar not null,
    decided_at timestamp not null
);
