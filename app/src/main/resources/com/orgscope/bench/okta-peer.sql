COPY (
  WITH events AS (
    SELECT *,
      CASE
        WHEN eventType IN ('user.authentication.sso', 'app.generic.unauth_app_access_attempt')
          THEN 'VISIT'
        WHEN eventType = 'user.session.start' THEN 'SIGN_IN'
        WHEN eventType IN ('user.authentication.auth_via_mfa', 'user.authentication.verify')
          THEN CASE WHEN debugContext.debugData.factor = 'PASSWORD_AS_FACTOR' THEN 'STEP'
            ELSE 'CHALLENGE' END
        WHEN eventType = 'policy.evaluate_sign_on' THEN 'STEP'
        WHEN eventType LIKE 'app.oauth2.%' THEN 'ACTIVITY'
      END AS kind,
      CASE
        WHEN eventType = 'policy.evaluate_sign_on'
          THEN CASE WHEN outcome.result = 'CHALLENGE' THEN 'SUCCESS' END
        WHEN outcome.result IN ('SUCCESS', 'ALLOW') THEN 'SUCCESS'
        WHEN outcome.result IN ('FAILURE', 'DENY') THEN 'FAILURE'
      END AS ended,
      list_filter(target, lambda t: t."type" = 'AppInstance')[1].alternateId AS label
    FROM read_ndjson('{file}', columns = {
      uuid: 'VARCHAR',
      published: 'TIMESTAMPTZ',
      eventType: 'VARCHAR',
      actor: 'STRUCT(id VARCHAR, "type" VARCHAR)',
      client: 'STRUCT(ipAddress VARCHAR, geographicalContext STRUCT(city VARCHAR, country VARCHAR))',
      authenticationContext: 'STRUCT(externalSessionId VARCHAR)',
      outcome: 'STRUCT(result VARCHAR)',
      debugContext: 'STRUCT(debugData STRUCT(factor VARCHAR))',
      target: 'STRUCT("type" VARCHAR, alternateId VARCHAR)[]'
    })
    WHERE actor."type" = 'User')
  SELECT
    '{tenant}' AS tenant,
    published::DATE AS day,
    sha256('{tenant}okta' || uuid)[:32]::UUID AS event_key,
    published AS occurred_at,
    TIMESTAMPTZ '2026-01-01 00:00:00Z' AS ingested_at,
    'OKTA' AS source,
    kind,
    sha256('{outer}' || sha256('{inner}' || actor.id))[:32]::UUID AS actor,
    CASE WHEN kind IN ('VISIT', 'ACTIVITY') THEN label END AS app,
    sha256('{outer}' || sha256('{inner}session' || authenticationContext.externalSessionId))[:32]
      ::UUID::VARCHAR AS session,
    ended AS outcome,
    CASE
      WHEN contains(client.ipAddress, ':')
        THEN array_to_string(string_split(client.ipAddress, ':')[:3], ':') || '::/48'
      ELSE array_to_string(string_split(client.ipAddress, '.')[:3], '.') || '.0/24'
    END AS ip_prefix,
    client.geographicalContext.city AS city,
    client.geographicalContext.country AS country
  FROM events
  WHERE kind IS NOT NULL AND ended IS NOT NULL
    AND (kind IN ('SIGN_IN', 'CHALLENGE', 'STEP') OR label NOT IN ('Okta Dashboard', 'Okta Admin Console'))
  ORDER BY actor, app
) TO '{out}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)
