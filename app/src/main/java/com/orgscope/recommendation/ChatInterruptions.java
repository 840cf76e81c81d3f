package com.orgscope.recommendation;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.Application;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Many interruptions by chat, of a group: switches between a chat and another application, on a
 * working day clearly more than the company's. What is saved are those of pairs that no other
 * change works on, so that none is saved twice.
 */
final class ChatInterruptions implements UseRule {
  private static final String CHAT = "team-chat";

  /** How often the company's average of a working day is many. */
  private static final double MANY = 1.25;

  private static final double MINUTES = 60;

  private final double average;

  /**
   * @param facts of the whole company
   */
  ChatInterruptions(UseFacts facts) {
    Set<PersonKey> everybody = facts.measured().usage().keySet();
    average = daily(everybody, facts);
  }

  @Override
  public List<Saving> of(UseGroup group, UseFacts facts) {
    double daily = daily(group.people(), facts);
    Counts<AppId> chats = new Counts<>();
    int interrupted = 0;
    for (PersonKey person : group.people()) {
      Map<AppId, Long> own = new HashMap<>();
      interruptions(person, facts)
          .forEach((pair, n) -> {
            if (!group.focus().has(pair)) {
              own.merge((isChat(pair.one()) ? pair.one() : pair.other()).id(), n, Long::sum);
            }
          });
      own.forEach(chats::add);
      interrupted += own.isEmpty() ? 0 : 1;
    }
    if (interrupted < facts.k() || daily < MANY * average) {
      return List.of();
    }
    return List.of(saving(group, facts, daily, chats));
  }

  private Saving saving(UseGroup group, UseFacts facts, double daily, Counts<AppId> chats) {
    double perWeek = facts.measured().weekly(chats.events());
    String chat = chats.most(facts.k(), any -> true).map(AppId::value).orElse("chat");
    return UseChange.named("quiet-chat")
        .saving(
            group.whose(),
            facts.assumed(),
            perWeek,
            perWeek / MINUTES,
            Map.of(
                "app",
                chat,
                "switches",
                SavingText.number(perWeek) + " switches a week",
                "daily",
                String.format(Locale.ROOT, "%.1f", daily),
                "average",
                String.format(Locale.ROOT, "%.1f", average)));
  }

  private static double daily(Collection<PersonKey> people, UseFacts facts) {
    long all = 0;
    for (PersonKey person : people) {
      for (long n : interruptions(person, facts).values()) {
        all += n;
      }
    }
    return (double) all / Math.max(1, facts.activeDays(people));
  }

  private static Map<AppPair, Long> interruptions(PersonKey person, UseFacts facts) {
    Map<AppPair, Long> found = new HashMap<>();
    facts
        .measured()
        .switches(person)
        .forEach((pair, n) -> {
          if (isChat(pair.one()) != isChat(pair.other())) {
            found.put(pair, n);
          }
        });
    return found;
  }

  static boolean isChat(Application app) {
    return app.function().filter(CHAT::equals).isPresent();
  }
}
