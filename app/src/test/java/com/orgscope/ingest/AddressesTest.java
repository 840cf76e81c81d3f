package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No row holds an address that leads to a household. */
class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "203.0.113.0, 203.0.113.0/24",
    "10.1.2.255, 10.1.2.0/24",
    "::ffff:203.0.113.77, 203.0.113.0/24",
    "2001:db8:7:1:2:3:4:5, 2001:db8:7::/48",
    "2001:DB8:7:FFFF::1, 2001:db8:7::/48",
    "2001:db8::1, 2001:db8::/48",
    "2001:0db8:0007::, 2001:db8:7::/48",
    "fe80::1, fe80::/48",
    "::1, ::/48"
  })
  void the_rest_of_an_address_is_dropped(String address, String prefix) {
    assertThat(Addresses.prefix(address)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113",
    "203.0.113.256",
    "203.0.113.77.1",
    "2001:db8:::1",
    "2001:db8:7:1:2:3:4",
    "12345::",
    "unknown",
    "a.b.c.d",
    "::ffff:1.2.3",
    "203.0.113.x"
  })
  void what_is_no_address_gives_nothing(String text) {
    assertThat(Addresses.prefix(text)).isNull();
  }
}
