package com.orgscope.ingest;

/** Why an event could not be used: what a dead letter says. */
public enum Reason {
  ZIP_ARCHIVE("the file is a zip archive: unpack it and read what is in it"),
  OTHER_ARCHIVE("the file is an archive of a kind that is not read here (only gzip and zstd are)"),
  PICTURE("the file is a picture"),
  DOCUMENT("the file is a PDF or an office document"),
  TABLE_FILE("the file is a Parquet, Avro or SQLite file, and no log in text"),
  NO_TEXT("the file is no text"),
  NOT_JSON("the line is no JSON"),
  MALFORMED("the JSON is broken"),
  TRUNCATED("the input ends in the middle of it"),
  DAMAGED_ARCHIVE("the compressed file is cut short or damaged from here on"),
  TOO_MUCH_PACKED("more is packed in the delivery than a delivery may hold; it is kept as it came"),
  TOO_MUCH_BROKEN("more of the delivery is broken than is told apart; it is kept as it came"),
  TOO_LARGE("it is larger than any event may be; only its beginning is kept"),
  TOO_DEEP("objects are nested deeper than any event's"),
  INVALID_UTF8("its bytes are not UTF-8"),
  OTHER_COLUMNS("the row has another number of fields than the table has columns"),
  UNKNOWN_COLUMNS("the file is a CSV, and its first line names none of the known exports' columns"),
  NO_TIME_COLUMN("the CSV has no column that says when it happened"),
  NO_PERSON_COLUMN("the CSV has no column that says who did it"),
  NO_EVENT_COLUMN("the CSV has no column that says what happened"),
  NO_OUTCOME_COLUMN("the CSV has no column that says how it ended"),
  NO_APPLICATION_COLUMN("the CSV has no column that names the application"),
  NO_ID_COLUMN("the CSV has no column with the provider's id of the event"),
  NO_EVENTS("the table of an answer holds no events of this provider"),
  NOT_AN_EVENT("it is JSON, but no event of this provider"),
  WRONG_TYPE("a field holds another kind of value than it should"),
  NO_ID("the provider's id of the event is missing"),
  NO_TYPE("it does not say what happened"),
  NO_TIME("it does not say when it happened"),
  BAD_TIME("its time cannot be read"),
  IMPLAUSIBLE_TIME("its time is long past or in the future"),
  NO_ACTOR("it does not say who did it"),
  NO_APPLICATION("it does not name the application"),
  NO_OUTCOME("it does not say how it ended"),
  UNREADABLE("the rest of the input could not be read");

  private final String meaning;

  /** One object per reason: a file may hold a million of the same. */
  private final Verdict.Unusable verdict = new Verdict.Unusable(this);

  Reason(String meaning) {
    this.meaning = meaning;
  }

  /** A sentence's worth, for people. */
  public String meaning() {
    return meaning;
  }

  public Verdict verdict() {
    return verdict;
  }
}
