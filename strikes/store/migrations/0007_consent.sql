-- For which purpose somebody let their report be shown. Added to, never changed: the latest word counts, so a withdrawal is one more row.
create table consent (
    consent_key varchar not null,
    subject_kind varchar not null,   -- 'source' (one submission, by source_id) or 'channel' (all there is of a channel)
    subject varchar not null,
    purpose varchar not null,        -- 'platform', 'partner' or 'public'
    is_given boolean not null,
    stated_at timestamp not null,    -- UTC
    stated_by varchar not null       -- 'owner', or the analyst who was told
);
