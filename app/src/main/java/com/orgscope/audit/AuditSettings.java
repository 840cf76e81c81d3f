package com.orgscope.audit;

import com.orgscope.kernel.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ends of audit logs, and the logs, go outside the database.
 *
 * @param sealFolder a path from the root, best on another machine's disk that is only added to; the
 *     folder {@code seals} of the home where none is named
 * @param keepYears so many years an entry is kept, and who looked at whom; one at least
 * @param lagLimit so long may something wait to leave the house; then it is told
 * @param syslog a receiver by syslog over TLS
 * @param webhook a receiver by HTTPS
 */
@ConfigurationProperties("orgscope.audit")
record AuditSettings(
    @Nullable Path sealFolder,
    @DefaultValue("7") int keepYears,
    @DefaultValue("5m") Duration lagLimit,
    @DefaultValue Syslog syslog,
    @DefaultValue Webhook webhook) {
  /** What is promised; less is warned of. */
  static final int PROMISED_YEARS = 7;

  private static final int FEWEST_YEARS = 1;
  private static final int MOST_YEARS = 100;
  private static final int HIGHEST_PORT = 65_535;

  AuditSettings {
    require(sealFolder, "seal-folder");
    if (keepYears < FEWEST_YEARS || keepYears > MOST_YEARS) {
      throw Failure.operator(
          "orgscope.audit.keep-years: %d to %d, and %d is what is promised to people"
              .formatted(FEWEST_YEARS, MOST_YEARS, PROMISED_YEARS));
    }
    if (!lagLimit.isPositive()) {
      throw Failure.operator("orgscope.audit.lag-limit: more than nothing is needed");
    }
  }

  /**
   * RFC 5424 over RFC 5425.
   *
   * @param address {@code host:port}; empty for none
   * @param caFile PEM, a path from the root: who vouches for the receiver; those of Java where none
   *     is named
   * @param certificateFile PEM, a path from the root, for a receiver that asks who we are
   * @param privateKeyFile of that certificate, PEM
   * @param entries whether entries go there too, and not seals alone
   */
  record Syslog(
      @DefaultValue("") String address,
      @Nullable Path caFile,
      @Nullable Path certificateFile,
      @Nullable Path privateKeyFile,
      @DefaultValue("false") boolean entries) {
    Syslog {
      address = address.strip();
      require(caFile, "syslog.ca-file");
      require(certificateFile, "syslog.certificate-file");
      require(privateKeyFile, "syslog.private-key-file");
      if ((certificateFile == null) != (privateKeyFile == null)) {
        throw Failure.operator(
            "orgscope.audit.syslog: certificate-file and private-key-file go together");
      }
      if (!address.isEmpty()) {
        URI uri = parsed("tls://" + address, "syslog.address");
        if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > HIGHEST_PORT) {
          throw Failure.operator("orgscope.audit.syslog.address: host:port is needed");
        }
      }
    }

    boolean present() {
      return !address.isEmpty();
    }

    URI uri() {
      return URI.create("tls://" + address);
    }
  }

  /**
   * POST of JSON, signed.
   *
   * @param url begins with {@code https://}; empty for none
   * @param keyFile a path from the root: secrets of at least 32 characters, one a line, with each
   *     of which what is sent is signed; it is read anew each time
   * @param caFile PEM, a path from the root: who vouches for the receiver; those of Java where none
   *     is named
   * @param entries whether entries go there too, and not seals alone
   */
  record Webhook(
      @DefaultValue("") String url,
      @Nullable Path keyFile,
      @Nullable Path caFile,
      @DefaultValue("false") boolean entries) {
    Webhook {
      url = url.strip();
      require(keyFile, "webhook.key-file");
      require(caFile, "webhook.ca-file");
      if (!url.isEmpty()) {
        URI uri = parsed(url, "webhook.url");
        if (!"https".equals(uri.getScheme())
            || uri.getHost() == null
            || uri.getUserInfo() != null) {
          throw Failure.operator(
              "orgscope.audit.webhook.url: https:// and a host are needed, without a password");
        }
        if (keyFile == null) {
          throw Failure.operator(
              "orgscope.audit.webhook.key-file: a file with a secret is needed, to sign with");
        }
      }
    }

    boolean present() {
      return !url.isEmpty();
    }
  }

  private static void require(@Nullable Path path, String name) {
    if (path != null && !path.isAbsolute()) {
      throw new IllegalArgumentException(
          "orgscope.audit.%s: a path from the root is needed, not %s".formatted(name, path));
    }
  }

  private static URI parsed(String text, String name) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw Failure.operator("orgscope.audit." + name + " cannot be read: " + e.getReason(), e);
    }
  }
}
