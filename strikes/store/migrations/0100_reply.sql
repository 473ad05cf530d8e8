-- The right of reply: what a claimant answered, in its own words, beside every score and pack. Added to, never graded.
-- (`evidence` of the kind `reply` is another thing: an analyst's word on whether it answered coherently, which N5 weighs.)
create table reply (
    reply_key varchar not null,
    subject varchar not null,        -- a claimant's record, as for labels
    said varchar not null,
    said_at timestamp not null,      -- UTC
    source_url varchar,              -- where it can be read, if anywhere
    noted_by varchar not null
);
