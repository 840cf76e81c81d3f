package com.orgscope.assurance;

import com.orgscope.assurance.LiveFact.State;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.LlmSettings;
import com.orgscope.privacy.ErasureReceipt;
import com.orgscope.privacy.ErasureReceipts;
import com.orgscope.privacy.Erasures;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What leaves the house, to whom it may, and whether people are forgotten. */
@Component
@Order(4)
final class OutsideFacts implements FactSource {
  private static final int TEN = 10;

  private final LlmSettings models;
  private final Egress egress;
  private final Erasures erasures;
  private final ErasureReceipts receipts;

  OutsideFacts(LlmSettings models, Egress egress, Erasures erasures, ErasureReceipts receipts) {
    this.models = models;
    this.egress = egress;
    this.erasures = erasures;
    this.receipts = receipts;
  }

  @Override
  public void tell(TenantId tenant, FactBook book) {
    book.told("models", "Models that may be asked", models());
    book.told("sent-out", "What left the house", sent(tenant));
    Erasures.Kept kept = erasures.kept(Caller.system(tenant, "assurance"));
    book.holds(
        "erasures",
        kept.overdue() == 0 && kept.late() == 0,
        "Erasures",
        "%s, %s. Done in time: %s."
            .formatted(
                kept.overdue() == 0 ? "None is overdue" : "Some are overdue",
                kept.late() == 0 ? "and none was done late" : "and some were done late",
                // A number, rounded even, would tell of one erasure where it steps.
                kept.done() == 0 ? "none" : "some"));
    search(receipts.lastSearch(tenant), book);
  }

  private static void search(Optional<ErasureReceipt.Searched> last, FactBook book) {
    String title = "Search for the erased";
    if (last.isEmpty()) {
      book.put("erasure-search", State.UNKNOWN, title, "Nobody searched the home yet.");
      return;
    }
    ErasureReceipt.Searched search = last.get();
    long found = search.stores().values().stream().mapToLong(ErasureReceipt.Store::found).sum();
    boolean whole =
        search.stores().values().stream()
            .allMatch(store -> Objects.requireNonNullElse(store.unread(), 1L) == 0);
    book.holds(
        "erasure-search",
        found == 0 && whole,
        title,
        "On %s every one of %d stores was read: %s."
            .formatted(
                book.moment(Instant.parse(search.at())),
                search.stores().size(),
                found == 0 && whole
                    ? "nothing of an erased person was found"
                    : "not all was read, or something was found"));
  }

  private String models() {
    List<String> asked = new ArrayList<>();
    if (models.anthropic().present()) {
      asked.add(at("Anthropic", models.anthropic()));
    }
    if (models.openai().present()) {
      asked.add(at("an endpoint of OpenAI's kind", models.openai()));
    }
    return asked.isEmpty()
        ? "None: no endpoint is configured, and the model in the house judges alone"
        : String.join("; ", asked);
  }

  private static String at(String who, LlmSettings.Provider provider) {
    return "%s, model %s, at %s"
        .formatted(who, provider.model(), URI.create(provider.endpoint()).getHost());
  }

  /** To the power of ten below: how often exactly may hang on one person. */
  private String sent(TenantId tenant) {
    List<Egress.Counted> counted = egress.counted(tenant);
    return counted.isEmpty()
        ? "Nothing that is kept"
        : counted.stream()
            .map(one ->
                "%s (%s): %s".formatted(channel(one.channel()), one.recipient(), times(one.sent())))
            .collect(Collectors.joining("; "));
  }

  private static String channel(Channel channel) {
    return switch (channel) {
      case MODEL -> "a language model";
      case AUDIT -> "a receiver of the audit log";
      case COLLECTOR -> "a collector of traces";
    };
  }

  static String times(long sent) {
    if (sent < TEN) {
      return "fewer than ten times";
    }
    long power = TEN;
    while (power * TEN <= sent) {
      power *= TEN;
    }
    return String.format(Locale.ENGLISH, "%,d times or more", power);
  }
}
