package com.orgscope.directory;

import com.orgscope.directory.DirectoryGate.Act;
import com.orgscope.directory.VocabularyStore.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** A tenant's own words for its applications and for kinds of work. */
@Component
public final class Vocabulary {
  private static final int WORDS_LIMIT = 500;

  private final VocabularyStore store;
  private final DirectoryGate gate;
  private final InstantSource clock;

  Vocabulary(VocabularyStore store, DirectoryGate gate, InstantSource clock) {
    this.store = store;
    this.gate = gate;
    this.clock = clock;
  }

  /** Stores the tenant's own words for one of its applications ("claims-portal-prod"). */
  public void describeApplication(Caller caller, String application, String description) {
    put(caller, Kind.APPLICATION, Map.of(words(application), words(description)));
  }

  /**
   * Stores one description for each line of the form {@code name: description}; empty lines and
   * lines that begin with # are skipped.
   *
   * @return how many applications were described
   * @throws com.orgscope.kernel.Failure for the operator, naming the first line that has no colon;
   *     then nothing is stored
   */
  public int describeApplications(Caller caller, Reader lines) {
    Map<String, String> described = new TreeMap<>();
    int number = 0;
    for (String line : HrText.of(lines).text().lines().toList()) {
      number++;
      String bare = line.replace("\uFEFF", "").strip();
      if (bare.isEmpty() || bare.startsWith("#")) {
        continue;
      }
      int colon = bare.indexOf(':');
      if (colon <= 0 || colon == bare.length() - 1) {
        throw Failure.operator("line " + number + " is not 'application: description'");
      }
      described.put(words(bare.substring(0, colon)), words(bare.substring(colon + 1)));
    }
    put(caller, Kind.APPLICATION, described);
    return described.size();
  }

  /** The tenant's own words, by application as the tenant calls it. */
  public Map<String, String> applications(Caller caller) {
    return store.all(caller, Kind.APPLICATION);
  }

  /**
   * The tenant's words for kinds of work, as they were released.
   *
   * @param words a line each, which {@code category} reads
   */
  public record Version(int version, String words, String reason, String by, Instant at) {}

  /** All versions, the one that holds first; none where nothing was ever released. */
  public List<Version> versions(Caller caller) {
    return store.versions(caller);
  }

  /**
   * Makes words hold from now on.
   *
   * @param after the version they were made from, 0 for none
   * @throws Failure for the operator, if somebody released others meanwhile, there is no reason, or
   *     the caller may not
   */
  public int release(Caller caller, int after, String words, String reason) {
    gate.admit(caller, Act.CHANGE_VOCABULARY, "vocabulary");
    return store
        .add(caller, after, words, words(reason), clock.instant())
        .orElseThrow(() ->
            Failure.operator("somebody else changed the company's words just now: look again"));
  }

  /** The tenant's own names by category, as they were kept before there were versions. */
  public Map<String, String> categories(Caller caller) {
    return store.all(caller, Kind.CATEGORY);
  }

  private void put(Caller caller, Kind kind, Map<String, String> words) {
    gate.admit(caller, Act.CHANGE_VOCABULARY, "vocabulary");
    store.put(caller, kind, words);
  }

  private static String words(String text) {
    String clean = HrHeader.clean(text);
    if (clean.isEmpty() || clean.length() > WORDS_LIMIT) {
      throw Failure.operator("a name or description has 1 to " + WORDS_LIMIT + " characters");
    }
    return clean;
  }
}
