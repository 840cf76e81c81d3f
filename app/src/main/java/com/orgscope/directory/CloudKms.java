package com.orgscope.directory;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import com.google.crypto.tink.Aead;
import com.google.protobuf.Duration;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Residency;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys of Google Cloud KMS, which never leave it: in the key ring each tenant has a key, and each
 * key made here is a version of that. Its name says which version wrapped, so that nothing depends
 * on which is the service's primary one, which takes hours to be the same everywhere.
 */
final class CloudKms implements KeyEncryptionKeys, AutoCloseable {
  private static final String SCHEME = "gcp-kms://";
  private static final Pattern RING =
      Pattern.compile("gcp-kms://(projects/[^/]+/locations/([^/]+)/keyRings/[^/]+)");
  private static final Pattern VERSION =
      Pattern.compile(
          "gcp-kms://((projects/[^/]+/locations/([^/]+)/keyRings/[^/]+/cryptoKeys/[^/]+)/cryptoKeyVersions/[0-9]+)");

  /** Until a version that is to be destroyed is: the least that the service takes. */
  private static final java.time.Duration CHANGE_OF_MIND = java.time.Duration.ofHours(24);

  private static final java.time.Duration FIRST_PAUSE = java.time.Duration.ofMillis(50);
  private static final java.time.Duration LONGEST_PAUSE = java.time.Duration.ofSeconds(2);

  /** What may pass by itself. */
  private static final Set<StatusCode.Code> PASSING =
      Set.of(
          StatusCode.Code.UNAVAILABLE,
          StatusCode.Code.RESOURCE_EXHAUSTED,
          StatusCode.Code.DEADLINE_EXCEEDED,
          StatusCode.Code.ABORTED,
          StatusCode.Code.INTERNAL);

  private final KeySettings settings;
  private final Residency residency;
  private @Nullable KeyManagementServiceClient client;
  private @Nullable ManagedChannel emulator;

  /**
   * @throws Failure for the operator, if a key ring is set that is none, or is of another region
   */
  CloudKms(KeySettings settings, Residency residency) {
    this.settings = settings;
    this.residency = residency;
    if (!settings.kmsUri().isBlank()) {
      var unused = ring();
    }
  }

  @Override
  public boolean holds(String key) {
    return key.startsWith(SCHEME);
  }

  @Override
  public String make(TenantId tenant) {
    String ring = ring();
    String name = ring + "/cryptoKeys/orgscope-" + tenant;
    return SCHEME + calling(name, () -> newVersion(ring, tenant, name));
  }

  private String newVersion(String ring, TenantId tenant, String name) {
    try {
      return client()
          .createCryptoKey(
              ring,
              "orgscope-" + tenant,
              CryptoKey.newBuilder()
                  .setPurpose(CryptoKeyPurpose.ENCRYPT_DECRYPT)
                  .setDestroyScheduledDuration(
                      Duration.newBuilder().setSeconds(CHANGE_OF_MIND.toSeconds()))
                  .build())
          .getPrimary()
          .getName();
    } catch (AlreadyExistsException e) {
      return client().createCryptoKeyVersion(name, CryptoKeyVersion.getDefaultInstance()).getName();
    }
  }

  @Override
  public Aead open(String key) {
    Matcher name = version(key);
    return new CloudKmsAead(this::client, name.group(2), name.group(1));
  }

  @Override
  public void destroy(String key) {
    String name = version(key).group(1);
    calling(
        name,
        () -> {
          try {
            CryptoKeyVersionState state = client().getCryptoKeyVersion(name).getState();
            if (state != CryptoKeyVersionState.DESTROYED
                && state != CryptoKeyVersionState.DESTROY_SCHEDULED) {
              var unused = client().destroyCryptoKeyVersion(name);
            }
          } catch (NotFoundException e) {
            // Gone for good.
          }
          return name;
        });
  }

  private String ring() {
    Matcher ring = RING.matcher(settings.kmsUri().strip());
    if (!ring.matches()) {
      throw Failure.operator(
          "orgscope.keys.kms-uri names no key ring: write gcp-kms://projects/P/locations/L/keyRings/R");
    }
    requireRegion(ring.group(2), settings.kmsUri().strip());
    return ring.group(1);
  }

  private Matcher version(String key) {
    Matcher name = VERSION.matcher(key);
    if (!name.matches()) {
      throw Failure.operator("'" + key + "' is no version of a key: restore the database's row");
    }
    requireRegion(name.group(3), key);
    return name;
  }

  private void requireRegion(String location, String key) {
    Optional<Region> region = region(location);
    if (region.isPresent()) {
      residency.require(region.get(), "the key " + key);
    } else if (residency.region() != null) {
      throw Failure.operator(
          "the key %s lies in %s, which is no place of the EU or the US alone: use a key ring of the installation's region"
              .formatted(key, location));
    }
  }

  /** Of one of Google's locations; none where it is of neither, or everywhere. */
  private static Optional<Region> region(String location) {
    if (location.equals("us") || location.startsWith("us-")) {
      return Optional.of(Region.US);
    }
    // London and Zurich.
    boolean outside = location.equals("europe-west2") || location.equals("europe-west6");
    return !outside && (location.equals("europe") || location.startsWith("europe-"))
        ? Optional.of(Region.EU)
        : Optional.empty();
  }

  /** Says what a refusal of the service means. */
  static <T> T calling(String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException e) {
      throw failure(name, e);
    }
  }

  private static Failure failure(String name, ApiException e) {
    StatusCode.Code code = e.getStatusCode().getCode();
    if (PASSING.contains(code)) {
      return Failure.retry("Google Cloud KMS could not use " + name + " this time", e);
    }
    return switch (code) {
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          Failure.operator(
              "Google Cloud KMS lets nobody of this machine use "
                  + name
                  + ": give its service account the rights that docs/operations.md lists",
              e);
      case NOT_FOUND ->
          Failure.operator(
              name + " is missing: names cannot be read without it; check the key ring", e);
      case FAILED_PRECONDITION ->
          Failure.operator(
              name
                  + " is disabled or destroyed: names cannot be read without it; enable it, or restore it while it is only scheduled to be destroyed",
              e);
      default -> Failure.operator("Google Cloud KMS refuses to use " + name + " (" + code + ")", e);
    };
  }

  private synchronized KeyManagementServiceClient client() {
    if (client == null) {
      try {
        client = KeyManagementServiceClient.create(clientSettings());
      } catch (IOException e) {
        throw Failure.operator(
            "no connection to Google Cloud KMS can be made: check the application default"
                + " credentials and orgscope.keys",
            e);
      }
    }
    return client;
  }

  private KeyManagementServiceSettings clientSettings() throws IOException {
    KeyManagementServiceSettings.Builder builder = KeyManagementServiceSettings.newBuilder();
    if (!settings.kmsEndpoint().isBlank()) {
      ManagedChannel channel =
          ManagedChannelBuilder.forTarget(settings.kmsEndpoint()).usePlaintext().build();
      emulator = channel;
      builder
          .setCredentialsProvider(NoCredentialsProvider.create())
          .setTransportChannelProvider(
              FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel)));
    }
    retried(builder.encryptSettings());
    retried(builder.decryptSettings());
    retried(builder.getCryptoKeyVersionSettings());
    retried(builder.destroyCryptoKeyVersionSettings());
    return builder.build();
  }

  /** Each may be asked twice; a version that is made twice only costs. */
  private void retried(UnaryCallSettings.Builder<?, ?> call) {
    call.setRetryableCodes(PASSING)
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(FIRST_PAUSE)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(LONGEST_PAUSE)
                .setInitialRpcTimeoutDuration(settings.kmsTimeout().dividedBy(2))
                .setMaxRpcTimeoutDuration(settings.kmsTimeout().dividedBy(2))
                .setTotalTimeoutDuration(settings.kmsTimeout())
                .build());
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (emulator != null) {
      emulator.shutdownNow();
      emulator = null;
    }
  }
}
