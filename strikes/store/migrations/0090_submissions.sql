-- What came by the intake: which sources a case gave, who may speak about it, what was said since. Contents lie in the vault.
create table submission (
    name varchar not null,           -- derived from the receipt's secret; under it the answers lie in the outbox
    case_number varchar not null,    -- public
    recipient varchar not null,      -- the key answers are sealed to
    follow_hash varchar not null,    -- SHA-256 of what later words carry
    token varchar not null,          -- shows control of a channel when it stands in its description
    state varchar not null,          -- taken_in, kept_only, withdrawn
    sent_on date not null,
    taken_in_at timestamp not null,  -- UTC
    language varchar not null,
    role varchar not null,           -- owner, helper, lawyer
    n_events bigint not null,
    purposes varchar[] not null,     -- for which its owner agreed that it is shown
    channel_ids varchar[] not null,
    source_ids varchar[] not null,
    vault_names varchar[] not null
);

create table submission_message (    -- questions of analysts, and what the owner said since
    name varchar not null,
    message_id varchar not null,
    said_at timestamp not null,      -- UTC
    "by" varchar not null,           -- analyst, owner
    what varchar not null,           -- question, answer, material, correction, withdrawal
    vault_name varchar not null      -- its text and files, sealed
);
