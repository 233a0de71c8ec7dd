package io.clozeline.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** BERT's lower-casing tokenizer in its plainest form, good enough for English test sentences. */
public final class WordPiece {
  private final Map<String, Integer> ids = new HashMap<>();

  public WordPiece(ModelDirectory directory) throws IOException {
    for (String token : Files.readAllLines(directory.vocabulary())) {
      ids.put(token, ids.size());
    }
  }

  /** The id of a token of the vocabulary. */
  public int id(String token) {
    return ids.get(token);
  }

  /** Ids of several tokens. */
  public int[] ids(String... tokens) {
    return List.of(tokens).stream().mapToInt(ids::get).toArray();
  }

  /** {@code [CLS] text [SEP]} with the given token selected, {@code [CLS]} or {@code [MASK]}. */
  public Sequence sequence(String text, String selected) {
    List<Integer> tokens = new ArrayList<>(List.of(id("[CLS]")));
    tokens.addAll(tokens(text));
    tokens.add(id("[SEP]"));
    int position = tokens.indexOf(id(selected));
    int[] inputIds = tokens.stream().mapToInt(Integer::intValue).toArray();
    return new Sequence(inputIds, new int[inputIds.length], new int[] {position});
  }

  List<Integer> tokens(String text) {
    String plain = Normalizer.normalize(text.replace("[MASK]", "\u0001"), Normalizer.Form.NFD);
    String spaced =
        plain
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{Mn}", "")
            .replaceAll("([\\p{Punct}\\p{IsPunctuation}])", " $1 ")
            .replace("\u0001", " [MASK] ");
    List<Integer> tokens = new ArrayList<>();
    for (String word : spaced.trim().split("\\s+")) {
      tokens.addAll(pieces(word));
    }
    return tokens;
  }

  private List<Integer> pieces(String word) {
    List<Integer> pieces = new ArrayList<>();
    int start = 0;
    while (start < word.length()) {
      int end = word.length();
      while (end > start && !ids.containsKey(piece(word, start, end))) {
        end--;
      }
      if (end == start) {
        return List.of(id("[UNK]"));
      }
      pieces.add(id(piece(word, start, end)));
      start = end;
    }
    return pieces;
  }

  private static String piece(String word, int start, int end) {
    return start == 0 ? word.substring(0, end) : "##" + word.substring(start, end);
  }
}
