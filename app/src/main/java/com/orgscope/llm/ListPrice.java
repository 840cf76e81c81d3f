package com.orgscope.llm;

import com.orgscope.kernel.Failure;
import java.time.LocalDate;

/** What calls would cost by the newest list price, whatever an operator has agreed on. */
public final class ListPrice {
  private final Price price;

  private ListPrice(Price price) {
    this.price = price;
  }

  /**
   * @throws Failure of kind BUG, if the list does not have the model
   */
  public static ListPrice of(String model) {
    return new ListPrice(
        PriceTable.with("")
            .on(LocalDate.MAX, model)
            .orElseThrow(() -> Failure.bug("no price of " + model + " is listed", null)));
  }

  /** In dollars. */
  public double usd(Tokens tokens) {
    return price.costNano(tokens) / 1e9;
  }
}
