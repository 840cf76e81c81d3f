package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.access.Consents;
import com.orgscope.access.Consents.Standing;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts into words what somebody is promised. */
@Component
@ConditionalOnWebApplication
final class ConsentPages {
  private final PageAccess access;
  private final Consents consents;
  private final Tenants tenants;

  ConsentPages(PageAccess access, Consents consents, Tenants tenants) {
    this.access = access;
    this.consents = consents;
    this.tenants = tenants;
  }

  private Standing mine(Caller caller) {
    return access.admitted(caller, Action.CONSENT, () -> consents.mine(caller));
  }

  void say(Caller caller, boolean counted) {
    access.admitted(
        caller,
        Action.CONSENT,
        () -> {
          consents.say(caller, counted);
          return counted;
        });
  }

  /** It has the notice, so that from then on it was shown to them. */
  ConsentPage shown(Caller caller) {
    access.admitted(
        caller,
        Action.CONSENT,
        () -> {
          consents.shown(caller);
          return true;
        });
    Standing mine = mine(caller);
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return new ConsentPage(
        mine.counted(),
        standing(mine, zone),
        promises(mine),
        mine.notice().text(),
        "Version %s, which you were shown first on %s."
            .formatted(mine.notice().version(), when(mine.noticeAt(), zone)),
        mine.counted() ? "Opt out" : "Take part",
        mine.counted() ? "out" : "in");
  }

  private static String when(@Nullable Instant at, ZoneId zone) {
    return at == null ? "no day" : Formats.day(LocalDate.ofInstant(at, zone));
  }

  private static String standing(Standing mine, ZoneId zone) {
    if (mine.counted()) {
      return mine.consent() == Consent.OPT_IN && mine.saidAt() != null
          ? "You take part since " + when(mine.saidAt(), zone) + "."
          : "You take part, unless you opt out.";
    }
    return mine.saidAt() == null
        ? "You do not take part: in your country people are asked first."
        : "You do not take part since " + when(mine.saidAt(), zone) + ".";
  }

  private static List<String> promises(Standing mine) {
    List<String> promises = new ArrayList<>();
    if (mine.counted()) {
      promises.add(manager(mine.managers()));
      promises.add(
          "If you opt out, you are in no analysis and no number from that moment on, and your manager"
              + " sees what they see of somebody of whom too little is known.");
    } else {
      promises.add(
          "You are in no analysis and no number. Your manager is not told why nothing is known of you.");
      promises.add(
          "What was said of you before is kept, and shown to nobody unless you take part again. You can"
              + " have it erased.");
    }
    promises.add("The security log of sign-ins stays as it is, whatever you choose.");
    return promises;
  }

  private static String manager(Managers sees) {
    return switch (sees) {
      case NOTHING -> "Your manager sees nothing that is said of you.";
      case CATEGORIES -> "Your manager sees what kind of work you mostly do, and not why.";
      case NAMED ->
          "Your manager sees what kind of work you mostly do, and why; never when, where or in which"
              + " order.";
    };
  }

  ConsentPage.Document document(Caller caller) {
    Standing mine = mine(caller);
    return new ConsentPage.Document(
        mine.counted(),
        mine.consent().word(),
        mine.managers().word(),
        mine.saidAt() == null ? null : mine.saidAt().toString(),
        new ConsentPage.Notice(
            mine.notice().version(),
            mine.notice().text(),
            mine.noticeAt() == null ? null : mine.noticeAt().toString()));
  }
}
