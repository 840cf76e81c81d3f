package com.orgscope.quality.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Puts units in arms: the same ones wherever and whenever it is asked, half of each stratum in each
 * arm. Units are people, or groups of people who share their work and would tell each other.
 */
public final class ArmAssignment {
  private static final String MAC = "HmacSHA256";

  private ArmAssignment() {}

  /**
   * Half in each arm, in every stratum as near as its number allows, and in all within one.
   *
   * @param strata the stratum of each unit, by what was known before the experiment
   * @param seed of this experiment alone, so that two experiments share no arm
   */
  public static Map<String, Arm> of(Map<String, String> strata, byte[] seed) {
    Map<String, List<String>> units = new TreeMap<>();
    strata.forEach(
        (unit, stratum) -> units.computeIfAbsent(stratum, name -> new ArrayList<>()).add(unit));
    Mac mac = mac(seed);
    Map<String, Arm> arms = new LinkedHashMap<>();
    // An odd stratum's last unit goes to the other arm than the last odd one's.
    Arm next = drawn(mac, "first").charAt(0) < '8' ? Arm.CONTROL : Arm.TREATMENT;
    for (List<String> of : units.values()) {
      of.sort(
          Comparator.comparing((String unit) -> drawn(mac, "unit " + unit)).thenComparing(u -> u));
      for (String unit : of) {
        arms.put(unit, next);
        next = next.other();
      }
    }
    return arms;
  }

  private static String drawn(Mac mac, String name) {
    return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
  }

  private static Mac mac(byte[] seed) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(seed, MAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
