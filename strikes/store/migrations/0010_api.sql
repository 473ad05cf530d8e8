-- What outside services answered, and what we saw by it (docs/youtube.md).
-- Fields of the YouTube API stand in `youtube_channel` and `youtube_video` alone, with the day they were fetched, and go
-- after 30 days unless fetched again (strikes collect purge). `look` is our own observation and stays. There is no column
-- for topics, opinions or politics of anybody, and none may be added (docs/youtube.md, "Terms").

create table answer (            -- one answer of a service, as it came
    answer_id varchar not null,
    service varchar not null,        -- youtube, lumen
    method varchar not null,         -- channels.list
    request varchar not null,        -- its parameters as JSON; keys and tokens are never among them
    answered_at timestamp not null,
    status integer not null,         -- 200; 304: unchanged since the answer before
    etag varchar,
    response_hash varchar not null,  -- sha256 of the body, unpacked
    body blob                        -- the body as it came, gzip or plain; null once purged
);

create table look (              -- one look at a channel or video: was it there, and what had changed since the last
    kind varchar not null,           -- channel, video
    subject_id varchar not null,
    looked_at timestamp not null,
    outcome varchar not null,        -- found, not_found; channels: deleted, terminated; videos: removed, private
    changed varchar[] not null,      -- store/changes.py has the words
    earlier_id varchar,              -- for `reborn`: the channel this one is made after
    answer_id varchar not null
);

create table youtube_channel (   -- API fields
    answer_id varchar not null,
    fetched_at timestamp not null,
    channel_id varchar not null,
    title varchar,
    description varchar,
    handle varchar,
    created_at timestamp,
    country varchar,
    is_subscriber_count_hidden boolean,
    subscriber_count bigint,         -- rounded by YouTube to three figures; null where hidden
    video_count bigint,
    view_count bigint,
    privacy varchar,
    is_linked boolean,
    long_uploads varchar,
    uploads_playlist varchar,
    keywords varchar
);

create table youtube_video (     -- API fields
    answer_id varchar not null,
    fetched_at timestamp not null,
    video_id varchar not null,
    channel_id varchar,
    title varchar,
    description varchar,
    published_at timestamp,
    duration varchar,
    view_count bigint,
    like_count bigint,
    comment_count bigint,
    privacy varchar,
    upload_status varchar,
    failure_reason varchar,
    rejection_reason varchar,        -- only its owner is told
    licence varchar,
    is_licensed_content boolean
);

create table channel_link (      -- which channel is meant by what was stated, or by whom it is thought to belong to a claimant
    subject varchar not null,        -- the channel as stated (@handle, address), or a claimant as reported
    channel_id varchar,              -- null: looked for and not found
    channel_link_basis varchar not null,  -- stated, handle, username, analyst, search_guess
    linked_at timestamp not null,
    answer_id varchar,
    "by" varchar
);

create table channel_control (   -- who proved to run a channel, and until when the permission stood
    channel_id varchar not null,
    basis varchar not null,          -- oauth
    proven_at timestamp not null,
    ended_at timestamp,
    answer_id varchar
);

create table outside_notice (    -- notices of a public register, beside what was reported to us and never among it
    notice_key varchar not null,
    register varchar not null,       -- lumen
    notice_id varchar not null,
    subject varchar not null,        -- the claimant's name as reported, which was asked for
    role varchar not null,           -- sender, principal
    notice_type varchar,
    title varchar,
    sender_name varchar,
    principal_name varchar,
    recipient_name varchar,
    sent_at timestamp,
    received_at timestamp,
    body varchar,
    works varchar,
    action_taken varchar,            -- yes, no, partial; null where not stated
    language varchar,
    is_redacted boolean not null,
    source_url varchar not null,
    answer_id varchar not null,
    fetched_at timestamp not null
);

create table outside_target (    -- what such a notice asks to remove: an address where we are shown it, else a count by domain
    notice_key varchar not null,
    domain varchar,
    url varchar,
    video_id varchar,
    n_urls bigint not null
);

create table purge (             -- what was purged, without its content
    purged_at timestamp not null,
    older_than timestamp not null,
    channel_id varchar,
    n_channel_looks bigint not null,
    n_video_looks bigint not null,
    n_answers bigint not null
);
