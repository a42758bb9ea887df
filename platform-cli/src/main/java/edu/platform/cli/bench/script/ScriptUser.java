package edu.platform.cli.bench.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

import edu.platform.cli.bench.Answer;
import edu.platform.cli.bench.ByteText;
import edu.platform.cli.bench.Request;
import edu.platform.cli.bench.Target;
import edu.platform.cli.bench.VirtualUser;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A user who goes through one flow after another. */
final class ScriptUser implements VirtualUser {
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(US_ASCII);
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(US_ASCII);
  private static final byte[] IF_NONE_MATCH = "If-None-Match: ".getBytes(US_ASCII);
  private static final byte[] ETAG = "etag".getBytes(US_ASCII);

  private final byte[] commonHeaders;
  private final Script script;
  private final SplittableRandom random;
  private final double totalWeight;
  private final ByteText[] values;
  private final ByteText path = new ByteText();
  private final ByteText head = new ByteText();
  private final ByteText body = new ByteText();
  private final ByteText looked = new ByteText();
  private final ByteText wanted = new ByteText();
  private final EntityTags tags = new EntityTags();

  private Flow flow; // null when the last one was given up
  private int next; // index of the step to send next
  private int sent; // how often it was sent in a row
  private Step step; // the one that was sent last

  ScriptUser(Target target, Script script, long seed) {
    this.script = script;
    commonHeaders = target.commonHeaders();
    random = new SplittableRandom(seed);
    totalWeight = script.flows().stream().mapToDouble(Flow::weight).sum();
    values =
        IntStream.range(0, script.slots()).mapToObj(_ -> new ByteText()).toArray(ByteText[]::new);
  }

  @Override
  public boolean thinksBeforeNext() {
    return true;
  }

  @Override
  public void writeNext(Request request, long nowNanos) {
    step = choose();
    path.begin();
    step.path().render(values, Template.Place.URL, path);
    body.begin();
    if (step.body().isPresent()) {
      Step.Body sentBody = step.body().get();
      Template.Place place = sentBody.json() ? Template.Place.JSON : Template.Place.PLAIN;
      sentBody.text().render(values, place, body);
    }
    writeHead();
    request
        .begin(step.operation())
        .append(head.bytes(), 0, head.length())
        .append(body.bytes(), 0, body.length());
    if (step.method() == Step.Method.HEAD) {
      request.head();
    }
    if (!step.needsBody()) {
      request.ignoreBody();
    }
    if (step.needsHead()) {
      request.keepHead();
    }
  }

  private void writeHead() {
    head.begin();
    String method = step.method().name();
    for (int i = 0; i < method.length(); i++) {
      head.append(method.charAt(i));
    }
    head.append(' ').append(path.bytes(), 0, path.length());
    append(VERSION);
    append(commonHeaders);
    List<Step.Header> headers = step.headers();
    for (int i = 0; i < headers.size(); i++) {
      append(headers.get(i).start());
      headers.get(i).value().render(values, Template.Place.HEADER, head);
      append(LINE_END);
    }
    if (step.revalidate()) {
      ByteText tag = tags.of(path);
      if (tag.isPresent()) {
        append(IF_NONE_MATCH);
        head.append(tag.bytes(), 0, tag.length());
        append(LINE_END);
      }
    }
    if (step.body().isPresent()) {
      if (step.body().get().signature().isPresent()) {
        step.body().get().signature().get().append(body, head);
      }
      append(CONTENT_LENGTH);
      head.appendNumber(body.length());
      append(LINE_END);
    }
    append(LINE_END);
  }

  private void append(byte[] bytes) {
    head.append(bytes, 0, bytes.length);
  }

  /** Go on in the flow, past steps whose values are missing, or begin another flow. */
  private Step choose() {
    while (flow != null && next < flow.steps().size()) {
      Step candidate = flow.steps().get(next);
      if (sent < candidate.repeat() && candidate.isReady(values)) {
        sent++;
        return candidate;
      }
      next++;
      sent = 0;
    }
    beginFlow();
    sent = 1;
    return flow.steps().getFirst();
  }

  private void beginFlow() {
    double at = random.nextDouble() * totalWeight;
    List<Flow> flows = script.flows();
    int chosen = 0;
    while (chosen < flows.size() - 1 && at >= flows.get(chosen).weight()) {
      at -= flows.get(chosen++).weight();
    }
    flow = flows.get(chosen);
    next = 0;
    for (ByteText value : values) {
      value.clear();
    }
    List<Source> sources = script.sources();
    for (int i = 0; i < sources.size(); i++) {
      sources.get(i).draw(random, values);
    }
  }

  @Override
  public Check check(Answer answer) {
    Check check = judged(answer);
    if (check != Check.OK) {
      flow = null; // what follows would build on it
    }
    return check;
  }

  private Check judged(Answer answer) {
    if (step.revalidate() && answer.status() == 304) {
      return tags.of(path).isPresent() ? Check.OK : Check.WRONG_STATUS;
    }
    if (!step.expected().hasStatus(answer.status())) {
      return Check.WRONG_STATUS;
    }
    if (!hasExpectedBody(answer)) {
      return Check.WRONG_BODY;
    }
    if (step.revalidate()) {
      answer.header(ETAG, looked);
      tags.put(path, looked);
    }
    List<Step.Capture> captures = step.captures();
    for (int i = 0; i < captures.size(); i++) {
      Step.Capture capture = captures.get(i);
      if (capture.header().isPresent()) {
        answer.header(capture.header().get(), values[capture.slot()]);
      } else {
        find(answer, capture.place().orElseThrow(), values[capture.slot()]);
      }
    }
    return Check.OK;
  }

  private boolean hasExpectedBody(Answer answer) {
    Step.Expected expected = step.expected();
    if (expected.contains().isPresent() && !answer.contains(expected.contains().get())) {
      return false;
    }
    List<Step.Member> members = expected.members();
    for (int i = 0; i < members.size(); i++) {
      find(answer, members.get(i).place(), looked);
      members.get(i).value().render(values, Template.Place.PLAIN, wanted.begin());
      if (!looked.contentEquals(wanted)) {
        return false;
      }
    }
    return true;
  }

  private void find(Answer answer, JsonPath place, ByteText into) {
    int from = answer.bodyOffset();
    place.find(answer.body(), from, from + answer.bodyLength(), random, into);
  }

  @Override
  public void unanswered() {
    flow = null;
  }
}
