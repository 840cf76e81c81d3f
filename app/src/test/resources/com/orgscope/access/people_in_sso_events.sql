SELECT DISTINCT tenant, actor FROM {sso_events}
