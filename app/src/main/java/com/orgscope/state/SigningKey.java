package com.orgscope.state;

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
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A pair of Ed25519 keys: what an installation signs its releases and the ends of its audit logs
 * with, or a person a document.
 */
public final class SigningKey {
  private static final String ALGORITHM = "Ed25519";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrivateKey secret;
  private final PublicKey open;

  private SigningKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** As it rests in its file. */
  private record KeyDocument(String secret, String open) {}

  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw Failure.bug("no key can be made", e);
    }
  }

  /**
   * @throws GeneralSecurityException if the text is no key
   */
  public static SigningKey parse(String text) throws GeneralSecurityException {
    try {
      KeyDocument document = JSON.readValue(text, KeyDocument.class);
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      return new SigningKey(
          keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(document.secret()))),
          parseOpen(document.open()));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new InvalidKeyException(e);
    }
  }

  public String text() {
    return JSON.writeValueAsString(new KeyDocument(base64(secret.getEncoded()), open()));
  }

  /** The public half, for whoever checks what was signed. */
  public String open() {
    return base64(open.getEncoded());
  }

  public String sign(byte[] what) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(what);
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw Failure.bug("nothing can be signed", e);
    }
  }

  public boolean signed(byte[] what, String signature) {
    return signed(open(), what, signature);
  }

  /**
   * @param open the public half of whoever is said to have signed
   */
  public static boolean signed(String open, byte[] what, String signature) {
    try {
      byte[] signed = bytes(signature);
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(parseOpen(open));
      check.update(what);
      // The last character has bits that say nothing: one signature has one spelling.
      return base64(signed).equals(signature) && check.verify(signed);
    } catch (InvalidKeySpecException | SignatureException | IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw Failure.bug("a signature cannot be checked", e);
    }
  }

  /** Whether the text is a public half. */
  public static boolean isOpen(String text) {
    try {
      parseOpen(text);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static PublicKey parseOpen(String text) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(text)));
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
