package com.orgscope.usage;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which application a label means, and what that application is for.
 *
 * <p>A tenant's own description goes before the list of known applications, the list before the
 * words of a name. Names are compared whole, without what can only be decoration ("-prod", "SSO",
 * the company's name); a part of a text never decides. Safe for threads; each distinct question is
 * worked out once. A changed description is noticed within a minute.
 */
@Component
public final class Applications {
  private static final Duration DESCRIPTIONS_KEPT = Duration.ofMinutes(1);
  private static final int TENANTS_KEPT = 200;

  private final TenantVocabulary voice;
  private final Spellings spellings;
  private final LoadingCache<TenantId, TenantApplications> tenants;

  Applications(TenantVocabulary voice, Spellings spellings) {
    this.voice = voice;
    this.spellings = spellings;
    this.tenants =
        Caffeine.newBuilder()
            .expireAfterWrite(DESCRIPTIONS_KEPT)
            .scheduler(Scheduler.systemScheduler())
            .maximumSize(TENANTS_KEPT)
            .build(this::load);
  }

  private TenantApplications load(TenantId tenant) {
    return new TenantApplications(
        KnownApplications.instance(),
        Text.PLACEMENT,
        voice.names(tenant),
        voice.descriptions(tenant),
        voice.answers(tenant),
        spellings.of(tenant));
  }

  /**
   * The one name of an application under the providers' many: the list's name, or for an
   * application that no list knows its label in lower case. {@link #application} says how people
   * read it.
   *
   * @param rawLabel what administrators called it
   * @param rawDefinitionName what the provider's own catalogue calls it (Okta's app definition); a
   *     generic one ("SAML Service Provider") says nothing
   * @param domain host or URL, if the event names one
   * @throws IllegalArgumentException if all three are blank
   */
  public AppId canonical(
      TenantId tenant,
      String rawLabel,
      @Nullable String rawDefinitionName,
      @Nullable String domain) {
    TenantApplications own = tenants.get(tenant);
    AppId id = own.canonical(rawLabel, rawDefinitionName, domain);
    String spelling = Label.trimmed(rawLabel);
    if (Label.folded(rawLabel).equals(id.value()) && own.newSpelling(id.value(), spelling)) {
      spellings.seen(tenant, id.value(), spelling);
      own.learn(id.value(), spelling);
    }
    return id;
  }

  /** Which of them are withheld now. */
  SensitiveRule sensitive(TenantId tenant) {
    return new SensitiveRule(voice.sensitive(tenant));
  }

  /** What was said of the tenant's applications has changed, and holds at once in this process. */
  public void forget(TenantId tenant) {
    tenants.invalidate(tenant);
  }

  /** What an application is for, and on what ground; never empty-handed, see {@link Basis#NONE}. */
  public Application application(TenantId tenant, AppId id) {
    return tenants.get(tenant).application(id);
  }

  /** All functions an application may have, in the order of their list. */
  public Collection<WorkFunction> functions() {
    return KnownApplications.instance().functions();
  }

  /** How people call a function; its id if there is no such function. */
  public String functionName(String id) {
    return WorkFunction.nameOf(id);
  }

  private static final class Text {
    private static final TextPlacement PLACEMENT = new TextPlacement(KnownApplications.instance());
  }
}
