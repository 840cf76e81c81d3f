package com.orgscope.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A JSON web token signed with RS256 (RFC 7515, 7518), which is all that providers ask of us. */
public final class SignedToken {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private SignedToken() {}

  /**
   * @param keyId how the provider calls the key, if it needs to be told
   * @param pem the private key in PKCS #8, as "BEGIN PRIVATE KEY"
   * @throws Failure for the operator, if that is no such key
   */
  public static String of(Map<String, Object> claims, @Nullable String keyId, String pem) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    if (keyId != null) {
      header.put("kid", keyId);
    }
    return signed(header, claims, pem);
  }

  /**
   * A proof that whoever sends it holds the key (RFC 9449): the public half is in its header.
   *
   * @throws Failure for the operator, if that is no such key
   */
  public static String proof(Map<String, Object> claims, String pem) {
    try {
      if (!(key(pem) instanceof RSAPrivateCrtKey key)) {
        throw new GeneralSecurityException("the public half cannot be told");
      }
      Map<String, Object> open = new LinkedHashMap<>();
      open.put("kty", "RSA");
      open.put("e", BASE64.encodeToString(unsigned(key.getPublicExponent())));
      open.put("n", BASE64.encodeToString(unsigned(key.getModulus())));
      Map<String, Object> header = new LinkedHashMap<>();
      header.put("typ", "dpop+jwt");
      header.put("jwk", open);
      return signed(header, claims, pem);
    } catch (GeneralSecurityException e) {
      throw noKey(e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String signed(Map<String, Object> kind, Map<String, Object> claims, String pem) {
    Map<String, Object> header = new LinkedHashMap<>(kind);
    header.put("alg", "RS256");
    String signed = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key(pem));
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw noKey(e);
    }
  }

  private static Failure noKey(GeneralSecurityException e) {
    return Failure.operator(
        "the private key is no RSA key in PKCS #8: give the one that begins with"
            + " '-----BEGIN PRIVATE KEY-----'",
        e);
  }

  private static PrivateKey key(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("no Base64", e);
    }
  }

  private static String part(Map<String, Object> content) {
    return BASE64.encodeToString(JSON.writeValueAsBytes(content));
  }
}
