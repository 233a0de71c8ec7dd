package io.clozeline.deploy.pairs;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plain text as documents of sentences: a blank line ends a document, and a sentence ends where the
 * language's rules say.
 *
 * @param documents each of one sentence or more, on one line each
 */
public record Documents(List<List<String>> documents) {
  public Documents {
    documents = documents.stream().map(List::copyOf).toList();
  }

  /** Reads the lines of a text. */
  public static Documents of(Iterable<String> lines, Locale language) {
    List<List<String>> documents = new ArrayList<>();
    var document = new StringBuilder();
    for (String line : lines) {
      if (line.isBlank()) {
        end(document, language, documents);
      } else {
        document.append(line).append(' ');
      }
    }
    end(document, language, documents);
    return new Documents(documents);
  }

  private static void end(StringBuilder text, Locale language, List<List<String>> documents) {
    List<String> sentences = sentences(text.toString().replaceAll("(?U)\\s+", " "), language);
    if (!sentences.isEmpty()) {
      documents.add(sentences);
    }
    text.setLength(0);
  }

  private static List<String> sentences(String text, Locale language) {
    var breaks = BreakIterator.getSentenceInstance(language);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = text.substring(start, end).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = end;
    }
    return sentences;
  }
}
