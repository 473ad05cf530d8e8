-- Facts: what was reported and observed, with the places it was stated in. Added to, never judged.
-- A time has its precision beside it ('second', 'day', 'month', 'year'); the timestamp is the earliest moment it can mean, UTC.

create table source (            -- one file, mail or answer
    source_id varchar not null,
    sha256 varchar not null,
    name varchar,                -- the file's own name, without folders
    n_bytes bigint,
    way varchar not null,        -- table, mail, api, ...
    collector varchar not null,
    collector_version varchar not null,
    collected_at timestamp not null
);

create table collection (        -- one command that took a source in
    source_id varchar not null,
    kind varchar not null,
    mapping varchar,             -- JSON: which of their columns fed which of ours, and constants
    n_read bigint not null,
    n_new bigint not null,
    n_known bigint not null,
    n_quarantined bigint not null,
    collected_at timestamp not null
);

create table sighting (          -- one place in one source where a fact is stated
    fact_key varchar not null,
    kind varchar not null,
    source_id varchar not null,
    line bigint,
    level tinyint not null,      -- P0 to P5
    source_kind varchar not null,
    collected_at timestamp not null
);

create table quarantine (        -- rows that are not facts yet: where, why, and the row itself
    source_id varchar not null,
    line bigint,
    kind varchar,
    column_name varchar,
    reason varchar not null,
    raw varchar,
    collected_at timestamp not null
);

create table event (
    event_key varchar not null,
    content_hash varchar,        -- only beside an event_id of the reporter's own; else the key is the hash
    event_id varchar,
    notice_id varchar,
    claim_id varchar,
    event_type varchar not null,
    occurred_at timestamp,
    occurred_at_precision varchar,
    occurred_not_after timestamp,
    occurred_not_after_precision varchar,
    received_at timestamp,
    received_at_precision varchar,
    channel_id varchar,
    channel_title varchar,
    channel_topic varchar,
    video_id varchar,
    video_title varchar,
    video_published_at timestamp,
    video_published_at_precision varchar,
    claimant_name varchar,
    claimant_ref varchar,
    claimant_channel_id varchar,
    claimant_email varchar,
    claimant_phone varchar,
    claimant_address varchar,
    claimant_country varchar,
    work_title varchar,
    work_url varchar,
    work_published_at timestamp,
    work_published_at_precision varchar,
    claim_text varchar,
    reporter_id varchar
);

create table profile (           -- one look at a claimant's channel
    profile_key varchar not null,
    claimant_channel_id varchar not null,
    handle varchar,
    title varchar,
    description varchar,
    created_at timestamp,
    created_at_precision varchar,
    country varchar,
    subscriber_count bigint,
    video_count bigint,
    view_count bigint,
    status varchar,
    observed_at timestamp not null,
    observed_at_precision varchar not null
);

create table context (
    context_key varchar not null,
    context_id varchar not null,
    happened_on timestamp not null,
    happened_on_precision varchar not null,
    kind varchar,
    title varchar,
    place varchar,
    source_url varchar
);

create table holder (
    holder_key varchar not null,
    holder_id varchar not null,
    name varchar not null,
    aliases varchar[],
    domains varchar[],
    emails varchar[],
    agents varchar[],
    source_url varchar,
    checked_on timestamp,
    checked_on_precision varchar
);

create table evidence (
    evidence_key varchar not null,
    subject varchar not null,
    kind varchar not null,
    value varchar,
    observed_at timestamp,
    observed_at_precision varchar,
    source_url varchar,
    "by" varchar
);

create table label (
    label_key varchar not null,
    subject varchar not null,
    axis varchar not null,
    label varchar not null,
    reason varchar,
    labelled_by varchar not null,
    labelled_at timestamp,
    labelled_at_precision varchar
);
