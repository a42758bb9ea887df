package edu.platform.core.purchases;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a payment event is about (requirements R10.2, R10.4). */
public enum PaymentType {
  /** The money has arrived. */
  PAYMENT_SUCCEEDED("payment.succeeded"),
  /** An attempt to pay has failed; another may follow. */
  PAYMENT_FAILED("payment.failed"),
  /** We have asked the provider to give money back. */
  REFUND_REQUESTED("refund.requested"),
  /** The provider has given it back. */
  REFUND_SUCCEEDED("refund.succeeded");

  private static final Map<String, PaymentType> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(PaymentType::code, Function.identity()));

  private final String code;

  PaymentType(String code) {
    this.code = code;
  }

  /**
   * Return the type as the database and the API write it.
   *
   * @return such as {@code payment.succeeded}
   */
  public String code() {
    return code;
  }

  /**
   * Return all types by their codes.
   *
   * @return all of them
   */
  public static Map<String, PaymentType> byCode() {
    return BY_CODE;
  }
}
