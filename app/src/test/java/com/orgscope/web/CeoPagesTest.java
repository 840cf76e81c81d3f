package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CeoPagesTest {
  @Test
  void what_each_loses_is_minutes_where_it_is_less_than_an_hour() {
    MadeUpRelease company = new MadeUpRelease().group("Sales", "Sales", 1000, 45);
    assertThat(CeoPages.each(company.release().total())).isEqualTo("2.7 min a week each");
    MadeUpRelease slow = new MadeUpRelease().group("Sales", "Sales", 10, 25);
    assertThat(CeoPages.each(slow.release().total())).isEqualTo("2.5 h a week each");
  }
}
