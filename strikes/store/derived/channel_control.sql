-- Who proved to run a channel, as known on the day of the run; and what that does to the level of what they told.
create table channel_control as
select channel_id, basis, min(proven_at) as proven_at
from casebook.channel_control where proven_at < getvariable('until') group by all order by all;

-- A channel that proved who it is stands at P2 where it told of itself.
update event set level = 2
where level = 1 and reporter = target_id and target_id in (select channel_id from channel_control);

-- A signed notice (P4) that the owner's own view of the video bears out is as sure as can be. The view is an API field:
-- purged, the notice is P4 again.
update event set level = 5
where level = 4 and event_type = 'takedown' and target_id in (select channel_id from channel_control)
    and not coalesce(getvariable('no_api'), false)
    and video_id in (select video_id from casebook.youtube_video
                     where rejection_reason = 'copyright' and fetched_at < getvariable('until'));
