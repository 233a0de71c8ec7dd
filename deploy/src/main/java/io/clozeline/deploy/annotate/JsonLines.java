package io.clozeline.deploy.annotate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.clozeline.events.Annotation;
import io.clozeline.events.Text;
import io.clozeline.events.codec.JsonCodec;
import java.nio.charset.StandardCharsets;

/** A JSON object a line: the annotation's record, or {@code {"id", "line", "error"}}. */
public final class JsonLines implements AnswerFormat {
  /** An object about a refused text. */
  @JsonPropertyOrder({"id", "line", "error"})
  private record Refused(String id, long line, Error error) {}

  private record Error(String code, String stage, String cause) {}

  private static final JsonCodec<Annotation> ANNOTATION = JsonCodec.of(Annotation.class);
  private static final JsonCodec<Refused> REFUSED = JsonCodec.of(Refused.class);

  @Override
  public String header() {
    return null;
  }

  @Override
  public String annotation(String id, Text text, Annotation a, double millis) {
    return line(
        ANNOTATION.encode(
            new Annotation(
                id,
                a.task(),
                a.kind(),
                a.label(),
                a.scores(),
                a.labels(),
                a.value(),
                a.tags(),
                a.spans(),
                a.fills(),
                a.uncertainty(),
                a.truncated(),
                a.tokensIn(),
                a.windows(),
                a.model(),
                a.latencies())));
  }

  @Override
  public String refusal(String id, long line, Refusal refusal) {
    var error = new Error(refusal.code().text(), refusal.stage(), refusal.cause());
    return line(REFUSED.encode(new Refused(id, line, error)));
  }

  private static String line(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
