package com.orgscope.directory;

import com.google.crypto.tink.Aead;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Residency;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Every place with keys that wrap tenants' key sets: new ones are made where the settings say, and
 * those of before are found where they are.
 */
@Component
final class KeyPlaces implements AutoCloseable {
  private final CloudKms service;
  private final List<KeyEncryptionKeys> places;
  private final KeyEncryptionKeys forNew;

  /**
   * @throws Failure for the operator, if the settings name no key ring, or one of another region
   */
  KeyPlaces(Home home, KeySettings settings, Residency residency) {
    service = new CloudKms(settings, residency);
    KeyFiles files = new KeyFiles(home);
    places = List.of(files, service);
    forNew = settings.kmsUri().isBlank() ? files : service;
  }

  String make(TenantId tenant) {
    return forNew.make(tenant);
  }

  Aead open(String key) {
    return place(key).open(key);
  }

  void destroy(String key) {
    place(key).destroy(key);
  }

  private KeyEncryptionKeys place(String key) {
    return places.stream()
        .filter(place -> place.holds(key))
        .findFirst()
        .orElseThrow(() ->
            Failure.operator(
                "nobody knows where the key '" + key + "' is: restore the database's row"));
  }

  @Override
  public void close() {
    service.close();
  }
}
