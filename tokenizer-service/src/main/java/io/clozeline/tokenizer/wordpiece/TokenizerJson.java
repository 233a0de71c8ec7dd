package io.clozeline.tokenizer.wordpiece;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clozeline.events.task.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The library's own description of a tokenizer (the {@code tokenizer.json} format), written for a
 * BERT vocabulary: no added tokens, so that no text becomes a special token, and neither
 * post-processor, truncation nor padding.
 */
final class TokenizerJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_WORD = 100; // as in the original BERT code; beyond it is [UNK]

  private TokenizerJson() {}

  static byte[] of(Vocabulary vocabulary) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    root.putArray("added_tokens");
    root.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", true)
        .put("strip_accents", vocabulary.lowerCase()) // BERT does both or neither
        .put("lowercase", vocabulary.lowerCase());
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    root.putNull("post_processor").putNull("decoder");
    ObjectNode words =
        root.putObject("model")
            .put("type", "WordPiece")
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", LONGEST_WORD)
            .putObject("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      if (!words.has(vocabulary.word(id))) {
        words.put(vocabulary.word(id), id);
      }
    }
    return bytes(root);
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
