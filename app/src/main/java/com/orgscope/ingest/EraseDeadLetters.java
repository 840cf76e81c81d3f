package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.lake.Source;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Waits until no writer is at work that does not know of an erasure yet, and lets dead letters go
 * that name the person. A delivery that died as a whole goes whole.
 */
@Component
final class EraseDeadLetters implements ErasureHandler {
  private static final int PAGE = 200;
  private static final int PIECE = 1 << 16;

  /** Words that are shorter are in every letter. */
  private static final int SHORTEST_WORD = 4;

  private final LeaseStore leases;
  private final DeadLetterStore letters;
  private final Surroundings surroundings;
  private final LakeIngest ingest;

  EraseDeadLetters(
      LeaseStore leases, DeadLetterStore letters, Surroundings surroundings, LakeIngest ingest) {
    this.leases = leases;
    this.letters = letters;
    this.surroundings = surroundings;
    this.ingest = ingest;
  }

  @Override
  public Stage stage() {
    return Stage.INCOMING;
  }

  @Override
  public String place() {
    return "dead letters";
  }

  @Override
  public long erase(Erased erased) {
    try (var _ = leases.take(erased.tenant())) {
      // Whoever takes it after us knows.
    }
    Set<String> words =
        erased.words().stream()
            .filter(word -> word.length() >= SHORTEST_WORD)
            .map(word -> word.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Caller caller = Caller.system(erased.tenant(), "erasure");
    TenantSeal seal = surroundings.seal(erased.tenant());
    long gone = 0;
    for (Source source : Source.values()) {
      List<DeadLetter> page = letters.page(caller, source, null, PAGE);
      while (!page.isEmpty()) {
        List<UUID> named = new ArrayList<>();
        for (DeadLetter letter : page) {
          if (names(seal.open(letter.sealed(), letter.place()), words)) {
            named.add(letter.letter());
          }
        }
        letters.remove(caller, named);
        gone += named.size();
        page = letters.page(caller, source, page.getLast().letter(), PAGE);
      }
    }
    return gone;
  }

  /** Looked through piece by piece, each with the end of the one before. */
  private boolean names(byte[] raw, Set<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElse(0);
    String before = "";
    try (InputStream in = ingest.unpackedLetter(raw)) {
      byte[] piece = in.readNBytes(PIECE);
      while (piece.length > 0) {
        String text = before + new String(piece, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        if (words.stream().anyMatch(text::contains)) {
          return true;
        }
        before = text.substring(Math.max(0, text.length() - longest));
        piece = in.readNBytes(PIECE);
      }
      return false;
    } catch (IOException e) {
      // Damaged, or packed beyond what may be unpacked: what cannot be looked into goes.
      return !words.isEmpty();
    }
  }
}
