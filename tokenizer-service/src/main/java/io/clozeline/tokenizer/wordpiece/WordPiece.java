package io.clozeline.tokenizer.wordpiece;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.clozeline.events.task.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * BERT's tokenizer (Devlin et al. 2018): cleans, lower-cases where the model does, splits at white
 * space and punctuation, and cuts words into the longest pieces that the vocabulary has. It never
 * truncates, pads or adds a token, and no text yields [CLS], [SEP] or [MASK]. Safe for use by many
 * threads.
 */
public final class WordPiece implements AutoCloseable {
  private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;
  private static final Map<String, String> OPTIONS =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;

  private WordPiece(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Opens the tokenizer of {@code vocabulary}.
   *
   * @param libraryFolder where the native library is unpacked, once; nothing is downloaded
   */
  public static WordPiece open(Vocabulary vocabulary, Path libraryFolder) {
    vocabulary.special("[UNK]");
    NativeLibrary.unpackInto(libraryFolder);
    try (var json = new ByteArrayInputStream(TokenizerJson.of(vocabulary))) {
      return new WordPiece(HuggingFaceTokenizer.newInstance(json, OPTIONS));
    } catch (IOException e) {
      throw new IllegalStateException("the tokenizer cannot be opened", e);
    }
  }

  /** The tokens of {@code text}, which must be valid Unicode; none for a text of only spaces. */
  public Pieces split(String text) {
    // Not HuggingFaceTokenizer.encode: it also copies five arrays and a string for each token.
    long encoding = LIBRARY.encode(tokenizer.getHandle(), text, false);
    try {
      return pieces(
          LIBRARY.getTokenIds(encoding), LIBRARY.getTokenCharSpans(encoding), units(text));
    } finally {
      LIBRARY.deleteEncoding(encoding);
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** Null where a code point is one unit. */
  private static int[] units(String text) {
    return Utf16.oneUnitEach(text) ? null : Utf16.unitsByCodePoint(text);
  }

  private static Pieces pieces(long[] tokens, CharSpan[] spans, int[] units) {
    int[] ids = new int[tokens.length];
    int[] starts = new int[tokens.length];
    int[] ends = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      ids[i] = (int) tokens[i];
      starts[i] = units == null ? spans[i].getStart() : units[spans[i].getStart()];
      ends[i] = units == null ? spans[i].getEnd() : units[spans[i].getEnd()];
    }
    return new Pieces(ids, starts, ends);
  }
}
