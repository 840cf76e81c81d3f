SELECT actor, app, day FROM {sso_events}
