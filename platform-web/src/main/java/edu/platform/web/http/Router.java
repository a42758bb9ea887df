package edu.platform.web.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the operation for a method and a path: a tree of path segments, so that the cost depends on
 * the depth of the path and not on how many operations there are, and a wrong method can be told
 * from a wrong path (RFC 9110, sections 15.5.5 and 15.5.6). A literal segment wins over a named
 * one.
 */
final class Router {

  private final Node root = new Node();

  Router(List<Endpoint> endpoints) {
    endpoints.forEach(this::add);
  }

  /**
   * Find what answers a request.
   *
   * @param method HTTP method, upper case
   * @param path raw path, not decoded, beginning with a slash
   * @return an operation with its path values, the methods that the path does have, or nothing
   */
  Match match(String method, String path) {
    List<String> values = new ArrayList<>(2);
    Node node = path.startsWith("/") ? find(root, path, 1, values) : null;
    if (node == null || node.endpoints.isEmpty()) {
      return Match.NotFound.INSTANCE;
    }
    // HEAD is GET without a body (RFC 9110, section 9.3.2).
    Endpoint endpoint = node.endpoints.get(method.equals("HEAD") ? "GET" : method);
    return endpoint == null
        ? new Match.OtherMethods(node.template, node.allow)
        : new Match.Found(endpoint, values.toArray(String[]::new));
  }

  private static Node find(Node node, String path, int from, List<String> values) {
    if (from > path.length()) {
      return node;
    }
    int slash = path.indexOf('/', from);
    int end = slash < 0 ? path.length() : slash;
    String segment = path.substring(from, end);
    Node literal = node.literals.get(segment);
    if (literal != null) {
      Node found = find(literal, path, end + 1, values);
      if (found != null) {
        return found;
      }
    }
    if (node.named == null || segment.isEmpty()) {
      return null;
    }
    values.add(segment);
    Node found = find(node.named, path, end + 1, values);
    if (found == null) {
      values.removeLast();
    }
    return found;
  }

  private void add(Endpoint endpoint) {
    Node node = root;
    for (String segment : endpoint.template().substring(1).split("/", -1)) {
      if (segment.startsWith("{")) {
        if (node.named == null) {
          node.named = new Node();
        }
        node = node.named;
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    if (node.endpoints.put(endpoint.method(), endpoint) != null) {
      throw new IllegalArgumentException(
          "two operations for " + endpoint.method() + " " + endpoint.template());
    }
    TreeSet<String> allowed = new TreeSet<>(node.endpoints.keySet());
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    node.template = endpoint.template();
    node.allow = String.join(", ", allowed);
  }

  /** What was found for a request. */
  sealed interface Match {

    /**
     * An operation.
     *
     * @param endpoint what answers
     * @param values of the named segments, raw, in the template's order
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once, by the request that it was made for.
    record Found(Endpoint endpoint, String[] values) implements Match {}

    /**
     * The path exists, the method does not.
     *
     * @param template of the path
     * @param allow value of the {@code Allow} header
     */
    record OtherMethods(String template, String allow) implements Match {}

    /** There is nothing at the path. */
    enum NotFound implements Match {
      /** The only one. */
      INSTANCE
    }
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private Node named;
    private String template = "";
    private String allow = "";
  }
}
