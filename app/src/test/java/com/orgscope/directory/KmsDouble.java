package com.orgscope.directory;

import com.google.cloud.kms.v1.CreateCryptoKeyRequest;
import com.google.cloud.kms.v1.CreateCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.DestroyCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyVersionRequest;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * Google Cloud KMS as far as keys are made, used and destroyed, on the wire. It can refuse, be
 * away, be slow, and damage what it answers.
 */
final class KmsDouble implements AutoCloseable {
  static final String RING = "projects/p/locations/europe-west3/keyRings/r";
  private static final String SERVICE = "google.cloud.kms.v1.KeyManagementService/";

  private final Server server;
  private final Map<String, Version> versions = new LinkedHashMap<>();
  private final ArrayDeque<Status> failures = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean damages;
  private boolean hangs;
  private int calls;

  private static final class Version {
    final Aead aead;
    CryptoKeyVersionState state = CryptoKeyVersionState.ENABLED;

    Version() {
      try {
        aead =
            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                .getPrimitive(AeadConfig2026.get(), Aead.class);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private interface Answer<Q, A> {
    A to(Q question) throws GeneralSecurityException;
  }

  KmsDouble() {
    try {
      server =
          ServerBuilder.forPort(0)
              .addService(
                  ServerServiceDefinition.builder("google.cloud.kms.v1.KeyManagementService")
                      .addMethod(
                          method(
                              "Encrypt",
                              EncryptRequest.getDefaultInstance(),
                              EncryptResponse.getDefaultInstance()),
                          answering(this::encrypt))
                      .addMethod(
                          method(
                              "Decrypt",
                              DecryptRequest.getDefaultInstance(),
                              DecryptResponse.getDefaultInstance()),
                          answering(this::decrypt))
                      .addMethod(
                          method(
                              "CreateCryptoKey",
                              CreateCryptoKeyRequest.getDefaultInstance(),
                              CryptoKey.getDefaultInstance()),
                          answering(this::create))
                      .addMethod(
                          method(
                              "CreateCryptoKeyVersion",
                              CreateCryptoKeyVersionRequest.getDefaultInstance(),
                              CryptoKeyVersion.getDefaultInstance()),
                          answering(this::createVersion))
                      .addMethod(
                          method(
                              "GetCryptoKeyVersion",
                              GetCryptoKeyVersionRequest.getDefaultInstance(),
                              CryptoKeyVersion.getDefaultInstance()),
                          answering(this::get))
                      .addMethod(
                          method(
                              "DestroyCryptoKeyVersion",
                              DestroyCryptoKeyVersionRequest.getDefaultInstance(),
                              CryptoKeyVersion.getDefaultInstance()),
                          answering(this::destroy))
                      .build())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of an installation that keeps its keys here. */
  KeySettings settings(Duration timeout) {
    return new KeySettings("gcp-kms://" + RING, "127.0.0.1:" + server.getPort(), timeout);
  }

  /** The next calls end so. */
  synchronized void fail(Status status, int times) {
    for (int i = 0; i < times; i++) {
      failures.add(status);
    }
  }

  /** What it answers from now on is not what it worked out. */
  synchronized void damage() {
    damages = true;
  }

  /** It answers nobody any more. */
  synchronized void hang() {
    hangs = true;
  }

  synchronized int calls() {
    return calls;
  }

  /** As an administrator may, by another way. */
  synchronized void change(String version, CryptoKeyVersionState state) {
    version(version).state = state;
  }

  synchronized CryptoKeyVersionState state(String version) {
    return version(version).state;
  }

  private EncryptResponse encrypt(EncryptRequest asked) throws GeneralSecurityException {
    requireSum(asked.getPlaintext(), asked.getPlaintextCrc32C());
    requireSum(
        asked.getAdditionalAuthenticatedData(), asked.getAdditionalAuthenticatedDataCrc32C());
    byte[] sealed =
        enabled(asked.getName())
            .aead
            .encrypt(
                asked.getPlaintext().toByteArray(),
                asked.getAdditionalAuthenticatedData().toByteArray());
    // The service's own cipher texts say which version sealed them.
    ByteString text =
        ByteString.copyFromUtf8(asked.getName() + "\n").concat(ByteString.copyFrom(sealed));
    return EncryptResponse.newBuilder()
        .setName(asked.getName())
        .setCiphertext(damages ? text.concat(ByteString.copyFromUtf8("x")) : text)
        .setCiphertextCrc32C(sum(text))
        .setVerifiedPlaintextCrc32C(true)
        .setVerifiedAdditionalAuthenticatedDataCrc32C(true)
        .build();
  }

  private DecryptResponse decrypt(DecryptRequest asked) {
    requireSum(asked.getCiphertext(), asked.getCiphertextCrc32C());
    byte[] text = asked.getCiphertext().toByteArray();
    String name = asked.getCiphertext().toStringUtf8().lines().findFirst().orElse("");
    if (!name.startsWith(asked.getName() + "/") || !versions.containsKey(name)) {
      throw Status.INVALID_ARGUMENT.asRuntimeException();
    }
    try {
      ByteString plain =
          ByteString.copyFrom(
              enabled(name)
                  .aead
                  .decrypt(
                      java.util.Arrays.copyOfRange(text, name.length() + 1, text.length),
                      asked.getAdditionalAuthenticatedData().toByteArray()));
      return DecryptResponse.newBuilder()
          .setPlaintext(damages ? plain.concat(ByteString.copyFromUtf8("x")) : plain)
          .setPlaintextCrc32C(sum(plain))
          .build();
    } catch (GeneralSecurityException e) {
      throw Status.INVALID_ARGUMENT.asRuntimeException();
    }
  }

  private CryptoKey create(CreateCryptoKeyRequest asked) {
    String name = asked.getParent() + "/cryptoKeys/" + asked.getCryptoKeyId();
    if (versions.keySet().stream().anyMatch(version -> version.startsWith(name + "/"))) {
      throw Status.ALREADY_EXISTS.asRuntimeException();
    }
    if (asked.getCryptoKey().getPurpose() != CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT) {
      throw Status.INVALID_ARGUMENT.asRuntimeException();
    }
    return CryptoKey.newBuilder().setName(name).setPrimary(added(name)).build();
  }

  private CryptoKeyVersion createVersion(CreateCryptoKeyVersionRequest asked) {
    return added(asked.getParent());
  }

  private CryptoKeyVersion added(String key) {
    long number = 1 + versions.keySet().stream().filter(v -> v.startsWith(key + "/")).count();
    String name = key + "/cryptoKeyVersions/" + number;
    versions.put(name, new Version());
    return described(name);
  }

  private CryptoKeyVersion get(GetCryptoKeyVersionRequest asked) {
    return described(asked.getName());
  }

  private CryptoKeyVersion destroy(DestroyCryptoKeyVersionRequest asked) {
    Version version = version(asked.getName());
    if (version.state == CryptoKeyVersionState.DESTROYED
        || version.state == CryptoKeyVersionState.DESTROY_SCHEDULED) {
      throw Status.FAILED_PRECONDITION.asRuntimeException();
    }
    version.state = CryptoKeyVersionState.DESTROY_SCHEDULED;
    return described(asked.getName());
  }

  private CryptoKeyVersion described(String name) {
    return CryptoKeyVersion.newBuilder().setName(name).setState(version(name).state).build();
  }

  private Version enabled(String name) {
    Version version = version(name);
    if (version.state != CryptoKeyVersionState.ENABLED) {
      throw Status.FAILED_PRECONDITION.asRuntimeException();
    }
    return version;
  }

  private Version version(String name) {
    Version version = versions.get(name);
    if (version == null) {
      throw Status.NOT_FOUND.asRuntimeException();
    }
    return version;
  }

  private static void requireSum(ByteString bytes, Int64Value said) {
    if (!sum(bytes).equals(said)) {
      throw Status.INVALID_ARGUMENT.asRuntimeException();
    }
  }

  private static Int64Value sum(ByteString bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.asReadOnlyByteBuffer());
    return Int64Value.of(sum.getValue());
  }

  private <Q extends Message, A extends Message> io.grpc.ServerCallHandler<Q, A> answering(
      Answer<Q, A> answer) {
    return ServerCalls.asyncUnaryCall((question, to) -> {
      try {
        to.onNext(answered(answer, question));
        to.onCompleted();
      } catch (io.grpc.StatusRuntimeException e) {
        to.onError(e);
      } catch (GeneralSecurityException | InterruptedException e) {
        to.onError(Status.UNKNOWN.withCause(e).asRuntimeException());
      }
    });
  }

  private <Q, A> A answered(Answer<Q, A> answer, Q question)
      throws GeneralSecurityException, InterruptedException {
    boolean hanging;
    synchronized (this) {
      calls++;
      hanging = hangs;
      Status failure = failures.poll();
      if (failure != null) {
        throw failure.asRuntimeException();
      }
      if (!hanging) {
        return answer.to(question);
      }
    }
    closed.await();
    throw Status.CANCELLED.asRuntimeException();
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      String name, Q question, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(SERVICE + name)
        .setRequestMarshaller(ProtoUtils.marshaller(question))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }

  @Override
  public void close() {
    closed.countDown();
    server.shutdownNow();
    try {
      server.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
