-- Which provider tells who has a seat, and what it calls the application: okta:Jira.
ALTER TABLE licence.contract ADD COLUMN seats_from text;
