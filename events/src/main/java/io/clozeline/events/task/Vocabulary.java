package io.clozeline.events.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The words that the base model knows, by their ids; read from the model directory, the same in
 * every service.
 */
public final class Vocabulary {
  private final List<String> words;
  private final Map<String, Integer> ids;
  private final boolean lowerCase;
  private final String digest;
  private final int maxPositions;

  /** A vocabulary of {@code words}, whose ids are their places. */
  public Vocabulary(List<String> words, boolean lowerCase, String digest, int maxPositions) {
    this.words = List.copyOf(words);
    this.ids = new HashMap<>(2 * words.size());
    for (int id = 0; id < words.size(); id++) {
      ids.putIfAbsent(words.get(id), id);
    }
    this.lowerCase = lowerCase;
    this.digest = digest;
    this.maxPositions = maxPositions;
  }

  /** Reads {@code vocab.txt} and {@code model.json} of a model directory. */
  public static Vocabulary open(Path modelDirectory) {
    try {
      JsonNode model = new ObjectMapper().readTree(modelDirectory.resolve("model.json").toFile());
      return new Vocabulary(
          Files.readAllLines(modelDirectory.resolve("vocab.txt")),
          model.required("lowerCase").asBoolean(),
          model.required("tokenizerDigest").asText(),
          model.required("maxPositions").asInt());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          modelDirectory
              + " is not a model directory. Set clozeline.model.directory to one that"
              + " \"clozeline up\" has prepared.",
          e);
    }
  }

  /**
   * The id of a whole word, in the case that the model reads; a piece such as {@code ##ing} or a
   * special token such as {@code [SEP]} is none.
   */
  public OptionalInt id(String word) {
    Integer id = isWord(word) ? ids.get(lowerCase ? word.toLowerCase(Locale.ROOT) : word) : null;
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * The ids of a word or of some words, as BERT's tokenizer cuts them (Wu et al. 2016): the longest
   * piece first. Empty when the vocabulary cannot spell it.
   */
  public int[] pieces(String words) {
    return WordPieces.of(words, this);
  }

  /** The id of a token as it stands in the vocabulary, -1 for none. */
  int token(String token) {
    return ids.getOrDefault(token, -1);
  }

  static boolean isWord(String word) {
    boolean piece = word.length() > 2 && word.startsWith("##");
    boolean special = word.length() > 2 && word.startsWith("[") && word.endsWith("]");
    return !piece && !special;
  }

  /** The id of a token that must be there, such as {@code [CLS]}. */
  public int special(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new IllegalStateException("the vocabulary has no " + token);
    }
    return id;
  }

  public String word(int id) {
    return words.get(id);
  }

  public int size() {
    return words.size();
  }

  public boolean lowerCase() {
    return lowerCase;
  }

  /** The digest that stands in every annotation. */
  public String digest() {
    return digest;
  }

  /** Tokens that the model reads at once, [CLS] and [SEP] among them. */
  public int maxPositions() {
    return maxPositions;
  }
}
