package io.clozeline.bert.onednn;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Sequence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Finds a model's {@link Ranges} by encoding ordinary sentences in fp32. */
final class Calibration {
  private static final String SENTENCES = "calibration.txt";
  private static final int BATCH = 16;

  private Calibration() {}

  static Ranges run(ModelDirectory directory) {
    var ranges = new Ranges(directory.info());
    List<EncoderInput> inputs = inputs(directory);
    try (var encoder = OneDnnEncoder.once(directory)) {
      encoder.watch(ranges);
      for (int from = 0; from < inputs.size(); from += BATCH) {
        encoder.encode(inputs.subList(from, Math.min(inputs.size(), from + BATCH)));
      }
    }
    return ranges;
  }

  /** Each line of the sentences; a word that the vocabulary has not whole is left out. */
  private static List<EncoderInput> inputs(ModelDirectory directory) {
    try {
      Map<String, Integer> ids = new HashMap<>();
      for (String token : Files.readAllLines(directory.vocabulary())) {
        ids.put(token, ids.size());
      }
      List<EncoderInput> inputs = new ArrayList<>();
      for (String line : lines()) {
        String cased = directory.info().lowerCase() ? line.toLowerCase(Locale.ROOT) : line;
        List<Integer> words = new ArrayList<>(List.of(ids.get("[CLS]")));
        for (String word : cased.split(" ")) {
          String token = word.equals("[mask]") ? "[MASK]" : word;
          if (ids.containsKey(token)) {
            words.add(ids.get(token));
          }
        }
        words.add(ids.get("[SEP]"));
        int length = Math.min(words.size(), directory.info().maxPositions());
        int[] sequence = words.stream().mapToInt(Integer::intValue).limit(length).toArray();
        inputs.add(
            new EncoderInput(
                new Sequence(sequence, new int[length], IntStream.range(0, length).toArray()),
                null));
      }
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the vocabulary: " + e.getMessage(), e);
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Objects.requireNonNull(Calibration.class.getResourceAsStream(SENTENCES));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
