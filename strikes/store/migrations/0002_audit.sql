-- Who did what, in a chain: each line carries the hash of the one before. Added to in the same transaction as what it tells.
create table audit (
    number bigint not null,
    happened_at timestamp not null,
    actor varchar not null,
    action varchar not null,
    object varchar,
    detail varchar not null,     -- JSON; never contents of facts
    counts varchar not null,     -- JSON: rows of each table after this
    previous varchar not null,
    hash varchar not null
);
