SELECT count(*) AS stored,
       count(DISTINCT (epoch_us(occurred_at) - epoch_us($first::TIMESTAMPTZ)) // $step) AS numbers,
       coalesce(min((epoch_us(occurred_at) - epoch_us($first::TIMESTAMPTZ)) // $step), 0) AS least,
       coalesce(max((epoch_us(occurred_at) - epoch_us($first::TIMESTAMPTZ)) // $step), 0) AS most,
       count(DISTINCT event_key) AS keys
FROM {sso_events}
