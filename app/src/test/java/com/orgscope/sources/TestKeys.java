package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key pair of an application, as providers hand it out and check it. */
public final class TestKeys {
  private static final KeyPair PAIR = pair();

  private TestKeys() {}

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static String pem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** Whether the token was signed with the key. */
  public static boolean signed(String token) {
    try {
      int dot = token.lastIndexOf('.');
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(PAIR.getPublic());
      signature.update(token.substring(0, dot).getBytes(US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static JsonNode claims(String token) {
    return part(token, 1);
  }

  public static JsonNode header(String token) {
    return part(token, 0);
  }

  private static JsonNode part(String token, int number) {
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[number]));
  }

  /** Whether a token has the public half of the key in its header, and nothing of the private. */
  public static boolean showsItsKey(String token) {
    JsonNode shown = header(token).path("jwk");
    byte[] modulus = Base64.getUrlDecoder().decode(shown.path("n").asString());
    byte[] exponent = Base64.getUrlDecoder().decode(shown.path("e").asString());
    RSAPublicKey key = (RSAPublicKey) PAIR.getPublic();
    return new BigInteger(1, modulus).equals(key.getModulus())
        && new BigInteger(1, exponent).equals(key.getPublicExponent())
        && shown.size() == 3;
  }
}
