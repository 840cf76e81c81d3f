package com.orgscope.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What two persons sign, in words that they can read: what changes, from what to what, and why. It
 * counts once, here, and until it expires.
 *
 * @param installation the operators' log it is for
 * @param tenant {@link #ALL} or one company's id
 * @param subject what of its kind ({@code "2026-11-21.1"})
 * @param before what holds until then; empty where nothing does
 * @param after what holds then
 * @param nonce made at random, so that no two documents are the same
 */
public record OperatorDocument(
    String installation,
    Kind what,
    String tenant,
    String subject,
    SortedMap<String, String> before,
    SortedMap<String, String> after,
    String reason,
    String nonce,
    Instant made,
    Instant expires) {

  /** What a document may change. */
  public enum Kind {
    /** Who may sign. */
    KEYS,
    /** What releases may spend, and how small a group may be. */
    PRIVACY_POLICY,
    /** What one company promises its people, and what their managers see. */
    COUNCIL_POLICY,
    /** What widens what is seen, asked or kept in one company, beside its policy. */
    WIDENING,
    /** That a withdrawn release's period is drawn once more. */
    REDRAW,
    /** That somebody gets in beside a company's identity provider, until when. */
    EMERGENCY_ACCESS,
    /** That a company is deleted, with its keys. */
    TENANT_DELETION;

    /** As people read it. */
    public String words() {
      return this == COUNCIL_POLICY
          ? "works-council policy"
          : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** In the place of a tenant. */
  public static final String ALL = "all";

  private static final String FORM = "orgscope operator document 1\n";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public OperatorDocument {
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }

  /** What is signed: one line a value, in one order, quoted so that no value can look like two. */
  byte[] signedBytes() {
    StringBuilder text = new StringBuilder(FORM);
    line(text, "installation", installation);
    line(text, "what", what.name());
    line(text, "tenant", tenant);
    line(text, "subject", subject);
    lines(text, "before ", before);
    lines(text, "after ", after);
    line(text, "reason", reason);
    line(text, "nonce", nonce);
    line(text, "made", made.toString());
    line(text, "expires", expires.toString());
    return text.toString().getBytes(UTF_8);
  }

  private static void lines(StringBuilder text, String of, Map<String, String> values) {
    values.forEach((name, value) -> line(text, of + name, value));
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(JSON.writeValueAsString(name))
        .append(' ')
        .append(JSON.writeValueAsString(value))
        .append('\n');
  }

  /** A key by its fingerprint, which people compare; a whole one says no more to anybody. */
  private String shown(Map<String, String> values, String name) {
    String value = values.getOrDefault(name, "none");
    return what == Kind.KEYS && values.containsKey(name) ? OperatorKey.fingerprint(value) : value;
  }

  /** Only what differs, for people and the audit log. */
  public String change() {
    SortedMap<String, String> names = new TreeMap<>(before);
    names.putAll(after);
    StringBuilder said = new StringBuilder();
    for (String name : names.keySet()) {
      String old = shown(before, name);
      String fresh = shown(after, name);
      if (!old.equals(fresh)) {
        said.append(said.isEmpty() ? "" : ", ").append(name).append(": ").append(old);
        said.append(" -> ").append(fresh);
      }
    }
    return said.isEmpty() ? "nothing" : said.toString();
  }
}
