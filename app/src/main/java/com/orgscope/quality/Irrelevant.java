package com.orgscope.quality;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changes of a company's use that say nothing of what anybody does. */
enum Irrelevant {
  NOTHING("nothing") {
    @Override
    PersonUsage of(PersonUsage usage) {
      return usage;
    }
  },
  ORDER("applications in another order") {
    @Override
    PersonUsage of(PersonUsage usage) {
      List<AppUse> turned = new ArrayList<>(usage.apps());
      Collections.reverse(turned);
      return usage.with(turned);
    }
  },
  CASE("names of applications in capitals") {
    @Override
    PersonUsage of(PersonUsage usage) {
      return renamed(usage, name -> name.toUpperCase(Locale.ROOT));
    }
  },
  IDS("applications nobody knows under another id") {
    @Override
    PersonUsage of(PersonUsage usage) {
      List<AppUse> apps = new ArrayList<>();
      for (AppUse use : usage.apps()) {
        apps.add(use.app().basis() == Basis.NONE ? named(use, id(use.app().id().value())) : use);
      }
      return usage.with(apps);
    }

    private String id(String name) {
      return "app " + Integer.toHexString(name.hashCode());
    }
  },
  LANGUAGE("people and applications under names of another script") {
    @Override
    PersonUsage of(PersonUsage usage) {
      return renamed(
          usage,
          name ->
              name.codePoints()
                  .collect(
                      StringBuilder::new,
                      (text, letter) -> text.appendCodePoint(greek(letter)),
                      StringBuilder::append)
                  .toString());
    }

    private int greek(int letter) {
      int lower = Character.toLowerCase(letter);
      return lower >= 'a' && lower <= 'z' ? 'α' + (lower - 'a') % GREEK : letter;
    }
  },
  PEOPLE("other keys of people") {
    @Override
    PersonUsage of(PersonUsage usage) {
      return usage;
    }

    @Override
    PersonKey key(PersonKey person) {
      UUID value = person.value();
      return new PersonKey(
          new UUID(~value.getLeastSignificantBits(), ~value.getMostSignificantBits()));
    }
  },
  NOISE("an application without a purpose, a little, for half of the people") {
    @Override
    PersonUsage of(PersonUsage usage) {
      SplittableRandom random =
          new SplittableRandom(usage.person().value().getLeastSignificantBits());
      if (usage.apps().isEmpty() || random.nextBoolean()) {
        return usage;
      }
      AppUse like = usage.apps().getFirst();
      List<AppUse> apps = new ArrayList<>();
      usage
          .apps()
          .forEach(use -> apps.add(scaled(use, use.app(), use.share() * (1 - NOISE_SHARE))));
      apps.add(
          scaled(like, new Application(new AppId("noise"), Map.of(), Basis.NONE, ""), NOISE_SHARE));
      return usage.with(apps);
    }
  };

  private static final int GREEK = 17;
  private static final double NOISE_SHARE = 0.01;

  final String words;

  Irrelevant(String words) {
    this.words = words;
  }

  abstract PersonUsage of(PersonUsage usage);

  /** Under which key a person stands then. */
  PersonKey key(PersonKey person) {
    return person;
  }

  /** Everybody, under their keys of then. */
  Map<PersonKey, PersonUsage> of(Map<PersonKey, PersonUsage> everybody) {
    Map<PersonKey, PersonUsage> changed = new TreeMap<>();
    everybody.forEach((person, usage) -> {
      PersonKey key = key(person);
      changed.put(key, of(usage).as(key));
    });
    return changed;
  }

  private static PersonUsage renamed(PersonUsage usage, UnaryOperator<String> name) {
    Map<AppId, AppUse> apps = new HashMap<>();
    List<AppUse> all = new ArrayList<>();
    for (AppUse use : usage.apps()) {
      AppUse then = named(use, name.apply(use.app().id().value()));
      // Two names that become one would be another application, and not another name.
      all.add(apps.putIfAbsent(then.app().id(), then) == null ? then : use);
    }
    return usage.with(all);
  }

  private static AppUse named(AppUse use, String name) {
    Application app = use.app();
    return use.of(
        new Application(
            new AppId(name),
            app.functions(),
            app.basis(),
            app.description(),
            app.answer(),
            app.wordGuess()));
  }

  private static AppUse scaled(AppUse use, Application app, double share) {
    return use.of(app).scaledTo(share);
  }
}
