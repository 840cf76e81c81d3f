package com.orgscope.audit;

import com.orgscope.kernel.Failure;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** TLS to a receiver, with certificates in files. */
final class Trust {
  private static final int LONGEST = 200;

  private Trust() {}

  /**
   * @param authorities who vouches for the receiver; null for those of Java
   * @param certificate who we are; null for nobody
   * @throws Failure for the operator, if a file cannot be used
   */
  static SSLContext context(
      @Nullable Path authorities,
      @Nullable Path certificate,
      @Nullable Path privateKey,
      String destination) {
    try {
      PemSslStoreDetails trusted =
          authorities == null ? null : PemSslStoreDetails.forCertificate(authorities.toUri() + "");
      PemSslStoreDetails own =
          certificate == null || privateKey == null
              ? null
              : PemSslStoreDetails.forCertificate(certificate.toUri() + "")
                  .withPrivateKey(privateKey.toUri() + "");
      return SslBundle.of(new PemSslStoreBundle(own, trusted)).createSslContext();
    } catch (RuntimeException e) {
      throw Failure.operator(
          "orgscope.audit.%s: its certificates cannot be used: %s".formatted(destination, words(e)),
          e);
    }
  }

  /** Of the cause at the bottom, in one short line. */
  static String words(Throwable trouble) {
    Throwable last = trouble;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    String text =
        (message == null ? last.getClass().getSimpleName() : message).replaceAll("\\s+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
