-- In which line of the input a dead letter begins; none if it came before lines were counted.
ALTER TABLE ingest.dead_letter ADD COLUMN line bigint;
