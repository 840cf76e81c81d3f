package com.orgscope.llm;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider's batch API: half the price, an answer within a day. It neither retries nor keeps
 * anything; each method throws {@link CallFailed} when the provider cannot be asked.
 */
public interface BatchPort {
  /** As {@link ModelPort#provider()} says it. */
  String provider();

  LlmSettings.Provider settings();

  /**
   * One question as a part of a batch.
   *
   * @param customId letters, digits and hyphens, at most 64
   */
  String line(String customId, ModelRequest question, String model);

  /**
   * Hands a batch over, once.
   *
   * @param name of ours, with which each custom id begins
   * @return the provider's id
   */
  String hand(String name, List<String> lines, HttpCall http);

  /** Looks for a batch that may or may not have been handed over. */
  Search find(Lost lost, HttpCall http);

  Status status(String id, HttpCall http);

  /** What is there, in whatever order. */
  List<Item> results(Status status, HttpCall http);

  /** Asks for the end; what is answered already stays. */
  void cancel(String id, HttpCall http);

  /** Forgets everything that belongs to the batch; again changes nothing. */
  void delete(Status status, HttpCall http);

  /**
   * Forgets what a batch left behind that the provider does not know any more; again changes
   * nothing.
   *
   * @param name of ours
   * @param id the provider's
   */
  default void forget(String name, String id, HttpCall http) {}

  /**
   * A batch whose fate is not known.
   *
   * @param since when it may have been handed over
   * @param others provider ids that are surely not it
   */
  record Lost(String name, Instant since, int size, Set<String> others) {}

  /** What became of it. */
  sealed interface Search {
    record Found(String id) implements Search {}

    record Absent() implements Search {}

    /** There is one that may be it; ask again. */
    record Unclear() implements Search {}
  }

  /**
   * @param lines of results to expect; negative if the provider does not say
   * @param unlisted what became of a question that has no line in the results
   * @param files the provider's, that hold requests and results; empty for none
   */
  record Status(
      String id, boolean ended, String word, long lines, Fault unlisted, List<String> files) {}

  /**
   * One line of the results.
   *
   * @param customId empty if the line could not be read
   */
  record Item(String customId, Reply reply) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The lines of a text, each a document that {@code item} understands. */
    public static List<Item> lines(String text, Function<JsonNode, Item> item) {
      return text.lines().filter(line -> !line.isBlank()).map(line -> read(line, item)).toList();
    }

    private static Item read(String line, Function<JsonNode, Item> item) {
      JsonNode document;
      try {
        document = JSON.readTree(line);
      } catch (JacksonException e) {
        return new Item("", new Reply.Failed(Fault.GARBLED, "a line of the results is no JSON"));
      }
      return item.apply(document);
    }
  }
}
