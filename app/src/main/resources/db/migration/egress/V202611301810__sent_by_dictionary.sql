-- What a dictionary is still needed for is found without reading all that was sent.
CREATE INDEX sent_by_dictionary ON egress.sent (tenant, dictionary) WHERE dictionary IS NOT NULL;
