package edu.platform.web.purchases;

import io.avaje.jsonb.Json;

/**
 * What the provider is told about an event.
 *
 * @param outcome such as {@code applied}
 */
@Json(naming = Json.Naming.LowerUnderscore)
record PaymentReceipt(String outcome) {}
