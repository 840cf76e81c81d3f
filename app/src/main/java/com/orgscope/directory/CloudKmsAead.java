package com.orgscope.directory;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.crypto.tink.Aead;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.orgscope.kernel.Failure;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * One version of a key of Google Cloud KMS. Both sides check sums of what they get, as Google
 * advises: what was damaged on the way is no key set.
 *
 * @param client asked for at each use
 * @param key the key's resource name, by which it opens
 * @param version the version's, by which it seals
 */
record CloudKmsAead(Supplier<KeyManagementServiceClient> client, String key, String version)
    implements Aead {

  @Override
  public byte[] encrypt(byte[] plain, byte[] place) {
    EncryptRequest request =
        EncryptRequest.newBuilder()
            .setName(version)
            .setPlaintext(ByteString.copyFrom(plain))
            .setPlaintextCrc32C(sum(plain))
            .setAdditionalAuthenticatedData(ByteString.copyFrom(place))
            .setAdditionalAuthenticatedDataCrc32C(sum(place))
            .build();
    EncryptResponse answer = CloudKms.calling(version, () -> client.get().encrypt(request));
    byte[] sealed = answer.getCiphertext().toByteArray();
    if (!answer.getVerifiedPlaintextCrc32C()
        || !answer.getVerifiedAdditionalAuthenticatedDataCrc32C()
        || !answer.getCiphertextCrc32C().equals(sum(sealed))
        || !answer.getName().equals(version)) {
      throw damaged();
    }
    return sealed;
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] place) throws GeneralSecurityException {
    DecryptRequest request =
        DecryptRequest.newBuilder()
            .setName(key)
            .setCiphertext(ByteString.copyFrom(sealed))
            .setCiphertextCrc32C(sum(sealed))
            .setAdditionalAuthenticatedData(ByteString.copyFrom(place))
            .setAdditionalAuthenticatedDataCrc32C(sum(place))
            .build();
    DecryptResponse answer = CloudKms.calling(version, () -> opened(request));
    byte[] plain = answer.getPlaintext().toByteArray();
    if (!answer.hasPlaintextCrc32C()) {
      throw new GeneralSecurityException("it was sealed elsewhere or for something else");
    }
    if (!answer.getPlaintextCrc32C().equals(sum(plain))) {
      throw damaged();
    }
    return plain;
  }

  /** The service says of what it did not seal, or not for this place, that it is invalid. */
  private DecryptResponse opened(DecryptRequest request) {
    try {
      return client.get().decrypt(request);
    } catch (InvalidArgumentException e) {
      return DecryptResponse.getDefaultInstance();
    }
  }

  private Failure damaged() {
    return Failure.retry(
        "what was sent to or from Google Cloud KMS for " + version + " was damaged", null);
  }

  private static Int64Value sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, bytes.length);
    return Int64Value.of(sum.getValue());
  }
}
