package com.orgscope.signin;

import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.signin.KeptAnswerStore.Row;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Writes of programs that bring a key of their own (the IETF's Idempotency-Key): the same request
 * with the same key gets the same answer for a day. Keys are of one caller: somebody else's key is
 * another key. What is kept is sealed under the key and once more under the company's, so that it
 * opens here, to whoever brings the key again, and to nobody else.
 */
@Component
public final class KeptAnswers {
  /** So long the same request gets the same answer. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** So long after it began a request that never ended is begun again; each ends far sooner. */
  public static final Duration LOST = Duration.ofMinutes(2);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{16,128}");
  private static final String HMAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeptAnswerStore store;
  private final TenantEncryption encryption;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  KeptAnswers(KeptAnswerStore store, TenantEncryption encryption, InstantSource clock) {
    this.store = store;
    this.encryption = encryption;
    this.clock = clock;
  }

  /** What becomes of a request. */
  public sealed interface Repeat {
    /** It is the first: whoever asked answers it, then keeps or forgets. */
    record First(Ask ask) implements Repeat {}

    /** It was answered. */
    record Answered(byte[] answer) implements Repeat {}

    /** The same is being answered. */
    record UnderWay() implements Repeat {}

    /** The key came before, with another request. */
    record OtherRequest() implements Repeat {}
  }

  /** Who asks, with which key. */
  public static final class Ask {
    private final Caller caller;
    private final String key;

    private Ask(Caller caller, String key) {
      this.caller = caller;
      this.key = key;
    }

    private byte[] text(String what) {
      return String.join(
              "\n", what, caller.tenant().value(), caller.role().name(), caller.principal(), key)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Whether it is one that is taken: 16 to 128 letters, digits and {@code . _ : -}. */
  public static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /**
   * Whose turn it is.
   *
   * @param request the hash of what is asked
   */
  public Repeat turn(Caller caller, String key, byte[] request) {
    return turn(new Ask(caller, key), keyed(caller.tenant(), "request", request));
  }

  private Repeat turn(Ask ask, byte[] request) {
    Caller caller = ask.caller;
    byte[] name = name(ask);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Row row = store.begin(caller.tenant(), name, request, now, now.plus(LIFE)).orElse(null);
    if (row == null) {
      return new Repeat.First(ask);
    }
    if (!MessageDigest.isEqual(row.request(), request)) {
      return new Repeat.OtherRequest();
    }
    byte[] answer = row.answer();
    if (answer != null) {
      return new Repeat.Answered(opened(ask, answer));
    }
    boolean lost =
        row.beganAt().plus(LOST).isBefore(now)
            && store.again(caller.tenant(), name, row.beganAt(), now);
    return lost ? new Repeat.First(ask) : new Repeat.UnderWay();
  }

  /** What whoever brings the key again gets. */
  public void keep(Ask ask, byte[] answer) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, ask, nonce, answer);
    byte[] kept = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, kept, NONCE_BYTES, sealed.length);
    byte[] name = name(ask);
    TenantId tenant = ask.caller.tenant();
    // A caller's key may be guessed from what is known of them: the company's key may not.
    store.keep(tenant, name, encryption.seal(tenant, kept, place(name)));
  }

  /** Nothing was done: the same may be asked anew. */
  public void forget(Ask ask) {
    store.forget(ask.caller.tenant(), name(ask));
  }

  /**
   * What nobody can bring again.
   *
   * @return how many went
   */
  public long forgetEnded(TenantId tenant) {
    return store.forgetEnded(tenant, clock.instant());
  }

  /**
   * Of whomever they are: that cannot be told from what is kept. A request that is sent again is
   * then done again.
   *
   * @return how many went
   */
  public long forgetAll(TenantId tenant) {
    return store.forgetAll(tenant);
  }

  /** Under what it is found: who has the database cannot try who may have asked for what. */
  private byte[] name(Ask ask) {
    return keyed(ask.caller.tenant(), "ask", ask.text("ask"));
  }

  private byte[] keyed(TenantId tenant, String purpose, byte[] what) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(encryption.derivedKey(tenant, "kept-answer-" + purpose), HMAC));
      return mac.doFinal(what);
    } catch (GeneralSecurityException e) {
      throw Failure.bug("an answer that is kept cannot be named", e);
    }
  }

  private static String place(byte[] name) {
    return "kept_answer/" + HexFormat.of().formatHex(name);
  }

  private byte[] opened(Ask ask, byte[] sealed) {
    byte[] kept = encryption.open(ask.caller.tenant(), sealed, place(name(ask)));
    return crypt(
        Cipher.DECRYPT_MODE,
        ask,
        Arrays.copyOf(kept, NONCE_BYTES),
        Arrays.copyOfRange(kept, NONCE_BYTES, kept.length));
  }

  private static byte[] crypt(int mode, Ask ask, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          mode,
          new SecretKeySpec(Sha256.of(ask.text("seal")), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw Failure.bug("an answer that was kept cannot be sealed or opened", e);
    }
  }
}
