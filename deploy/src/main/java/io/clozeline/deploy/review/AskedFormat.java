package io.clozeline.deploy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.deploy.annotate.AnswerText;
import io.clozeline.deploy.annotate.TableLines;
import io.clozeline.events.Annotation;
import io.clozeline.events.Text;
import io.clozeline.events.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Questions for people and for programs. */
public final class AskedFormat {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS = "%-24s %-16s %6s  %s";
  private static final int ID = 24;
  private static final int ANSWER = 16;
  private static final int OTHERS = ID + ANSWER + 10;
  private static final String GONE = "(its text is no longer on the topic texts)";

  private AskedFormat() {}

  /** The line above all questions. */
  public static String header() {
    return String.format(Locale.ROOT, COLUMNS, "id", "answer", "margin", "text");
  }

  /** Two lines: the question with its text as far as there is room, and why it is asked. */
  public static String lines(Asked asked, int width) {
    Annotation annotation = asked.review().annotation();
    var unsure = annotation.uncertainty();
    String margin = unsure == null ? "–" : String.format(Locale.ROOT, "%.3f", unsure.margin());
    return String.format(
            Locale.ROOT,
            COLUMNS,
            whole(asked.review().id(), ID),
            whole(answer(annotation, asked.text()), ANSWER),
            margin,
            TableLines.shorten(text(asked.text()), Math.max(ANSWER, width - OTHERS)))
        + "\n    "
        + TableLines.shorten(asked.review().reason(), width);
  }

  /** The record in one line of JSON, with the text beside its fields. */
  public static String json(Asked asked) {
    try {
      var tree = (ObjectNode) JSON.readTree(Topics.REVIEW.codec().encode(asked.review()));
      Text text = asked.text();
      if (text != null) {
        tree.put("text", text.text());
        if (text.textB() != null) {
          tree.put("textB", text.textB());
        }
      }
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An id is never cut: it is needed for the answer. */
  private static String whole(String text, int width) {
    return TableLines.shorten(text, Math.max(width, text.length()));
  }

  private static String answer(Annotation annotation, Text text) {
    boolean quotes = annotation.tags() != null || annotation.spans() != null;
    return text == null && quotes ? "–" : AnswerText.of(annotation, text).answer();
  }

  private static String text(Text text) {
    if (text == null) {
      return GONE;
    }
    return text.textB() == null ? text.text() : text.text() + TableLines.PAIR + text.textB();
  }
}
