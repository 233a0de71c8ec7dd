package io.clozeline.tokenizer.kind.tagging;

import io.clozeline.events.task.Vocabulary;
import io.clozeline.tokenizer.wordpiece.Pieces;
import java.util.stream.IntStream;

/**
 * Words as BERT's tokenizer makes them before it cuts them into pieces: between white space, with
 * each punctuation mark and each Chinese character a word of its own.
 */
record PunctuatedWords(Vocabulary vocabulary) implements WordReader {
  private static final String CONTINUES = "##"; // no word starts so: "#" is punctuation

  @Override
  public Words read(String text, Pieces pieces) {
    int[] firsts =
        IntStream.range(0, pieces.size())
            .filter(i -> i == 0 || !vocabulary.word(pieces.ids()[i]).startsWith(CONTINUES))
            .toArray();
    int[] ends = pieces.ends().clone();
    for (int word = 0; word < firsts.length; word++) {
      int next = word + 1 < firsts.length ? firsts[word + 1] : pieces.size();
      int limit = next < pieces.size() ? pieces.starts()[next] : text.length();
      ends[firsts[word]] = withDropped(text, pieces.ends()[next - 1], limit);
    }
    return new Words(new Pieces(pieces.ids(), pieces.starts(), ends), firsts);
  }

  /** Characters that the tokenizer drops, such as accents, belong to the word before them. */
  private static int withDropped(String text, int end, int limit) {
    int at = end;
    while (at < limit && !WordReader.white(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
