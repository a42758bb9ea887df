package edu.platform.web.http;

import edu.platform.core.Patch;
import io.helidon.http.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a JSON body. Each is read by a {@link Rule}; all that is wrong is collected, and
 * {@link #check} refuses the body once all members were asked for. Before that, a member at fault
 * is {@code null}: nothing may be done with it.
 */
public final class Fields {

  private final Map<String, Object> members;
  private final Set<String> known = new HashSet<>();
  private final List<Problem.FieldError> malformed = new ArrayList<>();
  private final List<Problem.FieldError> invalid = new ArrayList<>();
  private String invalidCode = "validation_failed";
  private boolean checked;

  Fields(Map<String, Object> members) {
    this.members = new TreeMap<>(members);
  }

  /**
   * Read a member that must be there.
   *
   * @param name of the member
   * @param rule that it keeps
   * @param <T> what it holds
   * @return its value; {@code null} until {@link #check} has refused the body, if it is at fault
   */
  public <T> T required(String name, Rule<T> rule) {
    known.add(name);
    if (members.get(name) == null) {
      invalid.add(new Problem.FieldError(name, "is required"));
      return null;
    }
    return read(name, rule);
  }

  /**
   * Read a member that may be left out or {@code null}.
   *
   * @param name of the member
   * @param rule that it keeps
   * @param <T> what it holds
   * @return its value, or empty
   */
  public <T> Optional<T> optional(String name, Rule<T> rule) {
    known.add(name);
    return members.get(name) == null ? Optional.empty() : Optional.ofNullable(read(name, rule));
  }

  /**
   * Read a member of a PATCH that cannot be cleared.
   *
   * @param name of the member
   * @param rule that it keeps
   * @param <T> what it holds
   * @return the new value, or to keep it if it is left out
   */
  public <T> Patch<T> patch(String name, Rule<T> rule) {
    known.add(name);
    if (!members.containsKey(name)) {
      return Patch.keep();
    }
    if (members.get(name) == null) {
      invalid.add(new Problem.FieldError(name, "cannot be null"));
      return Patch.keep();
    }
    return Patch.set(read(name, rule));
  }

  /**
   * Read a member of a PATCH that {@code null} clears.
   *
   * @param name of the member
   * @param rule that it keeps
   * @param <T> what it holds
   * @return the new value or none, or to keep it if it is left out
   */
  public <T> Patch<Optional<T>> clearable(String name, Rule<T> rule) {
    known.add(name);
    return members.containsKey(name) ? Patch.set(optional(name, rule)) : Patch.keep();
  }

  /**
   * Say that a member does not fit to the others.
   *
   * @param name of the member
   * @param detail what was expected and what was found
   */
  public void refuse(String name, String detail) {
    invalid.add(new Problem.FieldError(name, detail));
  }

  /**
   * Tell whether all members read so far are fit to be compared with each other.
   *
   * @return whether none is at fault
   */
  public boolean fine() {
    return malformed.isEmpty() && invalid.isEmpty();
  }

  /**
   * Refuse the body if anything is wrong with it. To be called once, after all members were read.
   *
   * @throws ProblemException 400 {@code malformed_request} for members of a wrong type and unknown
   *     ones, else 422 {@code validation_failed} for missing ones and values that break a rule;
   *     with all fields at fault
   */
  public void check() {
    checked = true;
    for (String name : members.keySet()) {
      if (!known.contains(name)) {
        malformed.add(new Problem.FieldError(name, "is not known here; expected " + listed()));
      }
    }
    if (!malformed.isEmpty()) {
      throw ProblemException.ofFields(Status.BAD_REQUEST_400, "malformed_request", malformed);
    }
    if (!invalid.isEmpty()) {
      throw ProblemException.ofFields(ProblemException.UNPROCESSABLE_CONTENT, invalidCode, invalid);
    }
  }

  boolean isChecked() {
    return checked;
  }

  private String listed() {
    return known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList());
  }

  private <T> T read(String name, Rule<T> rule) {
    try {
      return rule.read(members.get(name));
    } catch (Rule.Malformed broken) {
      malformed.add(new Problem.FieldError(name, broken.getMessage()));
    } catch (Rule.Invalid broken) {
      broken.code().ifPresent(code -> invalidCode = code);
      invalid.add(new Problem.FieldError(name, broken.getMessage()));
    }
    return null;
  }
}
