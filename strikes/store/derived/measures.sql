-- Measures that several questions share.

create macro outcome_at_level(floor, invalid, reinstated, retracted, refused, expired) as case
    when invalid >= floor then 'invalid'
    when reinstated >= floor then 'reinstated'
    when retracted >= floor then 'retracted'
    when refused >= floor then 'counter_refused'
    when expired >= floor then 'expired' end;

-- Is a stored time known to the day at least?
create macro is_to_the_day(precision) as precision in ('second', 'day');

-- The first and the last day that a written date (2024-02-13, 2024-02, 2024) can mean.
create macro first_day_of(t) as try_cast(case length(t) when 4 then t || '-01-01' when 7 then t || '-01' else left(t, 10) end as date);
create macro last_day_of(t) as case
    when length(t) = 4 then try_cast(t || '-12-31' as date)
    when length(t) = 7 then last_day(try_cast(t || '-01' as date))
    else try_cast(left(t, 10) as date) end;

-- Where a mail comes from: what stands behind its last @.
create macro domain_of(mail) as lower(trim(split_part(mail, '@', -1)));

-- P(X >= x) for x marked among n drawn from `whole` of which `marked` are marked: Fisher's exact test, one-sided.
create macro ln_choose(n, k) as lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
create macro at_least_by_chance(x, whole, marked, n) as list_sum(list_transform(
    range(greatest(x, n - (whole - marked)), least(marked, n) + 1),
    lambda i: exp(ln_choose(marked, i) + ln_choose(whole - marked, n - i) - ln_choose(whole, n))));
