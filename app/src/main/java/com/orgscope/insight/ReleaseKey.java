package com.orgscope.insight;

import com.orgscope.kernel.Failure;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an installation signs its releases with: Ed25519. */
final class ReleaseKey {
  private static final String ALGORITHM = "Ed25519";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivateKey secret;
  private final PublicKey open;

  private ReleaseKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** As it rests in its file. */
  private record KeyDocument(String secret, String open) {}

  static ReleaseKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new ReleaseKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no release key can be made", e);
    }
  }

  /**
   * @throws GeneralSecurityException if the text is no key
   */
  static ReleaseKey parse(String text) throws GeneralSecurityException {
    try {
      KeyDocument document = JSON.readValue(text, KeyDocument.class);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new ReleaseKey(
          keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(document.secret()))),
          keys.generatePublic(new X509EncodedKeySpec(bytes(document.open()))));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new InvalidKeyException(e);
    }
  }

  String text() {
    return JSON.writeValueAsString(new KeyDocument(base64(secret.getEncoded()), open()));
  }

  /** The public half, for whoever checks a journal elsewhere. */
  String open() {
    return base64(open.getEncoded());
  }

  String sign(byte[] what) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(what);
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw Failure.bug("a release cannot be signed", e);
    }
  }

  boolean signed(byte[] what, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(open);
      check.update(what);
      return check.verify(bytes(signature));
    } catch (SignatureException | IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw Failure.bug("a signature cannot be checked", e);
    }
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
