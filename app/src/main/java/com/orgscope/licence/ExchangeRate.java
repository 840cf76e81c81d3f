package com.orgscope.licence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What a unit of a currency was worth on a day: an assumption, since it changes.
 *
 * @param usd dollars for one unit
 * @param source who says so
 */
public record ExchangeRate(Currency currency, BigDecimal usd, LocalDate day, String source) {}
