package edu.platform.core.reports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the report of purchases (requirement R9.2).
 *
 * @param purchaseId its key
 * @param userId who bought
 * @param userName first name; none for erased users and for analysts
 * @param userSurname family name, likewise
 * @param courseId course
 * @param courseName its name
 * @param specializationName its specialisation
 * @param courseType name of the way it was bought; the kind for analysts
 * @param totalPrice minor units of the currency
 * @param refundedAmount minor units of the currency
 * @param currency ISO 4217 code
 * @param purchaseStatus such as {@code paid}
 * @param purchaseDate when it was ordered
 * @param paidAt when it was paid
 * @param teachersWorkPlaces of the course's teachers, distinct and sorted
 */
public record PurchaseRow(
    int purchaseId,
    int userId,
    Optional<String> userName,
    Optional<String> userSurname,
    int courseId,
    String courseName,
    String specializationName,
    String courseType,
    long totalPrice,
    long refundedAmount,
    String currency,
    String purchaseStatus,
    Instant purchaseDate,
    Optional<Instant> paidAt,
    List<String> teachersWorkPlaces) {

  /** Copies the list. */
  public PurchaseRow {
    teachersWorkPlaces = List.copyOf(teachersWorkPlaces);
  }
}
