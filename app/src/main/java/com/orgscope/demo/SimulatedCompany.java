package com.orgscope.demo;

import java.util.List;
import java.util.Map;

/**
 * A company that plainly does not exist.
 *
 * @param people the personnel file, in the order of employee ids
 * @param applications what the company says of applications it built itself, by their label
 */
public record SimulatedCompany(
    String name,
    String domain,
    String industry,
    List<SimulatedPerson> people,
    Map<String, String> applications) {}
